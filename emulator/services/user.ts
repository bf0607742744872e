import type { CallContext } from "../context.js";
import { entriesOf } from "../entries/model.js";
import { cutBytes, entryTags } from "../entries/text.js";
import { apiError, EmptyAnswer } from "../errors.js";
import { type FilterRule, passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { Collection, Entity } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import { validateForAdd, validateForUpdate } from "../types/cast.js";
import "../types/user.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

const ACTIVE = 1;
const DELETED = 2;

/** What a user id may be made of. */
const USER_ID = /^[A-Za-z0-9,!#$%&'*+?^_`{|}~.@-]{1,320}$/;

/** Widths of columns, in bytes. */
const COLUMNS: Readonly<Record<string, number>> = {
  screenName: 127,
  fullName: 40,
  state: 16,
  city: 30,
  zip: 10,
};

const NAMES = ["firstName", "lastName", "fullName", "screenName"];

const A_DAY = 86_400;

/** A user of the account. Most are never added: they exist once an entry or a session names them. */
interface User extends Entity {
  id: string;
  userId: string;
  status: number;
  createdAt: number;
  updatedAt: number;
  statusUpdatedAt: number;
  deletedAt?: number;
  firstName?: string;
  lastName?: string;
  isAdmin: boolean;
  [property: string]: unknown;
}

/** `user`: the account's users. */
export const user = defineService({
  name: "user",
  access: "admin",
  actions: {
    add: action({
      params: { user: required.object("KalturaUser") },
      run(ctx, args) {
        const input = args.user;
        const id = (input.string("id") ?? "").trim();
        const externalId = (input.string("externalId") ?? "").trim();
        if (id !== "" && externalId !== "") throw apiError("ID_AND_EXTERNAL_ID_ARE_MUTUALLY_EXCLUSIVE");
        const userId = externalId === "" ? (input.string("id") ?? "") : externalId;
        if (!USER_ID.test(userId)) throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: "id" });
        checkNames(input);
        validateForAdd(input);
        if (findUser(ctx, userId)) throw apiError("DUPLICATE_USER_BY_ID", { UID: userId });
        const added = insert(ctx, userId, { ...changesOf(ctx, input), isGuest: input.bool("isGuest") });
        const { storageSize: _size, type: _type, ...fresh } = valuesOf(added);
        return answer("KalturaUser", fresh);
      },
    }),

    get: action({
      params: { userId: optional.string() },
      access: "user",
      run(ctx, args) {
        const userId = args.userId || ctx.userId;
        if (!ctx.isAdmin && userId !== ctx.userId) {
          throw apiError("CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION", { USER_ID: userId });
        }
        return toAnswer(requireUser(ctx, userId));
      },
    }),

    update: action({
      params: { userId: required.string(), user: required.object("KalturaUser") },
      run(ctx, args) {
        const found = requireUser(ctx, args.userId);
        const input = args.user;
        const newId = input.string("id");
        if (newId !== undefined && newId !== args.userId) {
          if (!USER_ID.test(newId)) throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: "id" });
          if (findUser(ctx, newId)) throw apiError("DUPLICATE_USER_BY_ID", { UID: newId });
        }
        checkNames(input);
        validateForUpdate(input, { ...valuesOf(found), isGuest: undefined });
        const changes = changesOf(ctx, input);
        if (newId !== undefined) changes.userId = newId;
        return toAnswer(usersOf(ctx).update(found, { ...changes, updatedAt: ctx.now }));
      },
    }),

    delete: action({
      params: { userId: required.string() },
      run(ctx, args) {
        const found = requireUser(ctx, args.userId);
        const times = { updatedAt: ctx.now, statusUpdatedAt: ctx.now, deletedAt: ctx.now };
        return toAnswer(usersOf(ctx).update(found, { status: DELETED, ...times }));
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaUserFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        mentionedUsers(ctx);
        const found = usersOf(ctx)
          .index()
          .filter(
            one =>
              one.partnerId === ctx.partnerId &&
              one.status !== DELETED &&
              (args.filter === undefined || passes(args.filter, one, rules)),
          );
        const page = pageOf(found, args.filter, args.pager, ["id", "createdAt", "updatedAt"]);
        return listAnswer("KalturaUserListResponse", page.objects.map(toAnswer), page.totalCount);
      },
    }),
  },
});

const rules: Record<string, FilterRule<User>> = {
  idEqual: (value, one) => sameId(one.userId, String(value)),
  idIn: (value, one) => splitList(String(value)).some(id => sameId(one.userId, id)),
  typeEqual: value => value === 0,
  isAdminEqual: (value, one) => value === -1 || one.isAdmin === (value === 1),
  idOrScreenNameStartsWith: (value, one) =>
    [one.userId, String(one.screenName ?? "")].some(text => startsWith(text, String(value))),
  firstNameOrLastNameStartsWith: (value, one) =>
    [one.firstName ?? "", one.lastName ?? ""].some(text => startsWith(text, String(value))),
};

function startsWith(text: string, start: string): boolean {
  return text.toLowerCase().startsWith(start.toLowerCase());
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function usersOf(ctx: CallContext): Collection<User> {
  return ctx.store.collection<User>("users", { isLive: one => one.status !== DELETED });
}

function findUser(ctx: CallContext, userId: string): User | undefined {
  mentionedUsers(ctx);
  return usersOf(ctx).find(
    one => one.partnerId === ctx.partnerId && one.status !== DELETED && sameId(one.userId, userId),
  );
}

function requireUser(ctx: CallContext, userId: string): User {
  const found = findUser(ctx, userId);
  if (!found) throw apiError("INVALID_USER_ID");
  return found;
}

/** Is there such a user, be it only because something names it? */
export function isKnownUser(ctx: CallContext, userId: string): boolean {
  return findUser(ctx, userId) !== undefined;
}

/** A user that something other than an entry names comes into being. */
export function mentionUser(ctx: CallContext, userId: string | undefined): void {
  if (!userId || isKnownUser(ctx, userId)) return;
  insert(ctx, userId, { screenName: userId, system: true });
}

/** Users come into being when a session or an entry names them; here they are caught up with. */
function mentionedUsers(ctx: CallContext): void {
  const users = usersOf(ctx);
  const known = new Set(
    users.where(one => one.partnerId === ctx.partnerId).map(one => one.userId.toLowerCase()),
  );
  const mention = (userId: string, isAdmin: boolean): void => {
    if (userId === "" || userId === "0" || known.has(userId.toLowerCase())) return;
    known.add(userId.toLowerCase());
    insert(ctx, userId, { screenName: userId, isAdmin, system: true });
  };
  mention(ctx.userId, ctx.isAdmin);
  for (const entry of entriesOf(ctx.store).where(one => one.partnerId === ctx.partnerId)) {
    const lists = [entry.entitledUsersEdit, entry.entitledUsersPublish, entry.entitledUsersView];
    const named = lists.flatMap(list => splitList(String(list ?? "")));
    for (const userId of [entry.userId, entry.creatorId, ...named]) mention(userId, false);
  }
}

function insert(ctx: CallContext, userId: string, values: Partial<User>): User {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return usersOf(ctx).insert({
    id: String(ctx.store.nextNumber("user")),
    partnerId: ctx.partnerId,
    userId,
    status: ACTIVE,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    statusUpdatedAt: ctx.now,
    isAdmin: false,
    ...given,
  });
}

/** Names must not look like addresses; and clearing one of them ends the server's process. */
function checkNames(input: InputObject): void {
  if (NAMES.some(name => input.isCleared(name))) throw new EmptyAnswer("a name is cleared");
  for (const name of NAMES) {
    if (input.string(name)?.includes("://")) throw apiError("INVALID_FIELD_VALUE", { FIELD_NAME: name });
  }
}

/** Set in ways of their own, or by the server alone. */
const NOT_STORED = new Set(["id", "externalId", "fullName", "password", "isGuest", "loginEnabled"]);

function changesOf(ctx: CallContext, input: InputObject): Partial<User> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf("KalturaUser")) {
    if (property.readOnly === true || NOT_STORED.has(name) || !input.has(name)) continue;
    changes[name] = input.isCleared(name) ? undefined : storedValue(name, input);
  }
  const fullName = input.string("fullName");
  if (fullName && !input.string("firstName")) {
    const [first, ...rest] = cutBytes(fullName, COLUMNS.fullName!).split(" ");
    changes.firstName = first;
    changes.lastName = rest.length === 0 ? undefined : rest.join(" ");
  }
  if (changes.status !== undefined) changes.statusUpdatedAt = ctx.now;
  return changes as Partial<User>;
}

function storedValue(name: string, input: InputObject): unknown {
  const list = input.list(name);
  if (list) return list.map(item => item.toPlain());
  const value = input.value(name);
  if (name === "tags") return entryTags(String(value));
  // A date without its time.
  if (name === "dateOfBirth") return Math.floor(Number(value) / A_DAY) * A_DAY;
  const width = COLUMNS[name];
  return width !== undefined && typeof value === "string" ? cutBytes(value, width) : value;
}

function valuesOf(one: User): Record<string, unknown> {
  return {
    email: "",
    country: "",
    description: "",
    tags: "",
    storageSize: 0,
    userMode: 0,
    capabilities: [],
    type: 0,
    isGuest: false,
    roleIds: "",
    roleNames: "",
    isAccountOwner: false,
    loginEnabled: false,
    isSsoExcluded: false,
    ...one,
    id: one.userId,
    fullName: [one.firstName ?? "", one.lastName ?? ""].join(" ").trim(),
  };
}

function toAnswer(one: User): Answer {
  return answer("KalturaUser", valuesOf(one));
}
