import { bundledSchema, MetadataProfile, WebcastSession } from "pulumi-kaltura";

// Needed only where Kaltura has not made the profile itself, such as on the embedded Kaltura.
const eventsProfile = new MetadataProfile("events-profile", {
  name: "EventsProfile3",
  systemName: "KMS_EVENTS3",
  objectType: "entry",
  xsd: bundledSchema("EventsProfile3"),
});

// Sessions keep metadata of the profile, so it has to be there first, and has to go last.
new WebcastSession(
  "opening",
  { name: "Opening", start: "2027-06-08T09:30+02:00", end: "2027-06-08T10:15+02:00" },
  { dependsOn: eventsProfile },
);

export const profileId = eventsProfile.profileId;
