/** Entries as people call them. */
import type { BaseEntry } from "../kaltura/wire";

/** What people call an entry of Kaltura's type. */
const TYPES: Readonly<Record<string, string>> = {
  "1": "media entry",
  "5": "playlist",
  "7": "live entry",
  "10": "document",
  "room.room": "room",
};

/** For people: `entry 1_abc ("Keynote", live entry)`. */
export const titleOf = ({ id, name, type }: BaseEntry): string =>
  `entry ${id} ("${name}", ${TYPES[String(type)] ?? `type ${type}`})`;
