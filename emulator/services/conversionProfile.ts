import type { CallContext } from "../context.js";
import { requireEntry } from "../entries/model.js";
import { apiError } from "../errors.js";
import { passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { ConversionProfile } from "../seeds.js";
import type { Collection } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import { checkLength, requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import { ConversionProfileType } from "../types/conversionProfile.js";
import { p, propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

const MEDIA = 1;
const LIVE_STREAM = 2;

const ENABLED = 2;
const DELETED = 3;

/** Renditions that exist: those of live streams, and those of media. */
const LIVE_FLAVORS = [32, 33, 34, 35, 36, 37];
const MEDIA_FLAVORS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];

/** What a profile reads unless it was set. */
const DEFAULTS = {
  tags: "",
  cropDimensions: { left: -1, top: -1, width: -1, height: -1 },
  clipStart: -1,
  clipDuration: -1,
  mediaParserType: 0,
  calculateComplexity: true,
  collectionTags: "mbr,ism",
  detectGOP: 0,
};

/** `conversionProfile`: which renditions the server makes of a recording or a live stream. */
export const conversionProfile = defineService({
  name: "conversionProfile",
  access: "admin",
  actions: {
    add: action({
      params: { conversionProfile: required.object("KalturaConversionProfile") },
      run(ctx, args) {
        const input = args.conversionProfile;
        requireField(input, "name");
        check(ctx, input);
        validateForAdd(input);
        const profile = profilesOf(ctx).insert({
          id: ctx.store.nextNumber("conversionProfile"),
          partnerId: ctx.partnerId,
          type: MEDIA,
          status: ENABLED,
          name: "",
          systemName: "",
          description: "",
          flavorParamsIds: "",
          createdAt: ctx.now,
          ...changesOf(input),
          isDefault: false,
        });
        return toAnswer(profile);
      },
    }),

    get: action({
      params: { id: required.int() },
      access: "session",
      run: (ctx, args) => toAnswer(requireProfile(ctx, args.id)),
    }),

    getDefault: action({
      params: { type: optional.stringEnum(p.stringEnum(ConversionProfileType)) },
      run(ctx, args) {
        const type = args.type === undefined ? MEDIA : Number(args.type);
        const found = profilesOf(ctx).find(
          profile => profile.partnerId === ctx.partnerId && profile.type === type && profile.isDefault,
        );
        return toAnswer(requireProfile(ctx, found?.id ?? 0));
      },
    }),

    setAsDefault: action({
      params: { id: required.int() },
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        for (const other of profilesOf(ctx).where(one => one.partnerId === ctx.partnerId)) {
          const isDefault = other.id === profile.id;
          if (other.type === profile.type && other.isDefault !== isDefault) {
            profilesOf(ctx).update(other, { isDefault });
          }
        }
        if (profile.type === LIVE_STREAM) ctx.account.defaults.liveConversionProfileId = profile.id;
        else ctx.account.defaults.conversionProfileId = profile.id;
        return toAnswer(profile);
      },
    }),

    update: action({
      params: { id: required.int(), conversionProfile: required.object("KalturaConversionProfile") },
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        check(ctx, args.conversionProfile, profile);
        validateForUpdate(args.conversionProfile, { ...profile });
        return toAnswer(profilesOf(ctx).update(profile, changesOf(args.conversionProfile)));
      },
    }),

    delete: action({
      params: { id: required.int() },
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        if (profile.isDefault) throw apiError("CANNOT_DELETE_DEFAULT_CONVERSION_PROFILE");
        profilesOf(ctx).update(profile, { status: DELETED });
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaConversionProfileFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      access: "session",
      run(ctx, args) {
        const found = profilesOf(ctx).where(
          profile =>
            profile.partnerId === ctx.partnerId &&
            profile.status !== DELETED &&
            (args.filter === undefined || passes(args.filter, { ...DEFAULTS, ...profile })),
        );
        const page = pageOf(found, args.filter, args.pager, ["createdAt"], { searched: false });
        const objects = page.objects.map(toAnswer);
        return listAnswer("KalturaConversionProfileListResponse", objects, page.totalCount);
      },
    }),
  },
});

function check(ctx: CallContext, input: InputObject, own?: ConversionProfile): void {
  const name = input.string("name");
  if (name !== undefined) checkLength(name, "KalturaConversionProfile::name", 1);
  checkFlavors(input, Number(input.string("type") ?? own?.type ?? MEDIA));
  const template = input.string("defaultEntryId");
  if (template !== undefined) requireEntry(ctx.store, ctx.partnerId, template);
  const systemName = input.string("systemName");
  if (!systemName) return;
  const taken = profilesOf(ctx).find(
    one =>
      one !== own &&
      one.partnerId === ctx.partnerId &&
      one.status !== DELETED &&
      one.systemName.toLowerCase() === systemName.toLowerCase(),
  );
  if (taken) throw apiError("SYSTEM_NAME_ALREADY_EXISTS", { SYS_NAME: systemName });
}

function checkFlavors(input: InputObject, type: number): void {
  const ids = splitList(input.string("flavorParamsIds") ?? "").map(Number);
  const [right, wrong] = type === LIVE_STREAM ? [LIVE_FLAVORS, MEDIA_FLAVORS] : [MEDIA_FLAVORS, LIVE_FLAVORS];
  for (const id of ids) {
    // 7 is the server's number for a live rendition, 1 for one of a recording.
    const kind = type === LIVE_STREAM ? 1 : 7;
    if (wrong.includes(id)) throw apiError("ASSET_PARAMS_INVALID_TYPE", { ASSET_PARAMS_ID: id, TYPE: kind });
  }
  ids.forEach((id, index) => {
    if (!right.includes(id)) throw apiError("FLAVOR_PARAMS_ID_NOT_FOUND", { ID: id });
    if (ids.indexOf(id) < index) throw apiError("FLAVOR_PARAMS_DUPLICATE", { PARAMS: id });
  });
}

function changesOf(input: InputObject): Partial<ConversionProfile> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf("KalturaConversionProfile")) {
    if (property.readOnly === true || name === "isDefault" || !input.isSet(name)) continue;
    const value = input.value(name);
    if (name === "type" || name === "status") changes[name] = Number(value);
    else changes[name] = input.object(name)?.toPlain() ?? value;
  }
  return changes as Partial<ConversionProfile>;
}

function profilesOf(ctx: CallContext): Collection<ConversionProfile> {
  return ctx.store.collection<ConversionProfile>("conversionProfile");
}

function requireProfile(ctx: CallContext, id: number): ConversionProfile {
  const profile = profilesOf(ctx).get(id);
  if (profile?.partnerId !== ctx.partnerId || profile.status === DELETED) {
    throw apiError("CONVERSION_PROFILE_ID_NOT_FOUND", { ID: id });
  }
  return profile;
}

function toAnswer(profile: ConversionProfile): Answer {
  return answer("KalturaConversionProfile", {
    ...DEFAULTS,
    ...profile,
    isPartnerDefault: profile.isDefault,
  });
}
