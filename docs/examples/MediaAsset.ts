import { EventCategory, MediaAsset } from "pulumi-kaltura";

const track = new EventCategory("main-stage", { name: "Main stage" });

// From this machine: a changed file is uploaded again, under the same entry id.
const opening = new MediaAsset("opening-film", {
  name: "Opening film",
  file: "media/opening.mp4",
  categories: [track],
  tags: ["opening"],
});

// Or fetched by Kaltura from an address.
const trailer = new MediaAsset("trailer", {
  name: "Trailer",
  url: "https://media.example.com/trailer.mp4",
  waitMinutes: 10,
});

export const seconds = opening.durationSeconds;
export const embed = trailer.iframe; // for the website
