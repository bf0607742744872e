/**
 * What a visitor's session says, as Kaltura writes it: `actionslimit:-1,userId:ann,entryId:1_abc,role:viewerRole`.
 *
 * The text has no quoting. The back end's parser (kSessionBase::parsePrivileges and parseKsV1) cuts it at commas, a
 * name from its value at the first colon, a value into several at slashes, and a session of the first version at
 * semicolons, behind which other fields follow; nothing is decoded. Pages of KAF decode some values (returnUrl).
 * A visitor called "Ann,role:adminRole" would be an administrator. So texts with these characters are refused.
 */
import { EmbedError } from "./errors";

/** What a visitor may do in the KAF application as a whole; viewers watch and chat. */
export type EmbedRole = "viewerRole" | "privateOnlyRole" | "adminRole" | "unmoderatedAdminRole";

export const ROLES: readonly EmbedRole[] = [
  "viewerRole",
  "privateOnlyRole",
  "adminRole",
  "unmoderatedAdminRole",
];

/** What a visitor may do in one gallery: the levels of a category's members. */
export type GalleryRole = "manager" | "moderator" | "contributor" | "member" | "none";

const GALLERY_ROLES: readonly GalleryRole[] = ["manager", "moderator", "contributor", "member", "none"];

export interface Visitor {
  /**
   * Your site's own id of the visitor, the same at each visit: chat, moderation and analytics know people by it.
   * At most 100 of the characters that Kaltura takes in user ids: letters, digits and ! # $ & ' + - . ? @ ^ _ ` ~.
   */
  readonly id: string;
  /** Shown in chat. At most 100 characters. */
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
}

/** Whom a page is for; what it shows is said beside it. */
export interface Visit {
  readonly user: Visitor;
  /** `viewerRole` by default. */
  readonly role?: EmbedRole;
  /** Language of the page, a BCP 47 tag: `en`, `pt-BR`. By default as the KAF instance has it. */
  readonly locale?: string;
  /** May delete messages and answer questions in the chat. */
  readonly chatModerator?: boolean;
  /** Runs the room: lets people on stage, starts and ends it. */
  readonly roomModerator?: boolean;
  /** In a gallery. */
  readonly galleryRole?: GalleryRole;
  /** More privileges of your KAF modules, by name; not those that Kaltura's API knows. */
  readonly privileges?: Readonly<Record<string, string>>;
}

/** What a page shows. */
export interface Shown {
  readonly entryId?: string;
  /** Name of the gallery's category. */
  readonly contextId?: string;
}

/** Makes a session useless for the API, which refuses limits below 1: it only opens pages of KAF. */
export const TICKET = { actionslimit: "-1" } as const;

/** Privileges of a visitor's session by name, in the order of Kaltura's guide. @throws EmbedError naming the field */
export function visitorPrivileges(visit: Visit, { entryId, contextId }: Shown): Record<string, string> {
  const { user, role = "viewerRole", locale, galleryRole } = visit;
  if (typeof user !== "object" || user === null)
    throw refused("user", "is missing; it says who the visitor is");
  const privileges: Record<string, string | undefined> = {
    ...TICKET,
    userId: userIdOf(user.id),
    entryId: entryId === undefined ? undefined : entryIdOf(entryId),
    contextId: contextId === undefined ? undefined : plain("contextId", contextId, 256),
    userContextualRole: galleryRole === undefined ? undefined : levelOf(galleryRole),
    firstName: optional("user.firstName", user.firstName),
    lastName: optional("user.lastName", user.lastName),
    email: emailOf(user.email),
    locale: localeOf(locale),
    role: oneOf("role", role, ROLES),
    chatModerator: visit.chatModerator ? "1" : undefined,
    roomModerator: visit.roomModerator ? "1" : undefined,
  };
  const own = new Set(Object.keys(privileges).map(name => name.toLowerCase()));
  for (const [name, value] of Object.entries(visit.privileges ?? {})) {
    const field = `privileges.${/^\w{1,40}$/.test(name) ? name : "…"}`;
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throw refused(field, "is no name of a privilege");
    if (own.has(name.toLowerCase())) throw refused(field, "is set by the other fields");
    if (RESERVED.has(name.toLowerCase())) {
      throw refused(field, "is a privilege of Kaltura's API, which a visitor must not have");
    }
    privileges[name] = plain(field, value, 256);
  }
  return Object.fromEntries(
    Object.entries(privileges).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** `name:value,name`. */
export const privilegesText = (privileges: Readonly<Record<string, string>>): string =>
  Object.entries(privileges)
    .map(([name, value]) => (value === "" ? name : `${name}:${value}`))
    .join(",");

/**
 * A name as a website has it, made fit for a link: what Kaltura would cut at becomes a blank, and what is too long is
 * cut. "King, Martin" comes out as "King Martin". Undefined when nothing is left. For names only: never for ids.
 */
export function cleanName(name: string | undefined): string | undefined {
  const clean = (name ?? "").replace(BAD_ALL, " ").replace(/\s+/g, " ").trim();
  return [...clean].slice(0, 100).join("").trim() || undefined;
}

/** @throws EmbedError */
export function userIdOf(id: string, field = "user.id"): string {
  const text = plain(field, id, 100);
  if (!/^[A-Za-z0-9!#$&'+?^_`~.@-]+$/.test(text)) {
    throw refused(
      field,
      "holds a character that Kaltura takes in no user id; letters, digits and ! # $ & ' + - . ? @ ^ _ ` ~ are taken",
    );
  }
  return text;
}

/** @throws EmbedError */
export function entryIdOf(id: string, field = "entryId"): string {
  if (typeof id !== "string" || !/^\w{4,20}$/.test(id))
    throw refused(field, "is no id of an entry like 1_ab12cd34");
  return id;
}

const refused = (field: string, why: string) => new EmbedError("input", `${field} ${why}`, field);

/** Each cuts something somewhere; what it would do there is told. */
const BAD: Readonly<Record<string, string>> = {
  ",": "a comma, where Kaltura begins another privilege",
  ":": "a colon, which Kaltura cuts a privilege's name off at",
  ";": "a semicolon, where the next field of a session begins",
  "/": "a slash, which Kaltura cuts a value into several at",
  "|": "a vertical bar, which Kaltura cuts sessions at",
  "*": "an asterisk, which stands for everything",
  "%": "a percent sign, which pages may decode into something else",
  "{": "a brace, which stands for another result in Kaltura's requests",
  "}": "a brace, which stands for another result in Kaltura's requests",
  "\\": "a backslash",
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Cs}/u;
const BAD_ALL = new RegExp(`[${Object.keys(BAD).join("").replace("\\", "\\\\")}]|${CONTROL.source}`, "gu");

/** A text of one line without anything that Kaltura cuts at; trimmed. @throws EmbedError */
function plain(field: string, value: string, longest: number): string {
  if (typeof value !== "string" || value.trim() === "") throw refused(field, "is missing");
  const bad = [...value].find(char => char in BAD);
  if (bad !== undefined) throw refused(field, `holds ${BAD[bad]}`);
  if (CONTROL.test(value)) throw refused(field, "holds a line break or another control character");
  const text = value.trim();
  if ([...text].length > longest) throw refused(field, `is longer than ${longest} characters`);
  return text;
}

const optional = (field: string, value: string | undefined) =>
  value === undefined || value === "" ? undefined : plain(field, value, 100);

function emailOf(email: string | undefined): string | undefined {
  const text = optional("user.email", email);
  if (text !== undefined && !/^[^\s@<>"()]+@[^\s@<>"()]+$/.test(text)) {
    throw refused("user.email", "is no e-mail address");
  }
  return text;
}

function localeOf(locale: string | undefined): string | undefined {
  if (locale === undefined || locale === "") return undefined;
  if (!/^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}$/.test(locale)) {
    throw refused("locale", "is no language tag such as en or pt-BR");
  }
  return locale;
}

function oneOf<T extends string>(field: string, value: T, known: readonly T[]): T {
  if (known.includes(value)) return value;
  throw refused(field, `is none of ${known.join(", ")}`);
}

const levelOf = (role: GalleryRole) =>
  String(GALLERY_ROLES.indexOf(oneOf("galleryRole", role, GALLERY_ROLES)));

/** What the back end itself acts on (kSessionBase, PRIVILEGE_*). */
const RESERVED: ReadonlySet<string> = new Set([
  ...[
    "edit",
    "view",
    "widget",
    "sview",
    "list",
    "download",
    "downloadasset",
    "editplaylist",
    "sviewplaylist",
  ],
  ...["actionslimit", "setrole", "restrictingrole", "limitentry", "iprestrict", "urirestrict", "all", "api"],
  ...[
    "enableentitlement",
    "disableentitlement",
    "disableentitlementforentry",
    "disableentitlementforplaylist",
  ],
  ...[
    "privacycontext",
    "enablecategorymoderation",
    "reftime",
    "sessionkey",
    "preview",
    "sessionid",
    "jobtype",
  ],
  ...["apptoken", "enablechangeaccount", "edituser", "enablecaptionmoderation", "editadmintags"],
  ...["restrictexplicitliveview", "virtualeventid", "searchcontext", "disablesessiontypecheck"],
]);
