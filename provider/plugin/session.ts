/** What a provider has once it is configured: settings, a way to Kaltura, and somebody who listens. */
import { embedConfigOf } from "../embedConfig";
import type { Definition } from "../lifecycle/define";
import { goOn, limited } from "../lifecycle/limit";
import type { Runtime } from "../lifecycle/runtime";
import type { Props } from "../lifecycle/values";
import { markOf, markTags, placeOf } from "../mark";
import type { EmbedConfig } from "../outputs/embeds";
import { definitionOf } from "../resources/registry";
import { openRuntime } from "../runtime";
import { settingIn, valuesOf } from "./account";
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

/** Milliseconds that calls under way have to end by themselves once the run is cancelled. */
const GRACE_MS = 5_000;

/** Aborts when an operation's own time (customTimeouts) is over. */
function timeUp(seconds: number): AbortSignal {
  const controller = new AbortController();
  const why = new Error(`it takes longer than the ${seconds} s that customTimeouts give it`);
  setTimeout(() => controller.abort(why), seconds * 1000).unref();
  return controller.signal;
}

export class Session {
  private readonly runtime: () => Runtime;
  private readonly cancelled = new AbortController();
  private readonly letGo: () => Promise<void>;
  /** Ids of what this run made, by URN. */
  readonly made = new Map<string, string>();
  private readonly said = new Set<string>();

  /**
   * @param settings of the provider, as they came
   * @param urn of the provider; engines before 3.139 don't tell
   */
  constructor(
    private readonly settings: Props,
    readonly log: Log,
    private readonly urn?: string,
  ) {
    let opened: Runtime | undefined;
    this.runtime = () => {
      // With the first call: a preview has no credentials.
      opened ??= openRuntime(valuesOf(settings), {
        say: line => log("info", line),
        wait: line => log("info", line),
      });
      return opened;
    };
    this.letGo = async () => opened?.gateway.close();
  }

  /**
   * The runtime of one operation: what it says is said of its resource, and it ends with the run or in its own time.
   * @param seconds that it may take; none for as long as the settings allow
   * @throws OperationError when the run was cancelled
   */
  runtimeAt(urn?: string, seconds = 0): Runtime {
    const { signal } = this.cancelled;
    goOn({ signal });
    const say = (line: string) => this.log("info", line, urn);
    const ends = seconds > 0 ? AbortSignal.any([signal, timeUp(seconds)]) : signal;
    return limited({ ...this.runtime(), say }, ends);
  }

  /** Ends what runs: calls under way get a moment for their answers, no other is sent. */
  cancel(): void {
    if (this.cancelled.signal.aborted) return;
    this.cancelled.abort(new Error("the run was cancelled"));
    setTimeout(() => void this.letGo(), GRACE_MS).unref();
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

  /** The engine may ask for the same diff more than once. */
  sayOnce(line: string, urn: string): void {
    if (this.said.has(line)) return;
    this.said.add(line);
    this.log("info", line, urn);
  }

  /** Of the provider's configuration, whatever its key, as text. */
  readonly setting = (key: string): string | undefined => settingIn(this.settings, key);

  /** @throws SettingError when a setting that embed URLs need is missing */
  readonly embeds = (): EmbedConfig => embedConfigOf(valuesOf(this.settings));

  private stackOf(urn: string): string {
    const { stack, project } = partsOf(urn);
    return `${valuesOf(this.settings).organization}/${project}/${stack}`;
  }
}
