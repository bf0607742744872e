import { calls } from "../../provider/kaltura/vocabulary";
import type { BaseEntry } from "../../provider/kaltura/wire";
import type { TaskSession } from "../taskSession";

export interface Details {
  readonly tags?: readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

/** Adds tags to an entry, and writes its title and description, as far as they are given. Done again it changes nothing. */
export async function writeDetails(session: TaskSession, entryId: string, details: Details): Promise<void> {
  const { tags = [], title, description } = details;
  const change: Partial<BaseEntry> = {};
  if (title !== undefined) change.name = title;
  if (description !== undefined) change.description = description;
  if (tags.length > 0) {
    const entry = await session.read(calls.baseEntry.get(entryId));
    const known = (entry.tags ?? "").split(",").map(tag => tag.trim());
    const fresh = tags.map(tag => tag.replaceAll(",", " ").trim()).filter(tag => tag !== "");
    // The server keeps tags in small letters.
    const lower = new Set(known.map(tag => tag.toLowerCase()));
    const added = fresh.filter(tag => !lower.has(tag.toLowerCase()));
    if (added.length > 0) change.tags = [...known, ...added].filter(tag => tag !== "").join(",");
  }
  if (Object.keys(change).length === 0) return;
  await session.send([calls.baseEntry.update(entryId, { objectType: "KalturaBaseEntry", ...change })]);
}
