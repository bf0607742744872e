/** What an event builds on that is in the account already: found in a preview, so that it can be stood in for. */
import type { StandIn } from "../emulator";
import type { Preview } from "../event/plan/preview";
import { getPath, UNKNOWN } from "../provider/lifecycle/values";

/** Inputs that name something by its id or name, whatever kind of resource has them. */
const NAMES: ReadonlyArray<readonly [input: string, kind: StandIn["kind"]]> = [
  ["templateRoomEntryId", "room"],
  ["room.templateRoomEntryId", "room"],
  ["source", "video"],
  ["preStartEntry", "video"],
  ["postEndEntry", "video"],
  ["redirectAfter", "video"],
  ["recordedEntryId", "video"],
  ["channel", "live"],
  ["parent", "category"],
  ["category", "category"],
  ["accessControl", "accessControl"],
  ["conversionProfile", "conversionProfile"],
];

/** Names of profiles that every account has from the start. */
const EVERYWHERE = new Set(["Default", "Default_Live", "Passthrough_Live"]);

export function needsOf(preview: Preview): StandIn[] {
  const needs = new Map<string, StandIn>();
  const note = (kind: StandIn["kind"], value: unknown) => {
    const id = typeof value === "number" ? String(value) : value;
    if (typeof id !== "string" || id === UNKNOWN || EVERYWHERE.has(id)) return;
    needs.set(`${kind} ${id}`, { kind, id });
  };
  for (const { after } of preview.changes) {
    if (after === undefined) continue;
    for (const [input, kind] of NAMES) note(kind, getPath(after.inputs, input));
    const { categories, targets } = after.inputs as { categories?: unknown; targets?: unknown };
    for (const category of Array.isArray(categories) ? categories : []) note("category", category);
    for (const target of Array.isArray(targets) ? targets : []) note("live", target?.session);
  }
  return [...needs.values()];
}
