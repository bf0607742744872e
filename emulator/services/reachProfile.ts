import { type Column, fitColumns } from "../columns.js";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import { plainChanges } from "../reach/changes.js";
import { checkCredit, creditOf } from "../reach/credit.js";
import {
  ACTIVE,
  DELETED,
  profileAnswer,
  profilesOf,
  type ReachProfile,
  requireProfile,
} from "../reach/profiles.js";
import { listAnswer } from "../types/answer.js";
import { requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import { p } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { ReachProfileStatus } from "../types/reachProfile.js";
import { action, defineService, optional, required } from "./define.js";

const CLASS = "KalturaReachProfile";
const COLUMNS: Readonly<Record<string, Column>> = { name: { chars: 256 } };
const MAX_DICTIONARY = 10_000;
const WITHOUT_CREDIT: ReadonlySet<string> = new Set(["credit", "rules"]);
/** An account changes its profile, but not what it may spend. */
const NOT_BY_ACCOUNT: ReadonlySet<string> = new Set([...WITHOUT_CREDIT, "usedCredit"]);

/** `reachProfile`: how an account uses REACH. The platform's administration makes and ends profiles. */
export const reachProfile = defineService({
  name: "reach_reachprofile",
  access: "admin",
  plugin: { name: "reach", feature: "reach" },
  actions: {
    add: action({
      params: { reachProfile: required.object(CLASS) },
      access: "console",
      run(ctx, args) {
        const input = args.reachProfile;
        requireField(input, "profileType");
        requireField(input, "credit");
        const credit = input.object("credit")!;
        checkCredit(credit);
        checkDictionaries(input);
        validateForAdd(input);
        const profile: ReachProfile = {
          id: ctx.store.nextNumber("reachProfile"),
          partnerId: ctx.partnerId,
          // The platform made it: no object of a user's.
          system: true,
          status: ACTIVE,
          profileType: 0,
          usedCredit: 0,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          ...plainChanges(input, WITHOUT_CREDIT),
          credit: creditOf(credit, undefined, ctx.now),
        };
        return profileAnswer(
          fitColumns(profilesOf(ctx.store), profilesOf(ctx.store).insert(profile), COLUMNS),
        );
      },
    }),

    get: action({
      params: { id: required.int() },
      run: (ctx, args) => profileAnswer(requireProfile(ctx, args.id)),
    }),

    update: action({
      params: { id: required.int(), reachProfile: required.object(CLASS) },
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        const byConsole = isConsole(ctx);
        const input = byConsole
          ? args.reachProfile
          : args.reachProfile.with({ credit: undefined, usedCredit: undefined });
        checkDictionaries(input);
        const credit = input.object("credit");
        if (credit) checkCredit(credit);
        validateForUpdate(input, profile);
        const changes = plainChanges(input, NOT_BY_ACCOUNT);
        if (credit) changes.credit = creditOf(credit, profile.credit, ctx.now);
        profilesOf(ctx.store).update(profile, { ...changes, updatedAt: ctx.now });
        return profileAnswer(fitColumns(profilesOf(ctx.store), profile, COLUMNS));
      },
    }),

    updateStatus: action({
      params: { id: required.int(), status: required.enum(p.enum(ReachProfileStatus)) },
      access: "console",
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        return profileAnswer(
          profilesOf(ctx.store).update(profile, { status: args.status, updatedAt: ctx.now }),
        );
      },
    }),

    delete: action({
      params: { id: required.int() },
      access: "console",
      run(ctx, args) {
        const profile = requireProfile(ctx, args.id);
        profilesOf(ctx.store).update(profile, { status: DELETED, updatedAt: ctx.now });
        return null;
      },
    }),

    list: action({
      params: { filter: optional.object(`${CLASS}Filter`), pager: optional.object("KalturaFilterPager") },
      run(ctx, args) {
        const found = profilesOf(ctx.store).where(
          profile =>
            (ctx.account.isConsole || profile.partnerId === ctx.partnerId) &&
            profile.status !== DELETED &&
            (args.filter === undefined || passes(args.filter, profile)),
        );
        const orderable = ["id", "createdAt", "updatedAt"];
        const page = pageOf(found, args.filter, args.pager, orderable, { searched: false });
        return listAnswer(
          "KalturaReachProfileListResponse",
          page.objects.map(profileAnswer),
          page.totalCount,
        );
      },
    }),

    /** Only the server's own workers count credit afresh. */
    syncCredit: action({ params: { reachProfileId: required.int() }, access: "nobody", run: () => null }),
  },
});

function isConsole(ctx: CallContext): boolean {
  return ctx.core.accounts.get(ctx.requireSession().partnerId)?.isConsole === true;
}

function checkDictionaries(input: InputObject): void {
  const known = new Set<string>();
  for (const dictionary of input.list("dictionaries") ?? []) {
    const language = dictionary.string("language") ?? "";
    if (known.has(language)) throw apiError("DICTIONARY_LANGUAGE_DUPLICATION", { LANGUAGE: language });
    if (Buffer.byteLength(dictionary.string("data") ?? "") > MAX_DICTIONARY) {
      throw apiError("MAX_DICTIONARY_LENGTH_EXCEEDED", { LANGUAGE: language, LENGTH: MAX_DICTIONARY });
    }
    known.add(language);
  }
}
