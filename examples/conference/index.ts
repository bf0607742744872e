/**
 * A conference as code: a category for the event, one for each track, and a webcast for each session.
 * What is on stands in summit.json. `npm start -- --program FILE` deploys a programme of your own.
 */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { EventCategory, WebcastSession } from "pulumi-kaltura";
import { leftOut, loadProgramme } from "./definition";
import { metadataProfiles } from "./profiles";

const programme = loadProgramme(process.env.KALTURA_PROGRAM || join(__dirname, "summit.json"), {
  shiftTo: process.env.KALTURA_SHIFT_TO,
  skipBadRows: process.env.KALTURA_SKIP_BAD_ROWS === "1",
});
for (const note of programme.notes) void pulumi.log.info(note);
if (programme.skipped.length > 0) void pulumi.log.warn(leftOut(programme.skipped));

const event = new EventCategory("event", { ...programme.category, ...parentFromConfig() });

const tracks = new Map(
  programme.tracks.map(({ id, category }) => [
    id,
    new EventCategory(`track-${id}`, { ...category, parent: event }),
  ]),
);

const dependsOn = metadataProfiles();

const sessions = programme.sessions.map(({ inputs, ...session }) => ({
  ...session,
  webcast: new WebcastSession(
    session.id, // the programme's own id: rows may move, sessions keep their embeds
    { ...inputs, categories: [tracks.get(session.track.id)!] },
    { dependsOn },
  ),
}));

/** The programme in order of time, with what a website needs of each session. */
export const agenda = sessions.map(({ id, title, track, start, end, timezone, webcast }) => ({
  id,
  title,
  track: track.name,
  start,
  end,
  timezone,
  entryId: webcast.entryId,
  playerUrl: webcast.playerUrl,
  kafUrlTemplate: webcast.kafUrlTemplate,
}));

/** HTML to paste into a page, by session id. */
export const embeds = byId(webcast => webcast.iframe);

/** Where the encoders send to, by session id: `pulumi stack output ingest --show-secrets`. */
export const ingest = pulumi.secret(byId(webcast => webcast.ingest));

/** What `--skip-bad-rows` left out, and why. */
export const skipped = programme.skipped;

function byId<T>(of: (webcast: WebcastSession) => pulumi.Output<T>): Record<string, pulumi.Output<T>> {
  return Object.fromEntries(sessions.map(({ id, webcast }) => [id, of(webcast)]));
}

/** `pulumi config set parentCategory "site>channels"`, or a category's id, puts the event there. */
function parentFromConfig(): { parent?: string | number } {
  const parent = new pulumi.Config().get("parentCategory");
  if (!parent) return {};
  return { parent: /^\d+$/.test(parent) ? Number(parent) : parent };
}
