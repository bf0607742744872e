/** One call by itself, for work that is more than a plan of calls: an upload, a wait. */
import type { Call } from "../kaltura/types";
import { explain, OperationError } from "./failure";
import { goOn } from "./limit";
import { knownIds, type Site } from "./part";

/**
 * Sends one call.
 * @param purpose in the user's words what it does
 * @throws OperationError when Kaltura refuses it, TransportError when no answer could be had
 */
export async function perform<R>(site: Site, call: Call<R>, purpose: string): Promise<R> {
  goOn(site.runtime);
  const [outcome] = await site.runtime.gateway.send([call], knownIds(site));
  if (!outcome!.ok) throw new OperationError(`could not ${purpose}: ${explain(outcome!.error)}`);
  return outcome!.value as R;
}
