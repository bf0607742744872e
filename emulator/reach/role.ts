import type { Session } from "../ks.js";
import { privilegeOf } from "../ks.js";

/** What the key of a task may call, beside what any user may: as far as Kaltura's guide for vendors makes use of it. */
const ROLE = "REACH_VENDOR_ROLE";
const ALLOWED: Readonly<Record<string, readonly string[] | "all">> = {
  reach_entryvendortask: ["get"],
  baseentry: ["get", "update", "getplaybackcontext"],
  media: ["get"],
  caption_captionasset: "all",
  attachment_attachmentasset: "all",
  flavorasset: "all",
  cuepoint_cuepoint: "all",
  uploadtoken: "all",
  schedule_scheduleevent: ["get", "updatelivefeature"],
};

/** Is it the key of a task? */
export const isTaskKey = (session: Session): boolean => privilegeOf(session, "setrole") === ROLE;

/** May the key of a task make this call? It is for one entry only. */
export function mayTaskKeyCall(
  session: Session,
  service: string,
  action: string,
  entryId: string | undefined,
): boolean {
  const actions = ALLOWED[service.toLowerCase()];
  if (actions === undefined || !(actions === "all" || actions.includes(action.toLowerCase()))) return false;
  return entryId === undefined || entryId === privilegeOf(session, "edit");
}
