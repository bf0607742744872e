import { CallContext } from "./context.js";
import type { Core } from "./core.js";
import { entriesOf, ROOM } from "./entries/model.js";
import { addRoom } from "./entries/room.js";
import { seedReach } from "./reach/seed.js";
import { castObject } from "./types/cast.js";
import "./types/room.js";

/** What {@link provision} has set up. */
export interface Provisioned {
  /** Entry id of the room that webinars are made from. */
  webinarTemplate: string;
}

/**
 * Set up what an account gets from Kaltura's people, and can't make itself: REACH with a profile and catalog items,
 * and a template room for webinars. Nothing of it counts as an object of the user. Done again (on a snapshot) it
 * changes nothing.
 */
export function provision(core: Core): Provisioned {
  const entries = entriesOf(core.store);
  const there = entries.find(entry => entry.system === true && entry.type === ROOM);
  if (there) return { webinarTemplate: there.id };
  const account = core.accounts.get(core.options.partnerId)!;
  const room = { objectType: "KalturaRoomEntry", name: "Webinar template", roomType: 1 };
  const context = new CallContext(core, account, undefined, "provision");
  const template = addRoom(context, castObject(room, "KalturaRoomEntry", core.clock.now()));
  entries.update(template, { system: true });
  seedReach(core, { partnerId: account.id });
  return { webinarTemplate: template.id };
}
