import { RestreamerChannel, WebcastSession } from "pulumi-kaltura";

// Source: hall 1's webcasts show the channel's stream while they are on. It records, they do not.
const hall1 = new RestreamerChannel("hall-1", { name: "Hall 1", recording: { mode: "perSession" } });
const opening = new WebcastSession("opening", {
  name: "Opening",
  start: "2027-06-08T09:30+02:00",
  end: "2027-06-08T10:15+02:00",
  channel: hall1,
});
new WebcastSession("keynote", {
  name: "Keynote",
  start: "2027-06-08T10:15+02:00",
  end: "2027-06-08T11:00+02:00",
  channel: hall1,
});

// Restream: hall 2's stream is pushed to its webcast, which records by itself.
const panel = new WebcastSession("panel", {
  name: "Panel",
  start: "2027-06-08T09:30+02:00",
  end: "2027-06-08T10:30+02:00",
  recording: { mode: "appended" },
});
const hall2 = new RestreamerChannel("hall-2", {
  name: "Hall 2",
  targets: [{ session: panel }], // at the panel's own time
});

export const embed = opening.iframe;
export const ingest = [hall1.ingest, hall2.ingest]; // for the encoders; secrets
