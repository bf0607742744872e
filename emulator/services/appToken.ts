import { createHash } from "node:crypto";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { hex, objectId } from "../ids.js";
import { passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { Collection, Entity } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import "../types/appToken.js";
import { validateForAdd, validateForUpdate } from "../types/cast.js";
import { CommonStatus, SessionType } from "../types/common.js";
import { p, propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";
import { isKnownUser, mentionUser } from "./user.js";

interface AppToken extends Entity {
  id: string;
  token: string;
  status: number;
  createdAt: number;
  updatedAt: number;
  expiry?: number;
  sessionType: number;
  sessionUserId: string;
  sessionDuration: number;
  sessionPrivileges?: string;
  hashType: string;
  description?: string;
}

const A_DAY = 86_400;

/** Privileges that the server knows: the caller of startSession may not add them. */
const RESERVED = new Set([
  ...["edit", "sview", "list", "download", "downloadasset", "editplaylist", "sviewplaylist", "actionslimit"],
  ...["setrole", "restrictingrole", "limitentry", "iprestrict", "urirestrict", "enableentitlement"],
  ...["disableentitlement", "disableentitlementforentry", "disableentitlementforplaylist", "privacycontext"],
  ...["enablecategorymoderation", "reftime", "sessionkey", "preview", "sessionid", "jobtype", "apptoken"],
  ...["enablechangeaccount", "edituser", "enablecaptionmoderation", "editadmintags", "virtualeventid"],
  ...["restrictexplicitliveview", "searchcontext", "disablesessiontypecheck"],
]);

/** `appToken`: tokens with which a client starts sessions without knowing a secret. */
export const appToken = defineService({
  name: "appToken",
  access: "admin",
  actions: {
    add: action({
      params: { appToken: required.object("KalturaAppToken") },
      run(ctx, args) {
        const input = args.appToken;
        validateForAdd(input);
        const userId = input.string("sessionUserId");
        // Without a user only what carries privileges of its own is taken: the token of a website's embeds.
        if (!userId && !input.string("sessionPrivileges")) {
          throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: "sessionUserId" });
        }
        const token: AppToken = {
          id: objectId(),
          partnerId: ctx.partnerId,
          token: hex(32),
          status: CommonStatus.active,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          sessionType: 0,
          sessionUserId: userId ?? "",
          sessionDuration: A_DAY,
          hashType: "SHA1",
        };
        Object.assign(token, changesOf(input));
        mentionUser(ctx, userId);
        return toAnswer(tokens(ctx).insert(token));
      },
    }),

    get: action({
      params: { id: required.string() },
      run: (ctx, args) => toAnswer(requireToken(ctx, args.id)),
    }),

    update: action({
      params: { id: required.string(), appToken: required.object("KalturaAppToken") },
      run(ctx, args) {
        const token = requireToken(ctx, args.id);
        validateForUpdate(args.appToken, { ...token });
        mentionUser(ctx, args.appToken.string("sessionUserId"));
        return toAnswer(tokens(ctx).update(token, { ...changesOf(args.appToken), updatedAt: ctx.now }));
      },
    }),

    delete: action({
      params: { id: required.string() },
      run(ctx, args) {
        const token = requireToken(ctx, args.id);
        tokens(ctx).update(token, { status: CommonStatus.deleted, updatedAt: ctx.now });
        ctx.core.sessions.endOfToken(token.id);
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaAppTokenFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const user = args.filter?.string("sessionUserIdEqual") ?? "";
        // Nobody's tokens are not even an empty list.
        if (user !== "" && !isKnownUser(ctx, user)) {
          return { totalCount: 0, objectType: "KalturaAppTokenListResponse" };
        }
        const found = tokens(ctx).where(
          token =>
            token.partnerId === ctx.partnerId &&
            token.status !== CommonStatus.deleted &&
            (args.filter === undefined || passes(args.filter, token)),
        );
        const page = pageOf(found, args.filter, args.pager, ["createdAt", "updatedAt"], { searched: false });
        return listAnswer("KalturaAppTokenListResponse", page.objects.map(toAnswer), page.totalCount);
      },
    }),

    startSession: action({
      params: {
        id: required.string(),
        tokenHash: required.string(),
        userId: optional.string(),
        type: optional.enum(p.enum(SessionType)),
        expiry: optional.int(),
        sessionPrivileges: optional.string(),
      },
      access: "session",
      run: (ctx, args) => startSession(ctx, args),
    }),
  },
});

interface StartArgs {
  id: string;
  tokenHash: string;
  userId: string | undefined;
  expiry: number | undefined;
  sessionPrivileges: string | undefined;
}

function startSession(ctx: CallContext, args: StartArgs): Answer {
  const token = requireToken(ctx, args.id);
  if (token.status !== CommonStatus.active) throw apiError("APP_TOKEN_NOT_ACTIVE", { ID: token.id });
  const text = ctx.requireSession().ks + token.token;
  const expected = createHash(token.hashType.toLowerCase()).update(text).digest("hex");
  if (args.tokenHash !== expected) throw apiError("INVALID_APP_TOKEN_HASH");
  if (token.expiry !== undefined && token.expiry <= ctx.now)
    throw apiError("APP_TOKEN_EXPIRED", { ID: token.id });
  const lifetimes = [token.sessionDuration, args.expiry || token.sessionDuration];
  if (token.expiry !== undefined) lifetimes.push(token.expiry - ctx.now);
  const spec = {
    partnerId: token.partnerId,
    // The token's own wins.
    userId: token.sessionUserId || args.userId || "",
    type: token.sessionType,
    expiry: ctx.now + Math.min(...lifetimes),
    privileges: privilegesOf(token, args.sessionPrivileges),
  };
  return answer("KalturaSessionInfo", { ...spec, sessionType: spec.type, ks: ctx.core.sessions.mint(spec) });
}

/**
 * The token's own privileges and those of the caller which the server does not know and the token does not have,
 * unless it has them as `name:*`. Each name comes once, with all its values.
 */
function privilegesOf(token: AppToken, asked: string | undefined): string {
  const all = new Map([
    ["sessionid", [token.id]],
    ["apptoken", [token.id]],
  ]);
  for (const [name, values] of parsePrivileges(token.sessionPrivileges)) {
    all.set(name, [...(all.get(name) ?? []), ...values]);
  }
  const own = new Set([...all.keys()].map(name => name.trim()));
  for (const [name, values] of parsePrivileges(asked)) {
    const isFree = !RESERVED.has(name.trim()) && !own.has(name.trim());
    if (isFree || all.get(name)?.includes("*")) all.set(name, values);
  }
  return [...all]
    .map(([name, values]) => (values.length > 0 ? `${name}:${values.join("/")}` : name))
    .join(",");
}

/** `a:1/2,b` by name. */
function parsePrivileges(text: string | undefined): Map<string, string[]> {
  const parsed = new Map<string, string[]>();
  if (!text) return parsed;
  for (const privilege of text.split(",")) {
    const colon = privilege.indexOf(":");
    const name = colon < 0 ? privilege : privilege.slice(0, colon);
    const value = colon < 0 ? "" : privilege.slice(colon + 1);
    const values = value === "" ? [] : value.split("/");
    parsed.set(name, [...(parsed.get(name) ?? []), ...values]);
  }
  return parsed;
}

function tokens(ctx: CallContext): Collection<AppToken> {
  return ctx.store.collection<AppToken>("appTokens");
}

function requireToken(ctx: CallContext, id: string): AppToken {
  const token = tokens(ctx).get(id);
  if (!token || token.partnerId !== ctx.partnerId || token.status === CommonStatus.deleted) {
    throw apiError("APP_TOKEN_ID_NOT_FOUND", { ID: id });
  }
  return token;
}

function changesOf(input: InputObject): Partial<AppToken> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf("KalturaAppToken")) {
    if (property.readOnly !== true && input.has(name)) changes[name] = input.value(name) ?? undefined;
  }
  return changes as Partial<AppToken>;
}

function toAnswer(token: AppToken): Answer {
  return answer("KalturaAppToken", { ...token });
}
