/** What a provider has once it is configured: settings, a way to Kaltura, and somebody who listens. */
import { embedConfigOf } from "../embedConfig";
import type { Definition } from "../lifecycle/define";
import type { Runtime } from "../lifecycle/runtime";
import type { Props } from "../lifecycle/values";
import { markOf, markTags, placeOf } from "../mark";
import type { EmbedConfig } from "../outputs/embeds";
import { definitionOf } from "../resources/registry";
import { lazyRuntime } from "../runtime";
import { valuesOf } from "./account";
import type { Log } from "./engine";
import { nameIn } from "./tokens";

/** What a URN holds: stack, project, types from the outermost to the resource's own, and its name. */
function partsOf(urn: string): { stack: string; project: string; types: string[]; name: string } {
  const [stack = "", project = "", types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, types: types.split("$"), name: name.join("::") };
}

/** @throws Error for a kind that this version does not know */
// biome-ignore lint/suspicious/noExplicitAny: as in the registry.
export const definitionAt = (urn: string): Definition<any> =>
  definitionOf(nameIn(partsOf(urn).types.at(-1)!));

export class Session {
  private readonly runtime: () => Runtime;

  /**
   * @param settings of the provider, as they came
   * @param urn of the provider; engines before 3.139 don't tell
   */
  constructor(
    private readonly settings: Props,
    readonly log: Log,
    private readonly urn?: string,
  ) {
    this.runtime = lazyRuntime(() => valuesOf(settings), {
      say: line => log("info", line),
      wait: line => log("info", line),
    });
  }

  /** The runtime of one operation: what it says is said of its resource. */
  runtimeAt(urn?: string): Runtime {
    return { ...this.runtime(), say: line => this.log("info", line, urn) };
  }

  /** The same mark that the dynamic resources' classes put on this resource. */
  markOf(urn: string): string {
    const { types, name } = partsOf(urn);
    return markOf(this.stackOf(urn), nameIn(types.at(-1)!), placeOf(name, types.slice(0, -1)));
  }

  /** The word that all marks of this stack have. */
  get stackMark(): string | undefined {
    return this.urn === undefined ? undefined : markTags(this.markOf(this.urn))[0];
  }

  /** @throws SettingError when a setting that embed URLs need is missing */
  readonly embeds = (): EmbedConfig => embedConfigOf(valuesOf(this.settings));

  private stackOf(urn: string): string {
    const { stack, project } = partsOf(urn);
    return `${valuesOf(this.settings).organization}/${project}/${stack}`;
  }
}
