import type { Account } from "../accounts.js";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { answer } from "../types/answer.js";
import { SessionType } from "../types/common.js";
import { p } from "../types/define.js";
import { action, defineService, optional, required } from "./define.js";

const A_DAY = 86_400;

/** `session`: start, look at and end sessions. */
export const session = defineService({
  name: "session",
  access: "open",
  actions: {
    start: action({
      params: {
        secret: required.string(),
        userId: optional.string(),
        type: optional.enum(p.enum(SessionType)),
        partnerId: optional.int(),
        expiry: optional.int(),
        privileges: optional.string(),
      },
      run(ctx, args) {
        const type = args.type ?? 0;
        const account = ctx.core.accounts.get(args.partnerId ?? 0);
        if (!account || !mayStart(account, args.secret, type)) {
          throw apiError("START_SESSION_ERROR", { PID: args.partnerId ?? 0 });
        }
        return ctx.core.sessions.mint({
          partnerId: account.id,
          userId: args.userId ?? "",
          type,
          expiry: ctx.now + (args.expiry ?? A_DAY),
          privileges: args.privileges ?? "",
        });
      },
    }),

    startWidgetSession: action({
      params: { widgetId: required.string(), expiry: optional.int() },
      run(ctx, args) {
        const account = accountOfWidget(ctx, args.widgetId);
        const ks = ctx.core.sessions.mint({
          partnerId: account.id,
          userId: "0",
          type: 0,
          expiry: ctx.now + (args.expiry ?? A_DAY),
          privileges: "view:*,widget:1",
        });
        return answer("KalturaStartWidgetSessionResponse", { partnerId: account.id, ks, userId: 0 });
      },
    }),

    get: action({
      params: { session: optional.string() },
      access: "admin",
      run(ctx, args) {
        const own = ctx.requireSession();
        const shown = args.session === undefined ? own : ctx.core.sessions.open(args.session);
        // This action answers numbers as texts.
        return {
          sessionType: String(shown.type),
          partnerId: String(shown.partnerId),
          userId: shown.userId,
          expiry: String(shown.expiry),
          privileges: shown.privileges,
          objectType: "KalturaSessionInfo",
        };
      },
    }),

    end: action({
      access: "session",
      run(ctx) {
        ctx.core.sessions.end(ctx.requireSession());
        return null;
      },
    }),

    impersonate: action({
      params: {
        secret: required.string(),
        impersonatedPartnerId: required.int(),
        userId: optional.string(),
        type: optional.enum(p.enum(SessionType)),
        partnerId: optional.int(),
        expiry: optional.int(),
        privileges: optional.string(),
      },
      run(ctx, args) {
        const master = ctx.core.accounts.get(args.partnerId ?? 0);
        const account = ctx.core.accounts.get(args.impersonatedPartnerId);
        if (!master?.isConsole || !account || args.secret !== master.adminSecret) {
          throw apiError("START_SESSION_ERROR", { PID: args.impersonatedPartnerId });
        }
        return ctx.core.sessions.mint({
          partnerId: account.id,
          userId: args.userId ?? "",
          type: args.type ?? 0,
          expiry: ctx.now + (args.expiry ?? A_DAY),
          privileges: args.privileges ?? "",
        });
      },
    }),
  },
});

/** The user secret starts user sessions, the admin secret both kinds. */
function mayStart(account: Account, secret: string, type: number): boolean {
  return secret === account.adminSecret || (type === 0 && secret === account.userSecret);
}

/** Every account has a default widget named `_` and its number. */
function accountOfWidget(ctx: CallContext, widgetId: string): Account {
  const match = /^_(\d+)$/.exec(widgetId);
  const account = match ? ctx.core.accounts.get(Number(match[1])) : undefined;
  if (!account) throw apiError("INVALID_WIDGET_ID");
  return account;
}
