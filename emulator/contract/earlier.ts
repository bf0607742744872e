import type { Emulator } from "../emulator.js";
import { entriesOf } from "../entries/model.js";
import type { Json } from "../types/cast.js";
import { findClass, propertiesOf } from "../types/define.js";
import type { Params } from "../wire/params.js";
import { type IdMap, isObjectId } from "./ids.js";
import { type Kind, kindOf } from "./kinds.js";
import type { RecordedFile, RecordedLine } from "./recording.js";
import { send } from "./send.js";

type Plain = Record<string, Json>;

/** An id in a request. Entries and assets have no kind. */
interface Use {
  kind: Kind | undefined;
  id: string;
  field: string;
}

/** How a kind of object is made: the call, and the parameter that takes it. */
interface Maker {
  service: string;
  parameter: string;
  /** What it is when nothing shows it. */
  plain: (id: string) => Plain;
  more?: Plain;
}

const LIVE: Maker = {
  service: "liveStream",
  parameter: "liveStreamEntry",
  plain: id => ({ objectType: "KalturaLiveStreamEntry", name: `entry ${id}`, mediaType: 201 }),
  more: { sourceType: "32" },
};
const MEDIA: Maker = {
  service: "media",
  parameter: "entry",
  plain: id => ({ objectType: "KalturaMediaEntry", name: `entry ${id}`, mediaType: 1 }),
};
const ROOM: Maker = {
  service: "room_room",
  parameter: "room",
  plain: id => ({ objectType: "KalturaRoomEntry", name: `room ${id}`, roomType: 1 }),
};
const CATEGORY: Maker = {
  service: "category",
  parameter: "category",
  plain: id => ({ objectType: "KalturaCategory", name: `category ${id}` }),
};
const EVENT: Maker = {
  service: "schedule_scheduleevent",
  parameter: "scheduleEvent",
  plain: () => ({}),
};

/** The server takes any id for these, so they prove nothing. */
const UNCHECKED = new Set(["templateEntryId", "broadcastEntryId", "categoryIds"]);
/** Entries that must be of one type to be taken. */
const MAKER_OF_FIELD: Readonly<Record<string, Maker>> = { templateRoomEntryId: ROOM, recordedEntryId: MEDIA };

/**
 * Objects that a story uses and that no recorded call has made: stories that are not in the folder made them.
 * Entries, categories and events are added as the first answer that holds them shows them, and without such an
 * answer as plain ones, just before the first call that names them.
 */
export class EarlierObjects {
  /** The first answer that shows an object. */
  readonly #shown = new Map<string, Plain>();
  /** The first use that the server had to look up, and how: only that tells, a later one may have deleted it. */
  readonly #firstUse = new Map<string, { maker: Maker | undefined; found: boolean }>();

  constructor(
    private readonly emulator: Emulator,
    private readonly ids: IdMap,
    files: readonly RecordedFile[],
  ) {
    for (const line of files.flatMap(file => file.lines)) {
      this.#look(line.response);
      for (const { service, request, response } of callsOf(line)) {
        for (const use of usesIn(request, service)) {
          const key = keyOf(use.kind, use.id);
          if (UNCHECKED.has(use.field) || this.#firstUse.has(key)) continue;
          this.#firstUse.set(key, {
            maker: guess(use, isError(response)),
            found: !isMissing(response, use.id),
          });
        }
      }
    }
  }

  /** Make what a line needs. */
  async addFor(line: RecordedLine, partnerId: number): Promise<void> {
    for (const { service, request } of callsOf(line)) {
      for (const { kind, id } of usesIn(request, service)) {
        const first = this.#firstUse.get(keyOf(kind, id));
        if (this.ids.knows(kind, id) || first?.found !== true) continue;
        first.found = false;
        await this.#add(kind, id, first.maker, partnerId, line.at);
      }
    }
  }

  async #add(
    kind: Kind | undefined,
    id: string,
    guessed: Maker | undefined,
    partnerId: number,
    at: number,
  ): Promise<void> {
    const shown = this.#shown.get(keyOf(kind, id));
    const maker = shown ? makerOf(shown) : guessed;
    if (!maker) return;
    const { clock, sessions } = this.emulator.core;
    const madeAt = typeof shown?.createdAt === "number" ? shown.createdAt : at;
    if (at > 0) clock.freeze(Math.min(madeAt, at));
    const creator = shown?.creatorId ?? shown?.ownerId ?? shown?.owner;
    const ks = sessions.mint({
      partnerId,
      userId: typeof creator === "string" ? creator : "earlier",
      type: 2,
      expiry: clock.now() + 600,
      privileges: "",
    });
    const object = shown ? { ...maker.plain(id), ...writable(shown) } : maker.plain(id);
    const mapped = this.ids.request(object, maker.service) as Plain;
    const params: Params = { format: 1, ks, ...maker.more, [maker.parameter]: mapped };
    const made = (await send(this.emulator.url, maker.service, "add", params, "json")) as Plain;
    if (made.id !== undefined) this.ids.learn(kind, id, String(made.id));
    const entry = entriesOf(this.emulator.store).get(String(made.id));
    // What it can do, it learnt from calls that are not here.
    if (entry && typeof shown?.capabilities === "string") {
      entriesOf(this.emulator.store).update(entry, { capabilities: shown.capabilities });
    }
    if (at > 0) clock.freeze(at);
  }

  /** Keep the first sight of each object. */
  #look(value: Json): void {
    if (Array.isArray(value)) {
      for (const item of value) this.#look(item);
      return;
    }
    if (!isPlain(value)) return;
    const type = String(value.objectType ?? "");
    const id = String(value.id ?? "");
    if (/Entry$/.test(type) && isObjectId(id)) this.#keep(undefined, id, value);
    else if (/ScheduleEvent$/.test(type)) this.#keep("event", id, value);
    else if (type === "KalturaCategory") this.#keep("category", id, value);
    // An entry in one category at the root tells that one's name.
    if (/^[1-9]\d*$/.test(String(value.categoriesIds)) && !/[>,]/.test(String(value.categories))) {
      this.#keep("category", String(value.categoriesIds), {
        objectType: "KalturaCategory",
        name: String(value.categories),
      });
    }
    for (const item of Object.values(value)) this.#look(item);
  }

  #keep(kind: Kind | undefined, id: string, object: Plain): void {
    const key = keyOf(kind, id);
    if (!this.#shown.has(key)) this.#shown.set(key, object);
  }
}

/** The maker of what an answer shows. */
function makerOf(shown: Plain): Maker | undefined {
  const type = String(shown.objectType);
  if (/^KalturaLiveStream(Admin)?Entry$/.test(type)) return LIVE;
  if (/ScheduleEvent$/.test(type)) return EVENT;
  return { KalturaMediaEntry: MEDIA, KalturaRoomEntry: ROOM, KalturaCategory: CATEGORY }[type];
}

/** The maker of what no answer shows. What was refused, though there, was not of the type asked for. */
function guess({ kind, field }: Use, refused: boolean): Maker | undefined {
  if (kind === "category") return CATEGORY;
  if (kind !== undefined || !/entry/i.test(field)) return undefined;
  return refused ? LIVE : (MAKER_OF_FIELD[field] ?? LIVE);
}

/** What of an answered object may be sent to add one like it. */
function writable(shown: Plain): Plain {
  const answered = String(shown.objectType);
  const type = answered.replace("LiveStreamAdminEntry", "LiveStreamEntry");
  if (!findClass(type)) return { objectType: type };
  const kept: Plain = { objectType: type };
  for (const [name, property] of propertiesOf(type)) {
    const value = shown[name];
    if (value === undefined || property.readOnly === true || DERIVED.has(name)) continue;
    if (typeof value !== "object") kept[name] = value;
  }
  return kept;
}

/** The server works these out, whatever is sent; or they name what may not be there. */
const DERIVED = new Set([
  ...["id", "categories", "categoriesIds", "duration", "sequence", "thumbnailUrl", "conversionProfileId"],
  ...[
    "accessControlId",
    "conversionQuality",
    "streamPassword",
    "segmentDuration",
    "parentId",
    "referenceIds",
  ],
]);

/** Does an answer say that there is no such object? */
function isMissing(response: Json, id: string): boolean {
  if (!isError(response)) return false;
  // These are said before anything is looked up, or without a word about what is missing.
  if (/^(SERVICE_|FEATURE_|INVALID_KS|MISSING_|PROPERTY_|INTERNAL_)/.test(String(response.code))) return true;
  return (
    /NOT_FOUND|^INVALID_(OBJECT|ENTRY)_ID/.test(String(response.code)) &&
    String(response.message).includes(id)
  );
}

/** The calls of a line: one, or those of a multirequest. */
function callsOf(line: RecordedLine): { service: string; request: Plain; response: Json }[] {
  const { service, request, response } = line;
  if (service !== "multirequest") return [{ service, request, response }];
  const first = request["0"] === undefined ? 1 : 0;
  return Object.entries(request).flatMap(([number, call]) => {
    if (!/^\d+$/.test(number) || !isPlain(call)) return [];
    const own = Array.isArray(response) ? (response[Number(number) - first] ?? null) : null;
    return [{ service: String(call.service), request: call, response: own }];
  });
}

/** All ids of a request, with the fields that hold them. */
function usesIn(request: Plain, service: string, objectType?: string): Use[] {
  return Object.entries(request).flatMap(([field, value]) => {
    if (Array.isArray(value)) return value.filter(isPlain).flatMap(item => usesIn(item, service));
    if (isPlain(value)) return usesIn(value, service, String(value.objectType ?? service));
    // A list finds what its answer shows, and an object that is sent does not exist yet under its id.
    if (/(In|Equal|Or)$/.test(field) || (field === "id" && objectType !== undefined)) return [];
    if (isObjectId(value)) {
      return [{ kind: undefined, id: value, field: field === "objectId" ? "entryId" : field }];
    }
    const kind = kindOf(field, objectType, service);
    const id = String(value);
    return kind !== undefined && /^[1-9]\d*$/.test(id) ? [{ kind, id, field }] : [];
  });
}

function isError(response: Json): response is Plain {
  return isPlain(response) && response.objectType === "KalturaAPIException";
}

function keyOf(kind: Kind | undefined, id: string): string {
  return `${kind ?? ""}:${id}`;
}

function isPlain(value: Json | undefined): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
