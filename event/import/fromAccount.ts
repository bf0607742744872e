/**
 * An event that was made by hand, as an event file: every item names the object that it takes over, so that the program
 * goes on with what is there. Nothing is asked but what the import found; nothing is changed.
 */
import type { z } from "zod";
import type { EventFound, EventResource } from "../../provider/queries/eventResources";
import { epochOf, sameInstant, writeLike } from "../../provider/time";
import type { SessionKind } from "../agenda";
import * as of from "../settings";
import { lengthText } from "../times";
import { Ids, known, RULES } from "./fields";

type Fields = Readonly<Record<string, unknown>>;

export interface EventOfAccount {
  readonly definition: Fields;
  /** What the file can't say, or says in its own way. */
  readonly notes: readonly string[];
}

interface Target {
  readonly session: string;
  readonly from: string;
  readonly until: string;
  readonly timezone?: string;
  readonly preStartSeconds?: number;
  readonly postEndSeconds?: number;
}

/** An object of the account that sessions are made of, or a session. */
type Found = Pick<EventResource, "kind" | "id"> & { readonly inputs: Fields };

const textIn = (inputs: Fields, name: string): string | undefined => inputs[name] as string | undefined;

/** Those inputs that a block of the event file has. */
const inBlock = (block: z.ZodObject, inputs: Fields): Fields =>
  known(Object.fromEntries(Object.keys(block.shape).map(name => [name, inputs[name]])));

/** @param timezone of the event, where no session has one; default: UTC */
export function eventOfAccount(found: EventFound, timezone?: string): EventOfAccount {
  const notes: string[] = [];
  const ofKind = (...kinds: readonly string[]): Found[] =>
    found.resources.filter(({ kind }) => kinds.includes(kind));
  const [root, ...below] = ofKind("EventCategory");
  if (root === undefined) throw new Error("the event's category went away meanwhile");
  const sessions = ofKind(...new Set<string>(Object.values(of.RESOURCE_OF))).filter(session => {
    const lacks = lacksOf(session);
    if (lacks !== undefined) notes.push(`Left out: ${titleOf(session)} (${session.id}): ${lacks}`);
    return lacks === undefined;
  });
  const zone = commonest(sessions.flatMap(({ inputs }) => textIn(inputs, "timezone") ?? [])) ?? timezone;
  if (zone === undefined)
    notes.push("No session has a timezone: times are written in UTC; --timezone says another");
  const eventZone = zone ?? "UTC";

  const tracks = tracksIn(root, below, notes);
  const people = peopleOf(sessions);
  const channels = channelsOf(ofKind("RestreamerChannel"), sessions);
  const videos = videosOf(ofKind("MediaAsset"), sessions);
  const ids = new Ids(sessions.map(({ inputs }) => textIn(inputs, "referenceId")));
  const items = sessions.map(session => {
    const { inputs } = session;
    const kind = kindOf(session);
    const { room, rest } = placeOf(inputs);
    return known({
      id: ids.of(titleOf(session), textIn(inputs, "referenceId")),
      title: inputs.name,
      description: inputs.description,
      kind: kind === "webcast" ? undefined : kind,
      track: oneOrAll(tracks.of(inputs)),
      ...timesOf(inputs, eventZone),
      room,
      video: videos.of(textIn(inputs, "source")),
      channel: channels.of(session),
      presenters: people.of(inputs),
      tags: inputs.tags,
      [kind]: adopted(of.settings[kind], { ...session, inputs: rest }),
    });
  });
  const { name, description } = root.inputs;
  return {
    definition: known({
      name,
      description,
      timezone: eventZone,
      category: adopted(of.category, root, Number(root.id)),
      rules: RULES,
      ...withDefaults(items),
      channels: channels.list,
      videos: videos.list,
      tracks: tracks.list,
      presenters: people.list,
    }),
    notes,
  };
}

/** What all sessions of a kind have in the same way is said once. */
function withDefaults(sessions: readonly Fields[]): { defaults: Fields | undefined; sessions: Fields[] } {
  const defaults: Record<string, Fields> = {};
  for (const kind of of.KINDS) {
    const blocks = sessions.map(session => session[kind] as Fields | undefined);
    const [first, ...others] = blocks.filter(block => block !== undefined);
    if (first === undefined || others.length === 0) continue;
    const common = Object.entries(first).filter(([name, value]) =>
      others.every(other => JSON.stringify(other[name]) === JSON.stringify(value)),
    );
    if (common.length > 0) defaults[kind] = Object.fromEntries(common);
  }
  const own = (block: Fields, kind: string) =>
    Object.fromEntries(Object.entries(block).filter(([name]) => !(name in (defaults[kind] ?? {}))));
  return {
    defaults: Object.keys(defaults).length > 0 ? defaults : undefined,
    sessions: sessions.map(session =>
      Object.fromEntries(
        Object.entries(session).map(([name, value]) => [
          name,
          (of.KINDS as readonly string[]).includes(name) ? own(value as Fields, name) : value,
        ]),
      ),
    ),
  };
}

const titleOf = ({ inputs, id }: Found): string => textIn(inputs, "name") ?? id;

const adopted = (block: z.ZodObject, { id, inputs }: Found, adopt: string | number = id): Fields => ({
  adopt,
  ...inBlock(block, inputs),
});

const oneOrAll = (list: readonly string[]): string | readonly string[] =>
  list.length === 1 ? list[0]! : list;

function kindOf({ kind, inputs }: Found): SessionKind {
  if (kind === "InteractiveRoom") return inputs.mode === "webinar" ? "webinar" : "interactive";
  return of.KINDS.find(one => of.RESOURCE_OF[one] === kind)!;
}

/** What an event file needs and this hasn't. */
function lacksOf({ kind, inputs }: Found): string | undefined {
  if (kind === "SimuliveSession" && inputs.source === undefined) return "it airs nothing; give it a source";
  if (kind === "InteractiveRoom" || inputs.start !== undefined) return undefined;
  return "it has no time; give it a schedule in Kaltura, or take it out of the category";
}

function commonest(values: readonly string[]): string | undefined {
  const count = (value: string) => values.filter(other => other === value).length;
  return [...new Set(values)].sort((a, b) => count(b) - count(a))[0];
}

/** As the clocks of its timezone show it. */
function timesOf(inputs: Fields, eventZone: string): Fields {
  const [start, end, own] = ["start", "end", "timezone"].map(name => textIn(inputs, name));
  if (start === undefined) return {};
  const from = epochOf(start, own);
  const zone = own ?? eventZone;
  return {
    start: writeLike(from, undefined, zone),
    duration: end === undefined ? undefined : lengthText(epochOf(end, own) - from),
    timezone: zone === eventZone ? undefined : zone,
  };
}

/** Where it takes place is a field of its own, if it may be the id of a room. */
function placeOf(inputs: Fields): { room: string | undefined; rest: Fields } {
  const { location, ...others } = (inputs.scheduleEvent ?? {}) as { location?: string };
  if (location === undefined || !Ids.fits(location)) return { room: undefined, rest: inputs };
  return {
    room: location,
    rest: { ...inputs, scheduleEvent: Object.keys(others).length > 0 ? others : undefined },
  };
}

/** Tracks are the categories in the event's; what is in those deeper down is in a track, too. */
function tracksIn(root: Found, below: readonly Found[], notes: string[]) {
  const ids = new Ids();
  const parentOf = new Map(below.map(({ id, inputs }) => [id, String(inputs.parent)]));
  const idOf = new Map<string, string>();
  const list = below
    .filter(({ inputs }) => String(inputs.parent) === root.id)
    .map(one => {
      const id = ids.of(titleOf(one));
      idOf.set(one.id, id);
      const { name, description } = one.inputs;
      const category = adopted(of.category.omit({ parent: true }), one, Number(one.id));
      return known({ id, name, description, category });
    });
  for (const one of below.filter(({ id }) => !idOf.has(id))) {
    notes.push(
      `Category "${titleOf(one)}" (${one.id}) lies in a track and stays as it is, outside of the file: what is in it is put into the track, too`,
    );
  }
  const trackOf = (category: string | undefined): string | undefined =>
    category === undefined ? undefined : (idOf.get(category) ?? trackOf(parentOf.get(category)));
  return {
    list,
    of: ({ categories = [] }: { categories?: readonly unknown[] }) => [
      ...new Set(categories.flatMap(category => trackOf(String(category)) ?? [])),
    ],
  };
}

/** Who is described in the same words in several sessions is described once. */
function peopleOf(sessions: readonly Found[]) {
  const presenters = ({ presenters = [] }: { presenters?: readonly Fields[] }) => presenters;
  const spoken = sessions.flatMap(({ inputs }) => [
    ...new Set(presenters(inputs).map(person => JSON.stringify(person))),
  ]);
  const shared = [...new Set(spoken)].filter(one => spoken.indexOf(one) !== spoken.lastIndexOf(one));
  const people = shared.map(key => ({ key, person: JSON.parse(key) as { id?: string; name: string } }));
  const ids = new Ids(people.map(({ person }) => person.id));
  const described = people
    .map(({ key, person }) => ({ key, person, id: ids.of(person.name, person.id) }))
    // An id that Kaltura has already stays what it is.
    .filter(({ person, id }) => person.id === undefined || person.id === id);
  const idOf = new Map(described.map(({ key, id }) => [key, id]));
  return {
    list: described.map(({ person, id }) => ({ ...person, id })),
    of: (inputs: Fields) => presenters(inputs).map(person => idOf.get(JSON.stringify(person)) ?? person),
  };
}

/** A webcast names the channel that feeds it; a channel that sends to webcasts at their own times says so itself. */
function channelsOf(channels: readonly Found[], sessions: readonly Found[]) {
  const ids = new Ids(channels.map(({ inputs }) => textIn(inputs, "referenceId")));
  const idOf = new Map(
    channels.map(one => [one.id, ids.of(titleOf(one), textIn(one.inputs, "referenceId"))]),
  );
  const fedBy = new Map<string, string>();
  const webcasts = new Map(
    sessions.filter(one => kindOf(one) === "webcast").map(({ id, inputs }) => [id, inputs]),
  );
  const list = channels.map(one => {
    const isShown = sessions.some(({ inputs }) => inputs.channel === one.id);
    const own = ((one.inputs.targets ?? []) as Target[]).filter(target => {
      const webcast = webcasts.get(target.session);
      const isFed =
        !isShown && webcast !== undefined && !fedBy.has(target.session) && isAtItsTime(target, webcast);
      if (isFed) fedBy.set(target.session, idOf.get(one.id)!);
      return !isFed;
    });
    const feeds = [...fedBy.values()].includes(idOf.get(one.id)!) ? "restream" : undefined;
    const block = inBlock(of.channel, { ...one.inputs, targets: own });
    const { name, ...others } = block;
    return known({ id: idOf.get(one.id), name, feeds, adopt: one.id, ...others });
  });
  const shownBy = ({ inputs }: Found) => idOf.get(textIn(inputs, "channel") ?? "");
  return { list, of: (session: Found) => shownBy(session) ?? fedBy.get(session.id) };
}

function isAtItsTime(target: Target, webcast: Fields): boolean {
  const zone = textIn(webcast, "timezone");
  const same = (mine: string, name: "start" | "end") =>
    sameInstant(mine, target.timezone, textIn(webcast, name) ?? "", zone);
  const around = (webcast.scheduleEvent ?? {}) as Partial<Target>;
  const lengths = ["preStartSeconds", "postEndSeconds"] as const;
  return (
    webcast.channel === undefined &&
    same(target.from, "start") &&
    same(target.until, "end") &&
    lengths.every(name => (target[name] ?? 0) === (around[name] ?? 0))
  );
}

/** By their entry ids, so that nothing is uploaded again: which file a recording was made of Kaltura doesn't tell. */
function videosOf(media: readonly Found[], sessions: readonly Found[]) {
  const names = new Map(media.map(one => [one.id, titleOf(one)]));
  for (const session of sessions) {
    const source = textIn(session.inputs, "source");
    if (source !== undefined && !names.has(source)) names.set(source, titleOf(session));
  }
  const ids = new Ids();
  const idOf = new Map([...names].map(([entry, name]) => [entry, ids.of(name)]));
  return {
    list: [...idOf].map(([entryId, id]) => ({ id, entryId })),
    of: (source: string | undefined) => (source === undefined ? undefined : idOf.get(source)),
  };
}
