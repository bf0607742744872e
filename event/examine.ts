/**
 * Works an event out of its definition and says everything that is wrong with it, at once. Pure: it reads pictures
 * and recordings that the definition names, and nothing else.
 */
import { formFailures } from "../provider/lifecycle/check";
import { isSigned } from "../provider/signed";
import { type EventDefinition, eventDefinition, LISTS, type SessionSettings } from "./definition";
import { dotted, type Finding, inOrder, isError, type Path, type Severity } from "./findings";
import type { PlannedEvent, PlannedMember, PlannedSession } from "./planned";
import { categoryOf, planTracks } from "./planning/categories";
import { Items, textOf } from "./planning/items";
import { moveTo } from "./planning/move";
import { Report } from "./planning/report";
import { type Around, checkSession, draftOf } from "./planning/sessions";
import { planChannels, planVideos } from "./planning/sources";
import type { Read } from "./read";
import { rules } from "./rules/registry";
import type { EventRule, Found, OwnRule } from "./rules/rule";
import { dayPlus, hasForeignOffset, isDate, timeIn } from "./times";

export interface ExamineOptions {
  /** Rules of your own, beside those of the package. */
  readonly rules?: readonly OwnRule[] | undefined;
  /** How serious a breach of the package's rules is, in place of what the event file says. */
  readonly severities?: Readonly<Record<string, "error" | "warn" | "off">> | undefined;
  /** Settings of sessions that the program gives; those of the event file are nearer. */
  readonly defaults?: SessionSettings | undefined;
  /** Moves the whole event, so that its first day is this one: `2027-06-08`. Times of day stay. */
  readonly shiftTo?: string | undefined;
  /** The moment that counts as now, for the rule startInPast. */
  readonly now?: Date | undefined;
}

export interface Examined {
  /** All of the event that nothing is wrong with; undefined when the mistakes are not in single items. */
  readonly event: PlannedEvent | undefined;
  /** In the order of the files. */
  readonly findings: readonly Finding[];
  /** What was understood differently than it is written. */
  readonly notes: readonly string[];
}

/** @throws for options that can't be: a `shiftTo` that is no date, a severity of a rule that there is none of */
export function examine(read: Read, options: ExamineOptions = {}): Examined {
  const choices = rules.filter(({ always }) => !always).map(({ name }) => name);
  const wrong = Object.keys(options.severities ?? {}).find(name => !choices.includes(name));
  if (wrong !== undefined) {
    throw new Error(`severities: there is no choice of ${wrong}; there is one of ${choices.join(", ")}`);
  }
  const report = new Report(read.source);
  // Of a signed address nothing is printed, here as in the engine.
  const isSecret = (path: readonly PropertyKey[]) => holdsSigned(valueAt(read.definition, path));
  const failures = formFailures(eventDefinition, read.definition, "this part of an event", isSecret);
  for (const { path, reason } of failures) {
    report.add(path as Path, "form", reason, { of: /is not a property of/.test(reason) ? "name" : "value" });
  }
  const findings = () => inOrder([...read.findings, ...report.findings]);
  // A file that can't be read at all misses everything: one mistake, one complaint.
  if (read.findings.length > 0 && isEmpty(read.definition))
    return { event: undefined, findings: inOrder(read.findings), notes: [] };
  if (report.findings.some(finding => !isItem(finding)))
    return { event: undefined, findings: findings(), notes: [] };

  const event = plan(read, report, options);
  const all = findings();
  const broken = all.some(finding => isError(finding) && !isItem(finding));
  return { event: broken ? undefined : event, findings: all, notes: report.notes };
}

const holdsSigned = (value: unknown): boolean =>
  isSigned(value) || (typeof value === "object" && value !== null && Object.values(value).some(holdsSigned));

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((at, key) => (typeof at === "object" && at !== null ? (at as never)[key] : undefined), value);

const isEmpty = (value: unknown) => Object.keys(value as object).length === 0;

/** Whether what is wrong is wrong with one item of a list, or one row of a file that was imported. */
const isItem = ({ path, at }: Finding) =>
  at?.row !== undefined ||
  (typeof path[1] === "number" && (LISTS as readonly (string | number)[]).includes(path[0]!));

// ---- the event -----------------------------------------------------------------------------------------

function plan(read: Read, report: Report, options: ExamineOptions): PlannedEvent {
  // Its form is right, but for single items of lists, of which only the good ones are looked at.
  const event = read.definition as EventDefinition;
  const { source } = read;
  const tracks = new Items("tracks", "track", event.tracks, report);
  const channels = new Items("channels", "channel", event.channels, report);
  const videos = new Items("videos", "video", event.videos, report);
  const sessions = new Items("sessions", "session", event.sessions, report);
  const plannedTracks = planTracks(tracks, report);
  const plannedChannels = planChannels(channels, report, sessions.has);
  const plannedVideos = planVideos(videos, report, source);
  const around: Around = {
    ...{ event, source, report, tracks, channels, videos, plannedTracks, plannedChannels, plannedVideos },
    defaults: options.defaults ?? {},
    presenters: new Items("presenters", "presenter", event.presenters, report),
    rooms: new Items("rooms", "room", event.rooms, report),
  };
  for (const { path, raw } of around.rooms.good) {
    if (raw.channel !== undefined) channels.named(textOf(raw.channel), [...path, "channel"], []);
  }
  const category = categoryOf(event, report, []);
  const members = membersOf(event, report);
  const days = daysOf(event, report);

  let drafts = sessions.good.map(item => draftOf(item, around));
  let shift = 0;
  if (options.shiftTo !== undefined) {
    if (!isDate(options.shiftTo)) {
      throw new Error(`shiftTo: ${JSON.stringify(options.shiftTo)} is not a date; write it like 2027-06-08`);
    }
    ({ drafts, days: shift } = moveTo(options.shiftTo, drafts, event.timezone, report));
  }
  const planned: PlannedEvent = {
    name: event.name,
    timezone: event.timezone,
    days: days.map(day => dayPlus(day, shift)),
    category,
    members,
    website: event.website,
    embeds: {
      ...event.embeds,
      ...(event.embeds?.playerId !== undefined && { playerId: String(event.embeds.playerId) }),
    } as PlannedEvent["embeds"],
    calendarRevision: event.calendar?.revision ?? 0,
    tracks: [...plannedTracks.values()],
    videos: [...plannedVideos.values()],
    channels: [...plannedChannels.values()],
    sessions: drafts.map(({ session }) => session).sort(byTime),
  };
  const good = (): PlannedEvent => ({
    ...planned,
    sessions: planned.sessions.filter(({ path }) => report.isGood(path)),
  });
  // What can't be deployed in any case comes first; the rules then look at what is left.
  apply(
    rules.filter(rule => rule.always),
    planned,
    report,
    event,
    options,
  );
  for (const draft of drafts) checkSession(draft, report);
  noteOffsets(planned.sessions, report);
  apply(
    rules.filter(rule => !rule.always),
    good(),
    report,
    event,
    options,
  );
  applyOwn(options.rules ?? [], good(), report);
  return good();
}

const byTime = (a: PlannedSession, b: PlannedSession) =>
  (a.startsAt ?? Number.POSITIVE_INFINITY) - (b.startsAt ?? Number.POSITIVE_INFINITY) ||
  Number(a.path[1]) - Number(b.path[1]);

function membersOf(event: EventDefinition, report: Report): PlannedMember[] {
  const members = (event.team ?? []).map(member =>
    typeof member === "string"
      ? { userId: member, permissionLevel: "moderator" }
      : { userId: member.user, permissionLevel: member.role ?? "moderator" },
  );
  for (const [i, { userId }] of members.entries()) {
    if (members.findIndex(other => other.userId === userId) < i) {
      report.add(["team", i], "reference", `"${userId}" is in the team before; take one out`);
    }
  }
  return members;
}

function daysOf(event: EventDefinition, report: Report): string[] {
  const days = event.days ?? [];
  for (const [i, day] of days.entries()) {
    if (!isDate(day))
      report.add(["days", i], "inputs", `"${day}" is not a date that the calendar has; mend it`);
  }
  return days.filter(isDate);
}

/** Some exports write the offset of whoever made them. The instant is taken as written, and that is said. */
function noteOffsets(sessions: readonly PlannedSession[], report: Report): void {
  const odd = sessions.filter(
    ({ written, timezone }) => written.start !== undefined && hasForeignOffset(written.start, timezone),
  );
  const [first] = odd;
  if (first === undefined) return;
  report.notes.push(
    `${odd.length} of ${sessions.length} sessions have an offset that their timezone does not have then: ` +
      `${first.id} starts at ${first.written.start}, which is ${timeIn(first.timezone, first.startsAt!)} in ${first.timezone}. ` +
      "The offset decides; if it is the time of day that is right, take the offsets out",
  );
}

// ---- rules ---------------------------------------------------------------------------------------------

function apply(
  list: readonly EventRule[],
  event: PlannedEvent,
  report: Report,
  { rules: inFile }: EventDefinition,
  { severities, now = new Date() }: ExamineOptions,
): void {
  for (const rule of list) {
    const chosen = rule.always
      ? undefined
      : (severities?.[rule.name] ?? (inFile as Record<string, string> | undefined)?.[rule.name]);
    if (chosen === "off") continue;
    const severity: Severity = chosen === undefined ? rule.severity : chosen === "warn" ? "warning" : "error";
    for (const found of rule.check(event, { now: now.getTime() / 1000 }))
      note(found, rule.name, severity, event, report);
  }
}

function applyOwn(own: readonly OwnRule[], event: PlannedEvent, report: Report): void {
  for (const [i, rule] of own.entries()) {
    for (const found of rule(event)) {
      note(found, found.rule ?? (rule.name || `own rule ${i + 1}`), found.severity ?? "error", event, report);
    }
  }
}

function note(found: Found, rule: string, severity: Severity, event: PlannedEvent, report: Report): void {
  const { message, sessions, field } = found;
  const at = found.path ?? event.sessions.find(({ id }) => id === sessions[0])?.path ?? [];
  report.add(field === undefined ? at : [...at, field], rule, message, { severity, sessions });
}

// ---- what is left out ----------------------------------------------------------------------------------

/** An item that can't be deployed, and why. */
export interface LeftOut {
  readonly list: string;
  /** Its number in the list, from 1; of imported ones, the row of the file. */
  readonly row: number;
  readonly id: string;
  readonly title: string;
  readonly problems: readonly string[];
}

/** The items with errors, in order. */
export function leftOut({ definition }: Read, findings: readonly Finding[]): LeftOut[] {
  const items = new Map<string, LeftOut & { problems: string[] }>();
  for (const finding of findings.filter(isError)) {
    if (!isItem(finding)) continue;
    const [list, index, ...field] = finding.path as [string, number | undefined, ...(string | number)[]];
    const row = finding.at?.row ?? index! + 1;
    const raw = index === undefined ? undefined : (definition as Record<string, unknown[]>)[list]?.[index];
    const { id, title, name } = (raw ?? {}) as Readonly<Record<string, unknown>>;
    const key = `${list} ${row}`;
    const item = items.get(key) ?? { list, row, id: textOf(id), title: textOf(title ?? name), problems: [] };
    item.problems.push(field.length === 0 ? finding.message : `${dotted(field)}: ${finding.message}`);
    items.set(key, item);
  }
  const order = (list: string) => (LISTS as readonly string[]).indexOf(list);
  return [...items.values()].sort((a, b) => order(a.list) - order(b.list) || a.row - b.row);
}
