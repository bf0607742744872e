/**
 * A conference as code: what is on stands in event.yaml, and EventProgram makes all of it.
 * `npm start -- --program FILE` deploys an event of your own.
 */
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { EventProgram } from "pulumi-kaltura/event";
import { metadataProfiles } from "./profiles";

const config = new pulumi.Config();

/** `npm start` says what it wants by the environment, as Pulumi passes no arguments on. */
const { env } = process;

// What differs between accounts: Kaltura tells you the room that webinars are made from.
const webinarTemplate = env.KALTURA_WEBINAR_TEMPLATE || config.get("webinarTemplate");

const event = new EventProgram(
  "summit",
  {
    file: env.KALTURA_PROGRAM || join(__dirname, "event.yaml"),
    shiftTo: env.KALTURA_SHIFT_TO,
    skipBad: env.KALTURA_SKIP_BAD_ROWS === "1",
    // `pulumi config set parentCategory "site>channels"`, or a category's id, puts the event there.
    parent: config.get("parentCategory") || undefined,
    // Captions cost credit: beside the file, `pulumi config set orderCaptions true` has to ask for them.
    orderCaptions: env.KALTURA_ORDER_CAPTIONS === "1" || config.getBoolean("orderCaptions") === true,
    defaults: { webinar: webinarTemplate ? { templateRoomEntryId: webinarTemplate } : {} },
  },
  { dependsOn: metadataProfiles() },
);

/** The programme in order of time, with what a website needs of each session. */
export const agenda = event.agenda;

/** HTML to paste into a page, by session id. */
export const embeds = event.embeds;

/** Where the encoders send to, by session or channel: `pulumi stack output ingest --show-secrets`. */
export const ingest = event.ingest;

/** Text of a .ics file: `pulumi stack output calendar > summit.ics`. */
export const calendar = event.calendar;

/** What the website's back end opens pages of the KAF instance with, a session for each visitor; see AppToken. */
export const website = event.website;

/** What `--skip-bad-rows` left out, and why. */
export const skipped = event.skipped;
