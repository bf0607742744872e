/** The kinds of sessions there are: which resource each becomes, and what only it can have. */
import { type Fields, given, isFields, pathOf, problemsWith } from "./fields";

export const KIND_NAMES = ["webcast", "simulive", "studio", "interactive", "webinar"] as const;
export type Kind = (typeof KIND_NAMES)[number];

/** Fields of a row that some kinds only can have: they name another item of the file, or order something. */
export const ONLY_SOME = ["channel", "video", "captions"] as const;

interface About {
  /** The resource's class. */
  readonly resource: string;
  /** Inputs that the kind stands for. */
  readonly fixed?: Fields;
  readonly takes?: readonly (typeof ONLY_SOME)[number][];
}

export const KINDS: Readonly<Record<Kind, About>> = {
  /** An encoder, a presenter's browser or a channel sends it. */
  webcast: { resource: "WebcastSession", takes: ["channel", "captions"] },
  /** A recording, shown as if it were live. */
  simulive: { resource: "SimuliveSession", takes: ["video"] },
  /** A webcast that its speakers make in a room. */
  studio: { resource: "StudioSession", takes: ["captions"] },
  /** A room with everybody on stage. */
  interactive: { resource: "InteractiveRoom", fixed: { mode: "interactive" } },
  /** A room with the speakers on stage. */
  webinar: { resource: "InteractiveRoom", fixed: { mode: "webinar" } },
};

/** The kind of a row; a webcast unless it says otherwise. */
export function kindOf(raw: unknown): { kind: Kind; problems: string[] } {
  const kind = given(raw) ?? "webcast";
  if ((KIND_NAMES as readonly unknown[]).includes(kind)) return { kind: kind as Kind, problems: [] };
  const problem = `kind: ${JSON.stringify(raw)} is no kind of session; write one of ${KIND_NAMES.join(", ")}`;
  return { kind: "webcast", problems: [problem] };
}

// ---- other inputs, by kind -----------------------------------------------------------------------------

/** Inputs that have no field of their own, by the kind of session they are for. */
export type Settings = Readonly<Record<Kind, Fields>>;

/**
 * Those that the file, a track or a row writes. A picture lies beside the file that names it, while the provider
 * sees paths from where the program runs.
 */
export function settingsOf(fields: Fields, file: string): Settings {
  const of = (kind: Kind): Fields => {
    const settings = fields[kind];
    if (!isFields(settings)) return {};
    const { thumbnail } = settings;
    return thumbnail === undefined ? settings : { ...settings, thumbnail: pathOf(thumbnail, file) };
  };
  return byKind(of);
}

export const merged = (wider: Settings, narrower: Settings): Settings =>
  byKind(kind => ({ ...wider[kind], ...narrower[kind] }));

const byKind = <T>(of: (kind: Kind) => T) =>
  Object.fromEntries(KIND_NAMES.map(kind => [kind, of(kind)])) as Record<Kind, T>;

/** Where an input of a session is written in a row. All others stand under the name of its kind. */
const FIELD_OF: Readonly<Record<string, string>> = {
  name: "title",
  description: "abstract",
  categories: "track",
  presenters: "speakers",
  start: "start",
  end: "end",
  timezone: "timezone",
  source: "video",
  channel: "channel",
  mode: "kind",
};

/** What is wrong with their form: they are objects, and say nothing that has a field of its own. */
export function settingsProblems(fields: Fields): string[] {
  return KIND_NAMES.flatMap(kind => {
    const settings = fields[kind];
    if (settings === undefined) return [];
    if (!isFields(settings))
      return [`${kind}: is not an object; write inputs of ${KINDS[kind].resource} into it`];
    return Object.keys(settings)
      .filter(key => Object.hasOwn(FIELD_OF, key))
      .map(key => `${kind}.${key}: has a field of its own; write it as ${FIELD_OF[key]}`);
  });
}

/** What a row has that its kind can't have. */
export function strayProblems(row: Fields, kind: Kind): string[] {
  const others = KIND_NAMES.filter(name => name !== kind && row[name] !== undefined);
  const takes = (name: Kind, field: (typeof ONLY_SOME)[number]) =>
    KINDS[name].takes?.includes(field) === true;
  return [
    ...others.map(
      name => `${name}: is for sessions of that kind, and this is a ${kind}; write it as ${kind}`,
    ),
    ...ONLY_SOME.filter(field => given(row[field]) !== undefined && !takes(kind, field)).map(field => {
      const kinds = KIND_NAMES.filter(name => takes(name, field)).join(" and ");
      return `${field}: is for ${kinds} sessions, and this is a ${kind}; take it out, or change kind`;
    }),
  ];
}

/** What the provider would refuse in a session. It speaks of inputs; who mends the file looks for its fields. */
export const sessionProblems = (kind: Kind, inputs: Fields): string[] =>
  problemsWith(KINDS[kind].resource, inputs, path => {
    if (path === "scheduleEvent.location") return "room";
    // The only thing that can be wrong with it, as the kind says the mode.
    if (path === "mode") return "webinar.templateRoomEntryId, or pulumi config set webinarTemplate ENTRY_ID";
    if (path.startsWith("tags")) return path.replace("tags", "type and language, as tags");
    return path.replace(/^\w+/, input => FIELD_OF[input] ?? `${kind}.${input}`);
  });

/** A session without faults, with all that some kind needs. */
const SAMPLE = { name: "Sample", start: "2027-06-08T09:00Z", end: "2027-06-08T10:00Z" };
const NEEDS: Partial<Record<Kind, Fields>> = {
  simulive: { source: "a video" },
  webinar: { templateRoomEntryId: "a room" },
};

/** What the provider would refuse in every session that shares these inputs. */
export const sharedProblems = (settings: Settings, timezone: unknown): string[] =>
  KIND_NAMES.flatMap(kind =>
    sessionProblems(kind, { ...NEEDS[kind], ...settings[kind], ...KINDS[kind].fixed, ...SAMPLE, timezone }),
  ).filter((problem, at, all) => all.indexOf(problem) === at);
