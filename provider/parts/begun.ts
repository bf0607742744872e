/** Whether an earlier run made an entry without living to note so. */
import type { Site } from "../lifecycle/part";
import { markTags } from "../mark";

/**
 * For {@link Part.begun} of a root that is an entry. What the stack owns is listed once a run; an entry made in the
 * last seconds before it may be missing there, as the search index lags.
 */
export async function entryBegun(site: Site, want: { mark?: string }): Promise<boolean> {
  const [stack, own] = markTags(want.mark);
  if (stack === undefined || own === undefined) return false;
  return (await site.runtime.load.adminTagsBeside(stack)).has(own);
}
