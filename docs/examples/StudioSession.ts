import { EventCategory, StudioSession } from "pulumi-kaltura";

const track = new EventCategory("main-stage", { name: "Main stage" });

const panel = new StudioSession("panel", {
  name: "Panel: who owns the stage?",
  start: "2027-06-08T11:00",
  end: "2027-06-08T12:00",
  timezone: "Europe/Berlin",
  categories: [track],
  presenters: [{ name: "Mira Okafor" }, { name: "Tomás Brandt" }],
  recording: { mode: "appended" },
  room: { name: "Panel: green room", templateRoomEntryId: "1_studio00" },
});

export const audience = panel.iframe; // for the website
export const speakers = panel.roomUrlTemplate; // with a KS of the speaker that names the room:
export const room = panel.roomId;
