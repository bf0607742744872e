import { EventCategory, WebcastSession } from "pulumi-kaltura";

const track = new EventCategory("main-stage", { name: "Main stage" });

const opening = new WebcastSession("opening", {
  name: "Opening: the stage is a network",
  start: "2027-06-08T09:30",
  end: "2027-06-08T10:15",
  timezone: "Europe/Berlin",
  categories: [track],
  presenters: [{ name: "Mira Okafor", title: "Chair, Open Stages" }],
  dvr: { enabled: true, windowMinutes: 120 },
  recording: { mode: "appended" },
  chat: { enabled: true, moderation: "on" },
});

export const embed = opening.iframe; // for the website
export const ingest = opening.ingest; // for the encoder; a secret
