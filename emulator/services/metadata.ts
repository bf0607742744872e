import type { CallContext } from "../context.js";
import { onEntryDeleted } from "../entries/hooks.js";
import { type Entry, findEntry } from "../entries/model.js";
import { apiError } from "../errors.js";
import { passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import {
  CATEGORY,
  DELETED,
  DYNAMIC_OBJECT,
  deleteMetadataOfObject,
  ENTRY,
  findMetadata,
  findProfile,
  type Metadata,
  type MetadataProfile,
  metadataOf,
  metadataOfObject,
  PARTNER,
  TRANSFORMING,
  touchObject,
  USER,
  VALID,
} from "../metadata/model.js";
import "../metadata/search.js";
import type { Entity } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import "../types/metadata.js";
import { p } from "../types/define.js";
import { InputObject } from "../types/input.js";
import { MetadataObjectType } from "../types/metadata.js";
import { LintFailure } from "../xml/lint.js";
import { checkAgainstSchema } from "../xml/validate.js";
import { action, defineService, optional, required } from "./define.js";

/** Versions start at 2 and grow by ten, as they do in the first data centre. */
const FIRST_VERSION = 2;
const VERSION_STEP = 10;

const ORDERABLE = ["metadataProfileVersion", "version", "createdAt", "updatedAt"];

onEntryDeleted((ctx, entry) => deleteMetadataOfObject(ctx.store, ENTRY, entry.id));

/** `metadata_metadata`: custom metadata of entries, categories and users. */
export const metadata = defineService({
  name: "metadata_metadata",
  plugin: { name: "metadata", feature: "metadata" },
  access: "session",
  actions: {
    add: action({
      params: {
        metadataProfileId: required.int(),
        objectType: required.stringEnum(p.stringEnum(MetadataObjectType)),
        objectId: required.string(),
        xmlData: required.string(),
      },
      access: "user",
      async run(ctx, args) {
        const { objectType, objectId, xmlData } = args;
        const profile = requireProfile(ctx, args.metadataProfileId);
        if (profile.metadataObjectType !== objectType) {
          throw apiError("INCOMPATIBLE_METADATA_PROFILE_OBJECT_TYPE", {
            OBJ_TYPE: profile.metadataObjectType,
            META_OBJ_TYPE: objectType,
          });
        }
        requireObject(ctx, objectType, objectId);
        refuseSecond(ctx, profile, objectType, objectId);
        const wrong = await whatIsWrong(xmlData, profile.xsd);
        if (wrong !== undefined) throw apiError("INVALID_METADATA_DATA", { ERR_MSG: wrong });
        // Someone else may have been faster while the document was checked.
        refuseSecond(ctx, profile, objectType, objectId);
        if (!objectExists(ctx, objectType, objectId)) {
          throw apiError("INVALID_METADATA_OBJECT", { OBJECT: objectId });
        }
        const made = metadataOf(ctx.store).insert({
          id: ctx.store.nextNumber("metadata"),
          partnerId: ctx.partnerId,
          metadataProfileId: profile.id,
          metadataProfileVersion: profile.version,
          metadataObjectType: objectType,
          objectId,
          version: FIRST_VERSION,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          status: VALID,
          xml: xmlData,
        });
        touchObject(ctx.store, made, ctx.now);
        return toAnswer(made);
      },
    }),

    get: action({
      params: { id: required.int() },
      run: (ctx, args) => toAnswer(requireMetadata(ctx, args.id)),
    }),

    update: action({
      params: { id: required.int(), xmlData: optional.string(), version: optional.int() },
      access: "user",
      async run(ctx, args) {
        const found = requireMetadata(ctx, args.id);
        if (args.version && args.version !== found.version) {
          throw apiError("INVALID_METADATA_VERSION", { VERSION: found.version });
        }
        requireObject(ctx, found.metadataObjectType, found.objectId);
        if (args.xmlData) await replaceXml(ctx, found, args.xmlData);
        return toAnswer(found);
      },
    }),

    delete: action({
      params: { id: required.int() },
      access: "user",
      run(ctx, args) {
        const found = requireMetadata(ctx, args.id);
        requireObject(ctx, found.metadataObjectType, found.objectId);
        metadataOf(ctx.store).update(found, { status: DELETED, updatedAt: ctx.now });
        touchObject(ctx.store, found, ctx.now);
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaMetadataFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const filter = args.filter ?? new InputObject("KalturaMetadataFilter", new Map());
        const found = listMetadata(ctx, filter);
        const page = pageOf(found, filter, args.pager, ORDERABLE, { searched: false });
        return listAnswer("KalturaMetadataListResponse", page.objects.map(toAnswer), page.totalCount);
      },
    }),
  },
});

function listMetadata(ctx: CallContext, filter: InputObject): Metadata[] {
  if (filter.isCleared("metadataObjectTypeEqual")) throw apiError("MUST_FILTER_ON_OBJECT_TYPE");
  const objectType = filter.string("metadataObjectTypeEqual") ?? ENTRY;
  const asked = filter.string("objectIdEqual") || filter.string("objectIdIn") || "";
  const ids = filter.string("objectIdEqual") ? [asked] : splitList(asked);
  if (objectType === ENTRY && ids.length === 0) throw apiError("MUST_FILTER_ON_OBJECT_ID");
  const wanted = objectType === ENTRY ? ids.map(id => id.toLowerCase()) : ids;
  const existing = new Set(wanted.filter(id => objectExists(ctx, objectType, id)));
  if (existing.size === 0 && objectType !== DYNAMIC_OBJECT) return [];
  const others = filter.with({
    objectIdEqual: undefined,
    objectIdIn: undefined,
    metadataObjectTypeEqual: undefined,
  });
  return metadataOf(ctx.store).where(
    item =>
      item.partnerId === ctx.partnerId &&
      item.status === VALID &&
      item.metadataObjectType === objectType &&
      (existing.has(item.objectId) || existing.size === 0) &&
      passes(others, item),
  );
}

/** Another document for the same object; the version grows only if it differs. */
async function replaceXml(ctx: CallContext, found: Metadata, xml: string): Promise<void> {
  const profile = requireProfile(ctx, found.metadataProfileId);
  const wrong = await whatIsWrong(xml, profile.xsd);
  if (wrong !== undefined) {
    const previous = profile.status === TRANSFORMING ? profile.previousXsd : undefined;
    const isBehind = found.metadataProfileVersion < profile.version;
    const wasRight = previous !== undefined && isBehind && (await whatIsWrong(xml, previous)) === undefined;
    if (!wasRight) throw apiError("INVALID_METADATA_DATA", { ERR_MSG: wrong });
  }
  const patch: Partial<Metadata> = {};
  if (wrong === undefined && found.metadataProfileVersion !== profile.version) {
    patch.metadataProfileVersion = profile.version;
  }
  const changed = found.xml !== xml;
  if (changed) {
    patch.xml = xml;
    patch.version = found.version + VERSION_STEP;
  }
  if (Object.keys(patch).length > 0) {
    metadataOf(ctx.store).update(found, { ...patch, updatedAt: ctx.now });
  }
  if (changed) touchObject(ctx.store, found, ctx.now);
}

async function whatIsWrong(xml: string, xsd: string): Promise<string | undefined> {
  // PHP refuses to parse nothing at all.
  if (xml === "") throw apiError("INTERNAL_SERVERL_ERROR");
  try {
    return await checkAgainstSchema(xml, xsd);
  } catch (error) {
    throw error instanceof LintFailure ? apiError("INTERNAL_SERVERL_ERROR") : error;
  }
}

function requireProfile(ctx: CallContext, id: number): MetadataProfile {
  const profile = findProfile(ctx.store, ctx.partnerId, id);
  if (!profile) throw apiError("METADATA_PROFILE_NOT_FOUND", { ID: id });
  return profile;
}

function requireMetadata(ctx: CallContext, id: number): Metadata {
  const found = findMetadata(ctx.store, ctx.partnerId, id);
  if (!found) throw apiError("METADATA_NOT_FOUND", { ID: id });
  return found;
}

/** The object must be there, and the caller must be allowed to change it. */
function requireObject(ctx: CallContext, objectType: string, objectId: string): void {
  const isAllowed =
    objectType === ENTRY
      ? mayEdit(ctx, findEntry(ctx.store, ctx.partnerId, objectId))
      : objectExists(ctx, objectType, objectId);
  if (!isAllowed) throw apiError("METADATA_OBJECT_ID_NOT_FOUND", { ID: objectId });
}

function mayEdit(ctx: CallContext, entry: Entry | undefined): boolean {
  if (!entry) return false;
  if (ctx.isAdmin) return true;
  const privilege = ctx.privilege("edit");
  if (privilege === "*" || privilege === entry.id) return true;
  const editors = splitList(String(entry.entitledUsersEdit ?? ""));
  const user = ctx.userId.toLowerCase();
  return [entry.userId, ...editors].some(one => one.toLowerCase() === user);
}

function objectExists(ctx: CallContext, objectType: string, objectId: string): boolean {
  switch (objectType) {
    case ENTRY:
      return findEntry(ctx.store, ctx.partnerId, objectId) !== undefined;
    case CATEGORY:
      return isLiveCategory(ctx, Number(objectId));
    case USER:
      // Users are made on first mention.
      return objectId !== "";
    case PARTNER:
      return Number(objectId) === ctx.partnerId;
    case DYNAMIC_OBJECT:
      return true;
    default:
      return false;
  }
}

function isLiveCategory(ctx: CallContext, id: number): boolean {
  const categories = ctx.store.collection<Entity>("categories");
  const found = categories.get(id);
  return found?.partnerId === ctx.partnerId && categories.isLive(found);
}

function refuseSecond(
  ctx: CallContext,
  profile: MetadataProfile,
  objectType: string,
  objectId: string,
): void {
  const first = metadataOfObject(ctx.store, profile.id, objectType, objectId);
  if (first) throw apiError("METADATA_ALREADY_EXISTS", { ID: first.id });
}

function toAnswer(item: Metadata): Answer {
  return answer("KalturaMetadata", { ...item });
}
