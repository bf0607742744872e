import { EventCategory, InteractiveRoom } from "pulumi-kaltura";

const workshops = new EventCategory("workshops", { name: "Workshops" });

// Open to all who take part, on the agenda.
const circle = new InteractiveRoom("sound-circle", {
  name: "Sound circle: bring your own microphone",
  mode: "interactive",
  start: "2027-06-08T14:00",
  end: "2027-06-08T16:00",
  timezone: "Europe/Berlin",
  categories: [workshops],
  presenters: [{ name: "Tomás Brandt", title: "Sound engineer" }],
});

// Speakers on stage; made by KAF, which takes moderators, from the account's webinar template.
const clinic = new InteractiveRoom("lighting-clinic", {
  name: "Lighting clinic",
  mode: "webinar",
  templateRoomEntryId: "1_webinar0",
  createdBy: "kaf",
  roomModerators: ["mira@openstages.example"],
});

// For the website's back end, which puts a KS of the visitor in place of {KS}.
export const rooms = [circle.entryId, clinic.entryId];
export const join = circle.roomUrlTemplate;
