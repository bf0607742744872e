import { LiveCaptions, WebcastSession } from "pulumi-kaltura";

const keynote = new WebcastSession("keynote", {
  name: "Keynote",
  start: "2027-06-08T09:00",
  end: "2027-06-08T10:00",
  timezone: "Europe/Berlin",
});

// The session's outputs, not its times once more: so the order moves with the session.
const captions = new LiveCaptions("keynote-captions", {
  entryId: keynote.id,
  scheduleEventId: keynote.scheduleEventId,
  start: keynote.start,
  end: keynote.end,
  timezone: keynote.timezone,
  service: "captions",
  serviceType: "machine",
  sourceLanguage: "English",
  reachProfile: "Summit 2027",
});

export const state = captions.status;
export const price = captions.price;
