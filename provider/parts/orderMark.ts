/** The ownership mark in an order's partnerData, which must be JSON; other applications keep their own keys there. */
import type { VendorTask } from "../kaltura/wire";
import type { Props } from "../lifecycle/values";

const MARK = "pulumi";

function partnerData(text: string | undefined): Props {
  try {
    const parsed: unknown = JSON.parse(text || "{}");
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Props) : {};
  } catch {
    return {};
  }
}

/** The mark of the resource that placed an order; undefined for an order of somebody else's. */
export const markOfOrder = (task: VendorTask): unknown => partnerData(task.partnerData)[MARK];

/** What to write of partnerData so that an order carries the mark; nothing when it does, or there is none. */
export const markedData = (mark: string | undefined, observed?: VendorTask): Props =>
  mark === undefined || (observed !== undefined && markOfOrder(observed) === mark)
    ? {}
    : { partnerData: JSON.stringify({ ...partnerData(observed?.partnerData), [MARK]: mark }) };
