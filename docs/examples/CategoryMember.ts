import { CategoryMember, EventCategory } from "pulumi-kaltura";

// A channel that only its members see, and who they are.
const speakers = new EventCategory("speakers", {
  name: "Speakers' room",
  parent: "site>channels",
  privacy: "members",
  defaultPermissionLevel: "member",
});

const hosts = ["ann@example.com", "bob@example.com"];

for (const host of hosts) {
  new CategoryMember(host, { category: speakers, userId: host, permissionLevel: "moderator" });
}

// A group works like a user.
new CategoryMember("all-speakers", { category: speakers, userId: "speakers2027" });
