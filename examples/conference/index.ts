/**
 * A conference as code: a category for the event, one for each track, and a resource for each session, be it a
 * webcast, a simulive, a studio session or a room. What is on stands in summit.json.
 * `npm start -- --program FILE` deploys a programme of your own.
 */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { AppToken, CategoryMember, EventCategory } from "pulumi-kaltura";
import { leftOut, loadProgramme } from "./definition";
import { makeChannel, makeSession, makeVideo } from "./make";
import { metadataProfiles } from "./profiles";
import { options, ordersCaptions, parentCategory } from "./settings";

const file = process.env.KALTURA_PROGRAM || join(__dirname, "summit.json");
const programme = loadProgramme(file, options());
for (const note of programme.notes) void pulumi.log.info(note);
if (programme.skipped.length > 0) void pulumi.log.warn(leftOut(programme.skipped));

const event = new EventCategory("event", { ...programme.category, ...parentCategory() });

for (const userId of programme.team) {
  new CategoryMember(`member-${userId}`, { category: event, userId, permissionLevel: "moderator" });
}

const tracks = new Map(
  programme.tracks.map(({ id, category }) => [
    id,
    new EventCategory(`track-${id}`, { ...category, parent: event }),
  ]),
);
const captions = ordersCaptions(programme);
const videos = new Map(programme.videos.map(video => [video.id, makeVideo(video, captions)]));
const channels = new Map(programme.channels.map(channel => [channel.id, makeChannel(channel)]));

const dependsOn = metadataProfiles();

const sessions = programme.sessions.map(session => {
  const track = tracks.get(session.track.id)!;
  return { ...session, made: makeSession(session, { track, videos, channels, captions, dependsOn }) };
});

/** The programme in order of time, with what a website needs of each session. */
export const agenda = sessions.map(({ id, title, kind, track, start, end, timezone, made }) => ({
  id,
  title,
  kind,
  track: track.name,
  start,
  end: end ?? made.endsAt,
  timezone,
  entryId: made.entryId,
  playerUrl: made.playerUrl,
  kafUrlTemplate: made.kafUrlTemplate,
  roomUrlTemplate: made.roomUrlTemplate,
}));

/** HTML to paste into a page, by session id. */
export const embeds = Object.fromEntries(sessions.map(({ id, made }) => [id, made.iframe]));

/** Where the encoders send to, by session or channel: `pulumi stack output ingest --show-secrets`. */
export const ingest = pulumi.secret({
  sessions: Object.fromEntries(
    sessions
      .filter(({ kind, channel }) => kind === "webcast" && channel === undefined)
      .map(({ id, made }) => [id, made.ingest]),
  ),
  channels: Object.fromEntries([...channels].map(([id, channel]) => [id, channel.ingest])),
});

/** What the website's back end opens pages of the KAF instance with, a session for each visitor; see AppToken. */
export const website = programme.website && embedToken(programme.website);

/** What `--skip-bad-rows` left out, and why. */
export const skipped = programme.skipped;

function embedToken(address: string) {
  const { id, token } = new AppToken("website", {
    description: `Embeds on ${address}`,
    hashType: "SHA256",
    sessionType: "user",
    privileges: ["actionslimit:-1"],
    sessionDurationSeconds: 86_400,
  });
  return { appTokenId: id, appToken: token };
}
