/** A whole event as one component: its categories, people, channels, videos, sessions and captions. */
import * as pulumi from "@pulumi/pulumi";
import { AppToken, CategoryMember, EventCategory, type RestreamerChannel } from "../provider";
import { embedConfig } from "../provider/dynamic/resource";
import type { EventDefinition } from "./definition";
import { type ExamineOptions, examine, type LeftOut, leftOut } from "./examine";
import { type Finding, isError, lineOf } from "./findings";
import { load } from "./load";
import {
  type Around,
  makeChannel,
  makeSession,
  makeVideo,
  type SessionResource,
  type VideoSource,
} from "./make";
import {
  type AgendaOutput,
  agendaOf,
  calendarOf,
  embedsOf,
  type IngestPoints,
  ingestOf,
  type MadeSession,
  snippetsOf,
} from "./outputs";
import type { PlannedEvent } from "./planned";
import { whenKnown } from "./whenKnown";

export interface EventProgramOptions extends Omit<ExamineOptions, "now"> {
  /** The category that the event's is put into, in place of the definition's `category.parent`. */
  readonly parent?: pulumi.Input<string | number> | EventCategory | undefined;
  /** Whether the captions that the event asks for are ordered; they cost credit. Default: true. */
  readonly orderCaptions?: boolean | undefined;
  /**
   * Deploy what is right and leave out the rest, with a warning, in place of an error. What was deployed of it before
   * is taken down.
   */
  readonly skipBad?: boolean | undefined;
}

/** An event from a file, with options. */
export interface EventProgramArgs extends EventProgramOptions {
  /** Path of the event file, YAML or JSON; or of a programme in a format that there is an importer for. */
  readonly file?: string;
  /** The event as an object, in place of a file. */
  readonly definition?: EventDefinition;
}

/** What the event's website opens pages of the KAF instance with, a session for each visitor; see AppToken. */
export interface WebsiteToken {
  readonly appTokenId: pulumi.Output<string>;
  readonly appToken: pulumi.Output<string | undefined>;
}

const isArgs = (from: EventProgramArgs | EventDefinition): from is EventProgramArgs =>
  "file" in from || "definition" in from;

/**
 * A whole event from one definition. Resources are named by the ids in it (`summit-opening`), so a session keeps its
 * entry and its embeds wherever its row moves, and whatever else changes.
 *
 * Everything is checked before anything is registered: one error lists all that is wrong, with file, line and column.
 *
 * @example new EventProgram("summit", { file: "event.yaml" })
 * @example new EventProgram("summit", { name: "Summit", timezone: "Europe/Berlin", sessions: [ … ] })
 */
export class EventProgram extends pulumi.ComponentResource {
  /** The programme in order of time, with what a website needs of each session: `export const agenda = event.agenda`. */
  readonly agenda: readonly AgendaOutput[];
  /** HTML with the public player, by session id. */
  readonly embeds: Readonly<Record<string, string | pulumi.Output<string>>>;
  /** Where encoders send to, by session and by channel. A secret. */
  readonly ingest: pulumi.Output<IngestPoints>;
  /** Text of a .ics file. */
  readonly calendar: pulumi.Output<string>;
  /** The app token for the event's website, where the definition names one. */
  readonly website: WebsiteToken | undefined;
  /** Page of the event as a whole on the KAF instance, where embeds.agendaPath says its path. */
  readonly agendaUrlTemplate: string | undefined;
  /** What was left out, with `skipBad` only. */
  readonly skipped: readonly LeftOut[];
  /** The event with everything worked out. */
  readonly plan: PlannedEvent;

  readonly category: EventCategory;
  /** Resources by the ids of the definition. */
  readonly tracks: ReadonlyMap<string, EventCategory>;
  readonly sessions: ReadonlyMap<string, SessionResource>;
  readonly channels: ReadonlyMap<string, RestreamerChannel>;
  readonly videos: ReadonlyMap<string, VideoSource>;

  constructor(
    name: string,
    from: EventProgramArgs | EventDefinition,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const args: EventProgramArgs = isArgs(from) ? from : { definition: from };
    // Before the component itself is registered: a preview of an event with mistakes shows them and nothing else.
    const { event, later, skipped } = checked(args);
    super("kaltura:index:EventProgram", name, {}, opts);
    this.plan = event;
    this.skipped = skipped;

    const options: pulumi.CustomResourceOptions = {
      parent: this,
      ...(opts.dependsOn !== undefined && { dependsOn: opts.dependsOn }),
    };
    const parent = args.parent === undefined ? {} : { parent: args.parent };
    this.category = new EventCategory(name, { ...(event.category as { name: string }), ...parent }, options);
    for (const { userId, permissionLevel } of event.members) {
      const member = { category: this.category, userId, permissionLevel: permissionLevel as "moderator" };
      new CategoryMember(`${name}-member-${userId}`, member, options);
    }
    this.tracks = new Map(
      event.tracks.map(({ id, category }) => [
        id,
        new EventCategory(
          `${name}-track-${id}`,
          { ...(category as { name: string }), parent: this.category },
          options,
        ),
      ]),
    );

    const captions = args.orderCaptions ?? true;
    if (!captions) void warnOfCaptions(event);
    const base = { prefix: name, options, captions };
    this.videos = new Map(event.videos.map(video => [video.id, makeVideo(video, base)]));
    const shown = event.channels.filter(({ feeds }) => feeds === "source");
    const channels = new Map(shown.map(channel => [channel.id, makeChannel(channel, [], base)]));
    const around: Around = {
      ...base,
      category: this.category,
      tracks: this.tracks,
      videos: this.videos,
      channels,
    };
    const made: MadeSession[] = event.sessions.map(planned => ({
      planned,
      resource: makeSession(planned, around),
    }));
    for (const channel of event.channels.filter(({ feeds }) => feeds === "restream")) {
      const fed = made
        .filter(({ planned }) => planned.channel === channel.id)
        .map(({ resource }) => resource);
      channels.set(channel.id, makeChannel(channel, fed, base));
    }
    this.channels = channels;
    this.sessions = new Map(made.map(({ planned, resource }) => [planned.id, resource]));

    const config = embedsOf(embedConfig(), event.embeds);
    this.agenda = agendaOf(made, config);
    this.embeds = snippetsOf(this.agenda);
    this.ingest = ingestOf(made, this.channels);
    this.calendar = calendarOf(this.agenda, name, event);
    this.website = event.website === undefined ? undefined : websiteToken(name, event.website, options);
    const { agendaPath } = event.embeds;
    this.agendaUrlTemplate =
      agendaPath === undefined ? undefined : `https://${config.kafHost}/${agendaPath.replace(/^\//, "")}`;
    whenKnown(made, this.videos, event, later);
    this.registerOutputs({});
  }
}

function warnOfCaptions({ videos, sessions }: PlannedEvent): Promise<void> | undefined {
  const wanted = [...videos, ...sessions].filter(({ captions }) => captions !== undefined).length;
  if (wanted === 0) return undefined;
  const orders = wanted === 1 ? "1 order" : `${wanted} orders`;
  return pulumi.log.warn(`${orders} of captions left out, as orderCaptions is off; captions cost credit`);
}

function websiteToken(name: string, address: string, options: pulumi.CustomResourceOptions): WebsiteToken {
  const { id, token } = new AppToken(
    `${name}-website`,
    {
      description: `Embeds on ${address}`,
      hashType: "SHA256",
      sessionType: "user",
      privileges: ["actionslimit:-1"],
      sessionDurationSeconds: 86_400,
    },
    options,
  );
  return { appTokenId: id, appToken: token };
}

// ---- checks --------------------------------------------------------------------------------------------

/** Rules that only a deployment has all the facts for, with the severity chosen for each. */
export interface LaterRules {
  readonly startInPast: Chosen;
  readonly simuliveTooLong: Chosen;
}
type Chosen = "error" | "warn" | "off";

/** The event, if it may be deployed. @throws RunError with all that is wrong with it */
function checked(args: EventProgramArgs): { event: PlannedEvent; later: LaterRules; skipped: LeftOut[] } {
  const { file, definition, skipBad = false } = args;
  if ((file === undefined) === (definition === undefined)) {
    throw new pulumi.RunError("EventProgram takes a file or a definition: give one of them");
  }
  const read = asRunError(() => load(file ?? definition!));
  const inFile = (read.definition as { rules?: Record<string, Chosen> } | undefined)?.rules;
  const chosen = (rule: string, usual: Chosen): Chosen => args.severities?.[rule] ?? inFile?.[rule] ?? usual;
  const later = {
    startInPast: chosen("startInPast", "warn"),
    simuliveTooLong: chosen("simuliveTooLong", "error"),
  };
  // What is deployed already may have begun; see whenKnown.
  const severities = { ...args.severities, startInPast: "off" } as const;
  const { event, findings, notes } = asRunError(() => examine(read, { ...args, severities }));

  const errors = findings.filter(isError);
  const skipped = leftOut(read, findings);
  if (errors.length > 0 && (event === undefined || !skipBad || event.sessions.length === 0)) {
    throw new pulumi.RunError(refusal(errors, skipBad));
  }
  for (const note of [...read.notes, ...notes]) void pulumi.log.info(note);
  const warnings = findings.filter(finding => !isError(finding));
  if (warnings.length > 0) void pulumi.log.warn(listed(warnings));
  if (errors.length > 0) {
    void pulumi.log.warn(
      `Left out, as skipBad asks. What was deployed of it before is taken down.\n${listed(errors)}`,
    );
  }
  return { event: event!, later, skipped };
}

function asRunError<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new pulumi.RunError((error as Error).message);
  }
}

/** One line each; of very many, so many as can be read. */
const listed = (findings: readonly Finding[]): string => {
  const lines = findings.slice(0, MOST).map(lineOf);
  const more = findings.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`… and ${more} more; npx pulumi-kaltura check FILE lists all of them`] : []),
  ].join("\n");
};
const MOST = 100;

function refusal(errors: readonly Finding[], skipBad: boolean): string {
  const count = errors.length === 1 ? "One thing is" : `${errors.length} things are`;
  // Without any session left, skipping would only take down what an earlier run has deployed.
  const end = skipBad ? "\nNothing would be left to deploy, or what is wrong is not in single items." : "";
  return `${count} wrong with the event, so nothing is deployed:\n${listed(errors)}${end}`;
}
