/** What a preview says of an adoption, whatever front end shows it. */
import { SettingError } from "../config";
import { AdoptionRefused } from "./adopt";
import { type AdoptionDiff, adoptionDiff, adoptionText } from "./adoptionDiff";
import type { Definition } from "./define";
import type { Runtime } from "./runtime";
import type { Props } from "./values";

export interface AdoptionRemark {
  /** An error: `pulumi up` would refuse it. */
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
  /** What was found, when it could be looked at. */
  readonly diff?: AdoptionDiff;
}

/**
 * Looks at what would be taken over, and says what that changes; never fails.
 * @param look gives the runtime to the work; throws SettingError without credentials
 * @param inputs checked ones, with unknowns among them
 * @param secrets names of inputs that the program made secret
 */
export async function adoptionRemark<I>(
  definition: Definition<I>,
  look: <R>(work: (runtime: Runtime) => Promise<R>) => Promise<R>,
  inputs: Props,
  secrets: readonly string[],
): Promise<AdoptionRemark> {
  try {
    const diff = await look(runtime => adoptionDiff(definition, runtime, inputs));
    if (diff === undefined) {
      return {
        severity: "info",
        text: "what is to be taken over is not known yet, so the difference can't be shown",
      };
    }
    // No error: it may be over by the time of pulumi up.
    const severity = diff.guarded === undefined ? "info" : "warning";
    return { severity, text: adoptionText(definition, diff, secrets), diff };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (error instanceof AdoptionRefused) return { severity: "error", text: words };
    if (error instanceof SettingError) {
      return {
        severity: "info",
        text: `what is taken over can't be looked at in a preview without credentials, so the difference is not shown: ${words}`,
      };
    }
    return {
      severity: "warning",
      text: `what is taken over could not be looked at, so the difference is not shown: ${words}`,
    };
  }
}
