import { EventCategory } from "pulumi-kaltura";

// The event in the branch that its website shows, and a track in it.
const summit = new EventCategory("summit", {
  name: "Open Stages 2027",
  parent: "site>channels",
  description: "Two days about live video for theatres, festivals and archives.",
  tags: ["live video", "theatre"],
});

const workshops = new EventCategory("workshops", {
  name: "Workshops",
  parent: summit,
  description: "Smaller, longer, and you do the work.",
});

export const summitId = summit.categoryId;
export const workshopsPath = workshops.fullName; // site>channels>Open Stages 2027>Workshops
