import type { Account } from "../accounts.js";
import { CallContext } from "../context.js";
import type { Core } from "../core.js";
import { apiError } from "../errors.js";
import type { Session } from "../ks.js";
import { privilegeOf } from "../ks.js";
import { withRelated } from "../reach/responseProfile.js";
import { isTaskKey, mayTaskKeyCall } from "../reach/role.js";
import type { Access, ActionDef, Arg, ServiceDef, UploadedFile } from "../services/define.js";
import { services } from "../services/index.js";
import { castValue, type Json } from "../types/cast.js";
import { isTree, type Params, textOf } from "./params.js";
import { applyResponseProfile } from "./profile.js";

/** A call to serve. */
export interface CallRequest {
  service: string;
  action: string;
  params: Params;
  files: ReadonlyMap<string, UploadedFile>;
}

const byName = new Map<string, ServiceDef>(services.map(service => [service.name.toLowerCase(), service]));

/** Serve one call; throws what the server answers as an error. */
export async function dispatch(core: Core, call: CallRequest): Promise<unknown> {
  const { service, definition } = findAction(call);
  const access = definition.access ?? service.access;
  const ctx = authorise(core, call, service, access);
  const args = readArguments(definition, call, ctx.now);
  const result = await definition.run(ctx, args);
  const profile = call.params.responseProfile;
  const kept = isTree(profile) ? textOf(profile, "systemName") : undefined;
  return kept === undefined ? applyResponseProfile(result, profile) : withRelated(ctx, result, kept);
}

/** Would a session be let in? For the contract runner, which has to guess whose session was used. */
export function isPermitted(core: Core, call: CallRequest): boolean {
  try {
    const { service, definition } = findAction(call);
    authorise(core, call, service, definition.access ?? service.access);
    return true;
  } catch {
    return false;
  }
}

function findAction(call: CallRequest): { service: ServiceDef; definition: ActionDef } {
  const service = byName.get(call.service.toLowerCase());
  if (!service) throw apiError("SERVICE_DOES_NOT_EXISTS", { SRV_NAME: call.service });
  const name = call.action.toLowerCase();
  const found = Object.entries(service.actions).find(([own]) => own.toLowerCase() === name);
  if (!found) {
    throw apiError("ACTION_DOES_NOT_EXISTS", {
      ACTION_NAME: call.action,
      SERVICE_NAME: call.service.toLowerCase(),
    });
  }
  return { service, definition: found[1] };
}

/** Session, account and permission, in the server's order. */
function authorise(core: Core, call: CallRequest, service: ServiceDef, access: Access): CallContext {
  const title = `${call.service}->${call.action}`;
  const forbidden = (): Error => apiError("SERVICE_FORBIDDEN", { SERVICE: title });
  const asked = textOf(call.params, "partnerId") ?? textOf(call.params, "p");
  const askedAccount = asked === undefined || asked === "" ? undefined : core.accounts.get(Number(asked));
  if (asked !== undefined && asked !== "" && Number(asked) > 0 && !askedAccount) {
    throw apiError("SERVICE_FORBIDDEN_CONTENT_BLOCKED");
  }
  if (access === "open") return new CallContext(core, askedAccount ?? anyAccount(core), undefined, title);

  const ks = textOf(call.params, "ks") ?? "";
  if (ks === "") throw forbidden();
  const session = core.sessions.open(ks);
  // A limit below 1 makes a ticket for KAF, which calls nothing. Others are not counted here.
  const limit = privilegeOf(session, "actionslimit");
  if (limit !== undefined && !(Number(limit) > 0)) throw apiError("INVALID_ACTIONS_LIMIT");
  const own = core.accounts.get(session.partnerId);
  if (!own) throw apiError("SERVICE_FORBIDDEN_CONTENT_BLOCKED");
  const account = askedAccount ?? own;
  if (account.id !== own.id && !own.isConsole) throw forbidden();
  const may = isTaskKey(session)
    ? mayTaskKeyCall(session, call.service, call.action, textOf(call.params, "entryId"))
    : mayCall(access, session, own);
  if (!may) throw forbidden();
  if (service.needs !== undefined && !account.features[service.needs]) throw forbidden();
  if (service.plugin && !account.features[service.plugin.feature]) {
    throw apiError("FEATURE_FORBIDDEN", { FEATURE: service.plugin.name });
  }
  return new CallContext(core, account, session, title);
}

function mayCall(access: Access, session: Session, own: Account): boolean {
  const admin = session.type >= 1;
  switch (access) {
    case "open":
    case "session":
      return true;
    case "user":
      return admin || privilegeOf(session, "widget") === undefined;
    case "admin":
      return admin;
    case "vendor":
      return admin && own.isVendor;
    case "console":
      return admin && own.isConsole;
    case "nobody":
      return false;
  }
}

/** Calls without a session that name no account still need one to run in. */
function anyAccount(core: Core): Account {
  return [...core.accounts.values()][0]!;
}

function readArguments(definition: ActionDef, call: CallRequest, now: number): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [name, arg] of Object.entries(definition.params)) {
    const value = readArgument(name, arg, call, now);
    if (value === undefined && arg.required) {
      throw apiError("MISSING_MANDATORY_PARAMETER", { PARAM_NAME: name });
    }
    args[name] = value ?? arg.fallback;
  }
  return args;
}

function readArgument(name: string, arg: Arg<unknown>, call: CallRequest, now: number): unknown {
  if (arg.property === "file") return call.files.get(name);
  const raw: Json | undefined = call.params[name];
  return raw === undefined ? undefined : castValue(raw, arg.property, name, now);
}
