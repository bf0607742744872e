import { CaptionOrder, MediaAsset } from "pulumi-kaltura";

const film = new MediaAsset("opening-film", {
  name: "Opening film",
  url: "https://media.example.com/opening.mp4",
});

// Each order costs credit: the preview says so of those that would be placed.
const captions = new CaptionOrder("opening-captions", {
  entryId: film.id,
  service: "captions",
  serviceType: "human",
  sourceLanguage: "English",
  turnaround: "24hours",
  context: "A film of five minutes about a theatre; names are in the description",
});

// What it comes to, as of the last refresh.
export const state = captions.status; // pending, processing, ready …
export const price = captions.price;
export const why = captions.errDescription;
