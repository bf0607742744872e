import { AppToken } from "pulumi-kaltura";

// For the website: it makes a session per visitor, which opens pages of the KAF instance and nothing else.
const embeds = new AppToken("embeds", {
  description: "Embeds on summit.example.com",
  hashType: "SHA256",
  sessionType: "user",
  privileges: ["actionslimit:-1"],
  sessionDurationSeconds: 86_400,
  expiry: "2027-12-31T00:00Z",
});

// For the pipeline that keeps the programme: another token, as sessions get all that is on theirs.
const pipeline = new AppToken("pipeline", {
  description: "pulumi up of the summit",
  hashType: "SHA256",
  sessionType: "admin",
  sessionUserId: "pipeline@example.com",
  privileges: ["disableentitlement"],
});

export const embedTokenId = embeds.id;
export const embedToken = embeds.token; // a secret: pulumi stack output embedToken --show-secrets
export const pipelineTokenId = pipeline.id;
