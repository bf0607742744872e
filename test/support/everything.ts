/** An event with every kind of resource, in two versions: the second changes each of them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundledSchema } from "../../provider/schemas";
import type { Program } from "./stack";

const picture = (name: string) => join(__dirname, "..", "..", "..", "test", "support", name);
const at = (hour: number, minutes = 0) =>
  `2027-05-04T${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}Z`;

/**
 * @param folder where its film lies
 * @param version 1, or 2 for the edited event
 */
export function everything(folder: string, version: 1 | 2): Program {
  const edited = version === 2;
  const words = edited ? "as edited" : "as planned";
  const film = join(folder, `film-${version}.mp4`);
  writeFileSync(film, Buffer.alloc(2000 * version, version));
  return {
    summit: { kind: "EventCategory", inputs: { name: "Summit", description: words } },
    track: {
      kind: "EventCategory",
      inputs: id => ({ name: `Track ${words}`, parent: id("summit") }),
    },
    ann: {
      kind: "CategoryMember",
      inputs: id => ({
        category: id("track"),
        userId: "ann@example.com",
        permissionLevel: edited ? "manager" : "contributor",
      }),
    },
    profile: {
      kind: "MetadataProfile",
      inputs: {
        name: "Extra",
        systemName: "EXTRA",
        xsd: bundledSchema("KwebcastProfile"),
        objectType: "entry",
        description: words,
      },
    },
    pipeline: {
      kind: "AppToken",
      inputs: { description: words, privileges: ["disableentitlement"], sessionUserId: "ann@example.com" },
    },
    film: { kind: "MediaAsset", inputs: { name: `Film ${words}`, file: film } },
    talk: {
      kind: "WebcastSession",
      inputs: id => ({
        name: `Talk ${words}`,
        start: at(9, edited ? 15 : 0),
        end: at(10),
        categories: [id(edited ? "track" : "summit")],
        presenters: [{ name: "Ann" }],
        thumbnail: picture(edited ? "blue.jpg" : "red.jpg"),
        scheduleEvent: { owner: edited ? "ann@example.com" : "bob@example.com" },
      }),
    },
    show: {
      kind: "SimuliveSession",
      inputs: id => ({
        name: `Show ${words}`,
        source: id("film"),
        start: at(11),
        end: at(12),
        redirectAfter: edited,
      }),
    },
    panel: {
      kind: "StudioSession",
      inputs: { name: `Panel ${words}`, start: at(13), end: at(14), room: { createdBy: "kaf" } },
    },
    table: {
      kind: "InteractiveRoom",
      inputs: { name: `Table ${words}`, mode: "interactive", start: at(15), end: at(16) },
    },
    hall: {
      kind: "RestreamerChannel",
      inputs: id => ({
        name: `Hall ${words}`,
        targets: [
          { session: id("talk"), name: "Talk", from: at(9, edited ? 15 : 0), until: at(10) },
          ...(edited ? [{ session: id("panel"), name: "Panel", from: at(13), until: at(14) }] : []),
        ],
      }),
    },
    chapters: {
      kind: "CaptionOrder",
      inputs: id => ({ entryId: id("film"), service: "chapters", reachProfile: "Main", notes: words }),
    },
    subtitles: {
      kind: "LiveCaptions",
      inputs: (id, output) => ({
        entryId: id("talk"),
        scheduleEventId: output("talk", "scheduleEventId"),
        start: at(9, edited ? 15 : 0),
        end: at(10),
        service: "captions",
        serviceType: "human",
        sourceLanguage: "English",
        reachProfile: "Main",
      }),
    },
  };
}
