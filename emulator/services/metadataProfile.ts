import type { CallContext } from "../context.js";
import { cutBytes, databaseText } from "../entries/text.js";
import { apiError } from "../errors.js";
import { passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import { fieldsOfSchema } from "../metadata/fields.js";
import {
  ACTIVE,
  DEPRECATED,
  DYNAMIC_OBJECT,
  deleteMetadataOfProfile,
  findProfile,
  type MetadataProfile,
  profilesOf,
} from "../metadata/model.js";
import { compareSchemas, SchemaConflict } from "../metadata/schemaDiff.js";
import { startTransform } from "../metadata/transform.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import { checkLength, requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import "../types/metadata.js";
import type { InputObject } from "../types/input.js";
import { decodeHtmlEntities } from "../xml/htmlEntities.js";
import { LintFailure } from "../xml/lint.js";
import { checkWellFormed } from "../xml/validate.js";
import { action, defineService, optional, required } from "./define.js";

/** Versions start at 2 and grow by ten, as they do in the first data centre. */
const FIRST_VERSION = 2;
const VERSION_STEP = 10;

/** Widths of the database's columns. */
const COLUMNS = { name: 31, systemName: 127, description: 255 } as const;

const ORDERABLE = ["createdAt", "updatedAt"];

/** `metadata_metadataprofile`: schemas of custom metadata. */
export const metadataProfile = defineService({
  name: "metadata_metadataprofile",
  plugin: { name: "metadata", feature: "metadata" },
  access: "session",
  actions: {
    add: action({
      params: {
        metadataProfile: required.object("KalturaMetadataProfile"),
        xsdData: required.string(),
        viewsData: optional.string(),
      },
      access: "admin",
      async run(ctx, args) {
        const input = args.metadataProfile;
        await requireWellFormed(args.xsdData);
        requireField(input, "metadataObjectType");
        requireField(input, "name");
        checkNames(ctx, input);
        validateForAdd(input);
        const xsd = decodeHtmlEntities(args.xsdData);
        const profile: MetadataProfile = {
          id: ctx.store.nextNumber("metadataProfile"),
          partnerId: ctx.partnerId,
          metadataObjectType: input.string("metadataObjectType")!,
          version: FIRST_VERSION,
          fileVersion: FIRST_VERSION,
          name: "",
          systemName: "",
          description: "",
          createdAt: ctx.now,
          updatedAt: ctx.now,
          status: ACTIVE,
          xsd,
          createMode: 1,
          disableReIndexing: false,
          fields: fieldsOfSchema(ctx.store, xsd, []),
          ...stored(changesOf(input)),
        };
        if (args.viewsData) profile.views = decodeHtmlEntities(args.viewsData);
        profilesOf(ctx.store).insert(profile);
        return answerOfAdd(profile, input);
      },
    }),

    get: action({
      params: { id: required.int() },
      run: (ctx, args) => toAnswer(requireProfile(ctx, args.id)),
    }),

    update: action({
      params: {
        id: required.int(),
        metadataProfile: required.object("KalturaMetadataProfile"),
        xsdData: optional.string(),
        viewsData: optional.string(),
      },
      access: "admin",
      run: (ctx, args) => update(ctx, args),
    }),

    delete: action({
      params: { id: required.int() },
      access: "admin",
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        refuseReferenced(ctx, profile);
        profilesOf(ctx.store).update(profile, { status: DEPRECATED, updatedAt: ctx.now });
        deleteMetadataOfProfile(ctx.store, profile.id);
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaMetadataProfileFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const found = profilesOf(ctx.store).where(
          profile =>
            profile.partnerId === ctx.partnerId &&
            profile.status !== DEPRECATED &&
            (args.filter === undefined || passes(args.filter, profile)),
        );
        const page = pageOf(found, args.filter, args.pager, ORDERABLE, { searched: false });
        return listAnswer("KalturaMetadataProfileListResponse", page.objects.map(toAnswer), page.totalCount);
      },
    }),

    listFields: action({
      params: { metadataProfileId: required.int() },
      run(ctx, args) {
        const profile = findProfile(ctx.store, ctx.partnerId, args.metadataProfileId);
        const fields = (profile?.fields ?? [])
          .filter(field => field.isActive)
          .map(field => answer("KalturaMetadataProfileField", { ...field }));
        return listAnswer("KalturaMetadataProfileFieldListResponse", fields);
      },
    }),
  },
});

interface UpdateArgs {
  id: number;
  metadataProfile: InputObject;
  xsdData: string | undefined;
  viewsData: string | undefined;
}

async function update(ctx: CallContext, args: UpdateArgs): Promise<Answer> {
  const profile = requireProfile(ctx, args.id);
  const input = args.metadataProfile;
  if (profile.status !== ACTIVE) throw apiError("METADATA_TRANSFORMING");
  if (args.xsdData) await requireWellFormed(args.xsdData);
  checkNames(ctx, input, profile);
  validateForUpdate(input, { ...profile });
  const changes = changesOf(input);
  // Without a schema or views the server answers the changes and forgets them.
  if (!args.xsdData && !args.viewsData) return toAnswer({ ...profile, ...changes });
  const patch: Partial<MetadataProfile> = { ...stored(changes), updatedAt: ctx.now };
  if (args.viewsData) patch.views = decodeHtmlEntities(args.viewsData);
  if (args.xsdData) Object.assign(patch, changeSchema(ctx, profile, decodeHtmlEntities(args.xsdData)));
  profilesOf(ctx.store).update(profile, patch);
  return toAnswer({ ...profile, ...changes });
}

/** What a new schema changes in its profile. */
function changeSchema(ctx: CallContext, profile: MetadataProfile, xsd: string): Partial<MetadataProfile> {
  const patch: Partial<MetadataProfile> = {
    xsd,
    previousXsd: profile.xsd,
    fields: fieldsOfSchema(ctx.store, xsd, profile.fields),
    fileVersion: profile.fileVersion + VERSION_STEP,
  };
  if (!needsTransform(profile.xsd, xsd)) return patch;
  // The version becomes the file's as it was before; then the profile is saved twice, with a new file each time.
  patch.version = profile.fileVersion;
  patch.fileVersion = profile.fileVersion + 2 * VERSION_STEP;
  startTransform(ctx, profile, patch.version);
  return patch;
}

function needsTransform(from: string, to: string): boolean {
  try {
    return !compareSchemas(from, to);
  } catch (error) {
    if (!(error instanceof SchemaConflict)) throw error;
    throw apiError("METADATA_UNABLE_TO_TRANSFORM", { ERR_MSG: error.message });
  }
}

async function requireWellFormed(xsd: string): Promise<void> {
  // PHP refuses to parse nothing at all.
  if (xsd === "") throw apiError("INTERNAL_SERVERL_ERROR");
  let wrong: string | undefined;
  try {
    wrong = await checkWellFormed(xsd);
  } catch (error) {
    throw error instanceof LintFailure ? apiError("INTERNAL_SERVERL_ERROR") : error;
  }
  if (wrong !== undefined) throw apiError("INVALID_METADATA_PROFILE_SCHEMA", { ERR_MSG: wrong });
}

function checkNames(ctx: CallContext, input: InputObject, own?: MetadataProfile): void {
  const name = input.string("name");
  if (name !== undefined) checkLength(name, "KalturaMetadataProfile::name", 1);
  const systemName = input.string("systemName");
  if (!systemName) return;
  const taken = profilesOf(ctx.store).find(
    profile =>
      profile !== own &&
      profile.partnerId === ctx.partnerId &&
      profile.status !== DEPRECATED &&
      profile.systemName.toLowerCase() === systemName.toLowerCase(),
  );
  if (taken) throw apiError("SYSTEM_NAME_ALREADY_EXISTS", { SYS_NAME: systemName });
}

/** Other profiles may name objects of this one. */
function refuseReferenced(ctx: CallContext, profile: MetadataProfile): void {
  if (profile.metadataObjectType !== DYNAMIC_OBJECT) return;
  for (const other of profilesOf(ctx.store).all()) {
    if (other.partnerId !== ctx.partnerId || other.status === DEPRECATED) continue;
    const field = other.fields.find(one => one.isActive && one.relatedProfileId === profile.id);
    if (field) throw apiError("METADATA_PROFILE_REFERENCE_EXISTS", { ID: other.id, FIELD: field.key });
  }
}

const WRITABLE = [
  ...["metadataObjectType", "name", "systemName", "description"],
  ...["createMode", "disableReIndexing"],
];

type Changes = Partial<
  Pick<
    MetadataProfile,
    "metadataObjectType" | "name" | "systemName" | "description" | "createMode" | "disableReIndexing"
  >
>;

function changesOf(input: InputObject): Changes {
  const changes: Record<string, unknown> = {};
  for (const name of WRITABLE) if (input.isSet(name)) changes[name] = input.value(name);
  for (const name of ["systemName", "description"]) if (input.isCleared(name)) changes[name] = "";
  return changes as Changes;
}

/** The changes as the database keeps them. */
function stored(changes: Changes): Changes {
  const kept: Changes = { ...changes };
  for (const name of ["name", "systemName", "description"] as const) {
    const text = kept[name];
    if (text !== undefined) kept[name] = cutBytes(databaseText(text), COLUMNS[name]);
  }
  return kept;
}

/** An answer to add has the values as they were sent, and nothing of what the database adds. */
function answerOfAdd(profile: MetadataProfile, input: InputObject): Answer {
  const { name: _name, systemName: _system, description: _text, createMode: _mode, ...rest } = profile;
  return answer("KalturaMetadataProfile", { ...rest, ...changesOf(input) });
}

function requireProfile(ctx: CallContext, id: number): MetadataProfile {
  const profile = findProfile(ctx.store, ctx.partnerId, id);
  if (!profile) throw apiError("METADATA_PROFILE_NOT_FOUND", { ID: id });
  return profile;
}

function toAnswer(profile: MetadataProfile): Answer {
  return answer("KalturaMetadataProfile", { ...profile });
}
