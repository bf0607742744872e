import { MediaAsset, SimuliveSession } from "pulumi-kaltura";

const film = new MediaAsset("film", { name: "Keynote, as recorded", file: "media/keynote.mp4" });
const countdown = new MediaAsset("countdown", { name: "Countdown", file: "media/countdown.mp4" });

// Ends when the film has been played; its page then shows the film on demand.
const keynote = new SimuliveSession("keynote", {
  name: "Keynote",
  source: film,
  preStartEntry: countdown,
  start: "2027-06-08T09:30",
  timezone: "Europe/Berlin",
  presenters: [{ name: "Mira Okafor", title: "Chair, Open Stages" }],
  chat: { enabled: true, moderation: "on" },
  redirectAfter: true,
});

export const embed = keynote.iframe; // for the website
export const ends = keynote.endsAt;
