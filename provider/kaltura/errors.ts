/**
 * What can go wrong between us and Kaltura, said in words a user can act on.
 *
 * An {@link ApiError} is an answer: Kaltura understood the call and said no (always with HTTP 200).
 * A {@link TransportError} is the lack of an answer that can be used; it says whether the call may have been
 * carried out. Neither ever holds a body, a KS or a secret, and the stack of both is their own line, since
 * Pulumi prints message and stack of what a provider throws.
 */
import type { Call, RefusalKind } from "./types";

/**
 * Common to everything the gateway throws on purpose. `message` says what happened, `hint` what to do; `stack`
 * is both and whatever helps support, on one line.
 */
export abstract class KalturaError extends Error {
  /** What the user can do about it, one sentence or two; empty when there is nothing to add. */
  readonly hint: string;

  constructor(message: string, hint: string, whole: string) {
    super(oneLine(message));
    this.hint = hint;
    Object.defineProperty(this, "stack", { value: oneLine(whole), configurable: true, writable: true });
  }
}

/** The parts of an {@link ApiError}; texts must be redacted already. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly args: Readonly<Record<string, string>>;
  /** As people write it: `liveStream`, `scheduleEvent`. */
  readonly service: string;
  readonly action: string;
  /** Of the header X-Kaltura-Session: Kaltura's support finds the call by it. */
  readonly sessionId?: string | undefined;
  /** Instead of the ones which the code would give. */
  readonly kind?: RefusalKind;
  readonly hint?: string;
}

/** Kaltura answered a call with KalturaAPIException; `message` is Kaltura's own words, redacted. */
export class ApiError extends KalturaError {
  /** Kaltura's code, e.g. `ENTRY_ID_NOT_FOUND`. */
  readonly code: string;
  /** The values in the message by their name, e.g. `{ENTRY_ID: "1_x"}`; redacted. */
  readonly args: Readonly<Record<string, string>>;
  readonly service: string;
  readonly action: string;
  /** The property or parameter which the refusal is about, by its name on the wire, if Kaltura names one. */
  readonly property: string | undefined;
  readonly kind: RefusalKind;
  /** For Kaltura's support. */
  readonly sessionId: string | undefined;

  constructor(refusal: Refusal) {
    const rule = classify(refusal.code, refusal.args);
    const hint = refusal.hint ?? rule.hint;
    const words = refusal.message.trim().replace(/[.\s]+$/, "") || refusal.code;
    const said = words === refusal.code ? words : `${refusal.code} - ${words}`;
    const support = refusal.sessionId ? ` (Kaltura session ${refusal.sessionId})` : "";
    super(words, hint, `${refusal.service}.${refusal.action}: ${said}. ${hint}${support}`);
    this.name = "ApiError";
    this.code = refusal.code;
    this.args = refusal.args;
    this.service = refusal.service;
    this.action = refusal.action;
    this.kind = refusal.kind ?? rule.kind;
    this.property = propertyOf(refusal.args);
    this.sessionId = refusal.sessionId;
  }

  /** The same refusal, understood in another way. */
  with(changes: Required<Pick<Refusal, "kind" | "hint">>): ApiError {
    const { code, message, args, service, action, sessionId } = this;
    return new ApiError({ code, message, args, service, action, sessionId, ...changes });
  }
}

/** `KalturaCategory::name` → `name`; also what enum and field errors call it. */
function propertyOf(args: Readonly<Record<string, string>>): string | undefined {
  return (args.PROP_NAME ?? args.FIELD_NAME ?? args.PARAM_NAME)?.split("::").pop();
}

/** What became of a request that brought no answer to use. */
export type TransportFailure =
  /** Nobody listens at the address. */
  | "refused"
  /** The host's name is not known. */
  | "dns"
  /** No connection within the time, or no route. */
  | "unreachable"
  /** The certificate or the TLS handshake failed. */
  | "tls"
  /** The proxy refused. */
  | "proxy"
  /** No (whole) answer within the time for one call. */
  | "timeout"
  /** The connection broke after the request was sent. */
  | "reset"
  /** HTTP 429, or 503 with Retry-After. */
  | "busy"
  /** Another HTTP status than 200. */
  | "http"
  /** HTTP 3xx: never followed, since the session would go along. */
  | "redirect"
  | "empty"
  /** A web page instead of JSON. */
  | "page"
  /** XML instead of JSON: the server did not understand our body. */
  | "xml"
  /** JSON cut off, or of another shape than asked for. */
  | "garbled"
  /** A multirequest with fewer answers than calls. */
  | "short"
  /** The answer is larger than allowed. */
  | "large"
  /** The time for the whole run is over; not sent. */
  | "deadline"
  /** The gateway was closed; not sent. */
  | "closed";

const HINTS_OF_FAILURE: Readonly<Record<TransportFailure, string>> = {
  refused: "Check kaltura:serviceUrl, and that the server is up",
  dns: "Check the host in kaltura:serviceUrl, and this machine's DNS",
  unreachable: "Check kaltura:serviceUrl, the network, and whether a proxy is needed (HTTPS_PROXY)",
  tls: "Check kaltura:serviceUrl; for a server with its own certificate authority set NODE_EXTRA_CA_CERTS",
  proxy: "Check HTTPS_PROXY and its credentials",
  timeout: "Run again; raise kaltura:callTimeoutSeconds if the server is known to be slow",
  reset: "Run again",
  busy: "Run again later, with a lower --parallel or kaltura:concurrency",
  http: "Check kaltura:serviceUrl; if it is right, the server or a proxy before it has trouble",
  redirect: "Set kaltura:serviceUrl to the address where the API itself answers",
  empty: "Kaltura broke while handling this; run again",
  page: "Check kaltura:serviceUrl: it should be the address of a Kaltura API, such as https://www.kaltura.com",
  xml: "Something between here and Kaltura changes requests; check proxies",
  garbled: "Something between here and Kaltura changes answers, or cuts them off; check proxies, run again",
  short: "Kaltura broke while handling this; run again",
  large: "Run again; if it stays, please report it",
  deadline: "Run again: what is done stays done; raise kaltura:runTimeoutSeconds for a run that takes longer",
  closed: "Run again",
};

/** The way to Kaltura, or back, failed; `message` says how. */
export class TransportError extends KalturaError {
  readonly what: TransportFailure;
  /** Whether the server may have carried the request out. */
  readonly happened: "no" | "unknown";
  /** HTTP status, if there was one. */
  readonly status: number | undefined;
  /** Milliseconds which the server asked us to wait (Retry-After). */
  readonly retryAfter: number | undefined;
  readonly sessionId: string | undefined;
  /** It took all the time that there was. */
  readonly timedOut: boolean;

  constructor(
    what: TransportFailure,
    happened: "no" | "unknown",
    text: string,
    more: {
      hint?: string;
      status?: number | undefined;
      retryAfter?: number | undefined;
      sessionId?: string | undefined;
      timedOut?: boolean;
    } = {},
  ) {
    const support = more.sessionId ? ` (Kaltura session ${more.sessionId})` : "";
    const hint = more.hint ?? HINTS_OF_FAILURE[what];
    super(text, hint, `${text}. ${hint}${support}`);
    this.name = "TransportError";
    this.what = what;
    this.happened = happened;
    this.status = more.status;
    this.retryAfter = more.retryAfter;
    this.sessionId = more.sessionId;
    this.timedOut = more.timedOut ?? what === "timeout";
  }
}

/**
 * A request that changes things was sent and its answer is lost: it may or may not have been carried out, as
 * a whole or in part. Look before you repeat; the gateway does not.
 */
export class AnswerLost extends TransportError {
  /** The calls of the request, in order; not shown when the error is printed, as they hold inputs. */
  declare readonly calls: readonly Call[];

  constructor(cause: TransportError, calls: readonly Call[], names: string) {
    super(cause.what, "unknown", `${names}: ${cause.message}; whether it was carried out is unknown`, cause);
    this.name = "AnswerLost";
    Object.defineProperty(this, "calls", { value: calls, enumerable: false });
  }
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, " ").trim();

const RECORDING_SETUP = ["recordStatus", "recordingOptions", "conversionProfileId"];

/** Properties of a live entry that Kaltura refuses to change, by the code with which it does so; it names but one. */
export const LOCKED_WHILE_LIVE: Readonly<Record<string, readonly string[]>> = {
  CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING: [
    ...RECORDING_SETUP,
    ...["dvrStatus", "dvrWindow", "explicitLive", "segmentDuration"],
  ],
  CANNOT_UPDATE_FIELDS_RECORDED_ENTRY_STILL_NOT_READY: RECORDING_SETUP,
};

/** What a code means to us. */
export interface Rule {
  readonly kind: RefusalKind;
  /** What the user can do; a sentence. */
  readonly hint: string;
}

/** What to say when nothing better is known of a code of this kind. */
const HINTS: Readonly<Record<RefusalKind, string>> = {
  input: "Change the value in your program",
  gone: "It is not there any more; a refresh shows what is left",
  exists: "An object with this key exists already",
  permission: "These credentials may not do this; use others, or have the permission added",
  product: "The account lacks this feature; ask Kaltura to switch it on",
  busy: "Kaltura is busy with this object; try again in a minute",
  live: "Wait until the broadcast and its recording are over, then run again",
  session: "The session ran out and could not be renewed; check the credentials",
  server:
    "Kaltura broke while handling this; run again, and send its session id to Kaltura's support if it stays",
  bug: "This is a fault of pulumi-kaltura; please report it",
};

const of = (kind: RefusalKind, hint: string = HINTS[kind]): Rule => ({ kind, hint });

const NOT_FOUND = (thing: string) =>
  of("gone", `There is no such ${thing} (any more), or this account may not see it`);

/**
 * Every code we know of: from recordings of a real server and from the list in its source. A code not in here
 * is judged by its ending, see {@link classify}.
 */
export const RULES: Readonly<Record<string, Rule>> = {
  // Credentials and permissions
  INVALID_KS: of("session"),
  MISSING_KS: of("bug"),
  START_SESSION_ERROR: of("permission", "Check kaltura:partnerId and kaltura:adminSecret: they do not fit"),
  INVALID_APP_TOKEN_HASH: of(
    "permission",
    "Check kaltura:appToken and kaltura:appTokenHash: the token's hash does not fit",
  ),
  APP_TOKEN_ID_NOT_FOUND: NOT_FOUND("app token"),
  APP_TOKEN_EXPIRED: of("permission", "The app token is past its expiry; make a new one"),
  APP_TOKEN_NOT_ACTIVE: of("permission", "The app token is switched off; activate it or make a new one"),
  INVALID_WIDGET_ID: of("permission", "Check kaltura:partnerId: there is no such account"),
  UNKNOWN_ROLE_ID: of("permission", "The app token names a role that does not exist"),
  SERVICE_FORBIDDEN: of(
    "permission",
    "The credentials may not call this, or the account lacks the product; check the app token's privileges and role",
  ),
  SERVICE_FORBIDDEN_CONTENT_BLOCKED: of(
    "permission",
    "Check kaltura:partnerId: the account is blocked, or there is none of this number",
  ),
  PROPERTY_VALIDATION_ADMIN_PROPERTY: of(
    "permission",
    "This property takes an admin session; use an app token of admin type",
  ),
  PROPERTY_VALIDATION_NO_INSERT_PERMISSION: of("permission"),
  PROPERTY_VALIDATION_NO_UPDATE_PERMISSION: of("permission"),
  PROPERTY_VALIDATION_NO_USAGE_PERMISSION: of("permission"),
  NOT_ENTITLED_TO_UPDATE_CATEGORY: of("permission"),
  CANNOT_ASSIGN_ENTRY_TO_CATEGORY: of(
    "permission",
    "The session's user may not put entries into this category",
  ),
  CANNOT_REMOVE_ENTRY_FROM_CATEGORY: of(
    "permission",
    "The session's user may not take entries out of this category",
  ),
  CANNOT_UPDATE_CATEGORY_USER_OWNER: of(
    "permission",
    "The user owns the category, and its owner is a manager always; change the category's owner instead",
  ),
  ENTRY_VENDOR_TASK_ACTION_NOT_ALLOWED: of("permission"),
  VENDOR_TASK_SERVICE__GET_JOB_NOT_ALLOWED: of("permission"),
  PARTNER_NOT_VENDOR: of("permission"),
  PARTNER_ACCESS_FORBIDDEN: of("permission"),
  CATEGORY_USER_JOIN_NOT_ALLOWED: of("permission"),

  // Products and quotas
  FEATURE_FORBIDDEN: of("product"),
  RECORDING_DISABLED: of(
    "product",
    "Recording is switched off for this account: set recording to none, or ask Kaltura to switch it on",
  ),
  DYNAMIC_SEGMENT_DURATION_DISABLED: of(
    "product",
    "Leave the segment duration out, or ask Kaltura to switch the feature on",
  ),
  ENTRY_SOURCE_TYPE_NOT_SUPPORTED: of(
    "product",
    "This account does not support live entries of this source type",
  ),
  CATALOG_ITEM_NOT_ENABLED_FOR_ACCOUNT: of("product", "The account has not enabled this catalog item"),
  EXCEEDED_MAX_CREDIT_ALLOWED: of("product", "The reach profile's credit does not cover this order"),
  CREDIT_EXPIRED: of("product", "The reach profile's credit is past its date"),
  MISSING_SIP_CONFIGURATIONS: of("product"),
  LIVE_STREAM_EXCEEDED_MAX_PASSTHRU: of("product"),
  LIVE_STREAM_EXCEEDED_MAX_TRANSCODED: of("product"),
  MAX_CATEGORIES_FOR_ENTRY_REACHED: of(
    "product",
    "The entry is in as many categories as the account allows (32 by default)",
  ),
  CATEGORY_MAX_USER_REACHED: of("product"),

  // Gone
  ENTRY_ID_NOT_FOUND: NOT_FOUND("entry"),
  INVALID_ENTRY_ID: NOT_FOUND("entry"),
  INVALID_OBJECT_ID: NOT_FOUND("schedule event"),
  SCHEDULE_EVENT_ID_NOT_FOUND: NOT_FOUND("schedule event"),
  LINKED_TO_EVENT_NOT_FOUND_OR_NOT_ACCESSIBLE: of("input", "The event named in linkedTo does not exist"),
  CATEGORY_NOT_FOUND: NOT_FOUND("category"),
  ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY: of("gone", "The entry is not in this category"),
  METADATA_NOT_FOUND: NOT_FOUND("metadata object"),
  METADATA_PROFILE_NOT_FOUND: NOT_FOUND("metadata profile"),
  METADATA_OBJECT_ID_NOT_FOUND: of("gone", "The entry which the metadata belongs to does not exist"),
  THUMB_ASSET_ID_NOT_FOUND: NOT_FOUND("thumbnail"),
  CAPTION_ASSET_ID_NOT_FOUND: NOT_FOUND("caption asset"),
  ATTACHMENT_ASSET_ID_NOT_FOUND: NOT_FOUND("attachment"),
  ENTRY_VENDOR_TASK_NOT_FOUND: NOT_FOUND("REACH task"),
  REACH_PROFILE_NOT_FOUND: NOT_FOUND("reach profile"),
  CATALOG_ITEM_NOT_FOUND: NOT_FOUND("catalog item"),
  PARTNER_CATALOG_ITEM_NOT_FOUND: NOT_FOUND("catalog item"),
  VIRTUAL_EVENT_NOT_FOUND: NOT_FOUND("virtual event"),
  USER_ENTRY_NOT_FOUND: NOT_FOUND("user entry"),
  INVALID_CUE_POINT_ID: NOT_FOUND("cue point"),
  INVALID_CATEGORY_USER_ID: NOT_FOUND("category member"),
  UPLOAD_TOKEN_NOT_FOUND: NOT_FOUND("upload token"),
  FEATURE_NAME_NOT_FOUND: NOT_FOUND("live feature"),

  // Already there
  METADATA_ALREADY_EXISTS: of(
    "exists",
    "Somebody made metadata of this profile for the entry a moment ago; run again, and it is completed",
  ),
  DUPLICATE_CATEGORY: of(
    "exists",
    "A category of this name exists under the same parent; adopt it or choose another name",
  ),
  CATEGORY_ENTRY_ALREADY_EXISTS: of("exists", "The entry is in this category already"),
  SYSTEM_NAME_ALREADY_EXISTS: of(
    "exists",
    "The system name is taken; adopt the object or choose another name",
  ),
  ENTRY_VENDOR_TASK_DUPLICATION: of(
    "exists",
    "The entry has the same order already, which this resource did not place; take the resource out, or wait until that order is done",
  ),
  CATEGORY_USER_ALREADY_EXISTS: of("exists"),
  DUPLICATE_USER_BY_ID: of("exists"),
  USER_ENTRY_ALREADY_EXISTS: of("exists"),
  CUE_POINT_SYSTEM_NAME_EXISTS: of("exists"),
  ENTRY_REPLACEMENT_ALREADY_EXISTS: of("exists"),
  ENTRY_ALREADY_WITH_CONTENT: of("exists"),
  VENDOR_CATALOG_ITEM_ALREADY_ENABLED_ON_PARTNER: of("exists"),
  VENDOR_CATALOG_ITEM_DUPLICATE_SYSTEM_NAME: of("exists"),
  METADATA_PROFILE_REFERENCE_EXISTS: of("exists"),

  // Busy
  ACTION_BLOCKED: of("busy", "Kaltura limits the rate of this call; lower --parallel or kaltura:concurrency"),
  LOCK_TIMED_OUT: of("busy"),
  CATEGORIES_LOCKED: of("busy", "Kaltura is moving categories of this account; try again in a few minutes"),
  METADATA_TRANSFORMING: of(
    "busy",
    "Kaltura is moving metadata to the profile's new schema; try again in a few minutes",
  ),
  CANNOT_UPDATE_SCHEDULE_EVENT_FEATURE: of("busy"),
  MULTI_ATTEMPTS_TO_UPDATE_METADATA: of("busy"),
  ENTRY_NOT_READY: of("busy", "The entry is not ready yet; run again when its media is processed"),
  MAX_FILE_SYNCS_FOR_OBJECT_PER_DAY_REACHED: of(
    "product",
    "This object was changed too often today; try again tomorrow",
  ),

  // On air
  CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING: of("live"),
  CANNOT_UPDATE_FIELDS_RECORDED_ENTRY_STILL_NOT_READY: of("live"),
  CANNOT_DELETE_LIVE_ENTRY_WHILE_STREAMING: of("live", "It is on air: stop the encoder, then run again"),
  RECORDED_NOT_READY: of("live"),
  RECORDING_FLOW_NOT_COMPLETE: of("live"),
  RESOURCE_IS_RESERVED: of("live"),

  // The server broke
  INTERNAL_SERVERL_ERROR: of("server"),
  INTERNAL_DATABASE_ERROR: of("server"),
  SEARCH_ENGINE_QUERY_FAILED: of("server"),

  // Inputs
  SCHEDULE_TIME_IN_USE: of(
    "input",
    "Another schedule event of the same entry overlaps this time (its lead-in and lead-out count); move one of them",
  ),
  INVALID_SCHEDULE_END_BEFORE_START: of("input", "The end must not be before the start"),
  MAX_SCHEDULE_DURATION_REACHED: of(
    "input",
    "The event is too long (a live-stream event lasts 24 hours at most)",
  ),
  MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME: of("bug"),
  START_TIME_AND_LINKED_TO_CONFLICT: of("bug"),
  START_TIME_AND_LINKED_TO_NOT_SET: of("bug"),
  SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED: of("bug"),
  INVALID_SCHEDULE_EVENT_TYPE: of("bug"),
  RECURRENCE_CANT_BE_DELETE: of(
    "input",
    "This is one occurrence of a recurring event; change the recurring event",
  ),
  RECURRENCE_LINKED_EVENT_CONFLICT: of("input"),
  DUPLICATE_LIVE_FEATURE: of("input", "Two live features of one event have the same name"),
  INVALID_ENTRY_SCHEDULE_DATES: of("input", "The entry's start date must be before its end date"),
  ACCESS_CONTROL_ID_NOT_FOUND: of("input", "There is no access control profile of this id in the account"),
  CONVERSION_PROFILE_ID_NOT_FOUND: of(
    "input",
    "There is no live conversion profile of this id in the account",
  ),
  PARENT_CATEGORY_NOT_FOUND: of("input", "The parent category does not exist"),
  PARENT_CATEGORY_IS_CHILD: of("input", "A category can't be put under itself or its own child"),
  PRIVACY_CONTEXT_INVALID_STRING: of("input"),
  CANNOT_SET_INHERITANCE_TYPE_FIELD_WITH_NO_PRIVACY_CONTEXT: of(
    "input",
    "Inheritance needs a privacy context on the category or above it",
  ),
  CANNOT_SET_MULTI_PRIVACY_CONTEXT: of("input"),
  CANNOT_UPDATE_CATEGORY_PRIVACY_CONTEXT: of("input"),
  CANNOT_INHERIT_MEMBERS_WHEN_PARENT_CATEGORY_IS_NOT_SET: of("input"),
  CANNOT_SET_OWNER_WHEN_CATEGORY_INHERIT_MEMBERS: of("input"),
  CANNOT_SET_DEFAULT_PERMISSION_LEVEL_WHEN_CATEGORY_INHERIT_MEMBERS: of("input"),
  CATEGORY_INHERIT_MEMBERS: of(
    "input",
    "The category has its members from its parent: give the parent the member, or set the category's inheritance to manual",
  ),
  CANNOT_MOVE_CATEGORIES_FROM_DIFFERENT_PARENT_CATEGORIES: of("bug"),
  INVALID_METADATA_DATA: of("input", "The metadata does not fit the profile's schema in this account"),
  INVALID_METADATA_PROFILE_SCHEMA: of("input", "The metadata profile's schema is not a valid XSD"),
  INCOMPATIBLE_METADATA_PROFILE_OBJECT_TYPE: of(
    "input",
    "The metadata profile is for another kind of object",
  ),
  METADATA_UNABLE_TO_TRANSFORM: of("input", "Existing metadata does not fit the profile's new schema"),
  INVALID_METADATA_VERSION: of("busy", "The metadata changed meanwhile; run again"),
  THUMB_ASSET_DOWNLOAD_FAILED: of(
    "input",
    "Kaltura could not fetch the image; check that the URL is public and answers with an image",
  ),
  THUMB_ASSET_IS_DEFAULT: of("bug"),
  FILE_CONTENT_NOT_SECURE: of("input", "Kaltura takes the file for unsafe or empty; use a plain JPEG or PNG"),
  UNSAFE_HTML_TAGS: of("input", "The account refuses this HTML in texts"),
  ENTRY_DISPLAY_IN_SEARCH_VALUE_NOT_ALLOWED: of("input"),
  ENTRY_CATEGORY_FIELD_IS_DEPRECATED: of("bug"),
  ENTRY_TYPE_NOT_SUPPORTED: of("input"),
  ENTRY_TOO_SHORT: of("input", "Captions need at least 10 seconds of media"),
  INVALID_FIELD_VALUE: of("input"),
  INVALID_ENUM_VALUE: of("input"),
  INVALID_PARAMETER_CHAR: of("input", "The text holds a character that XML does not allow"),
  INVALID_USER_ID: of("input"),
  INVALID_GROUP_ID: of("input"),
  USER_EMAIL_NOT_FOUND: of("input"),
  PARTNER_DATA_NOT_VALID_JSON_STRING: of("input", "What is given as partnerData must be JSON"),
  REQUIRE_CAPTION: of("input", "This service works from captions of the entry: set captionAssetId"),
  CANNOT_UPDATE_ENTRY_ID: of("input", "A cue point stays with the entry it was made for"),
  START_TIME_CANNOT_BE_LESS_THAN_0: of("input"),
  VENDOR_PARTNER_ID_NOT_FOUND: of("input", "There is no vendor account of this number"),
  TOO_LATE_ORDER: of(
    "input",
    "The session starts too soon for what is ordered; order something faster, or move the session",
  ),
  TOO_LONG_SCHEDULED_TASK: of("input", "The session is longer than what is ordered allows"),
  TASK_EVENT_ENTRY_ID_MISMATCH: of(
    "input",
    "The schedule event belongs to another entry; pass both from the same session",
  ),
  CATALOG_ITEM_AND_JOB_DATA_MISMATCH: of(
    "input",
    "What is ordered is not for live sessions; choose another catalog item",
  ),
  CATALOG_ITEM_DOES_NOT_SUPPORT_EVENT_TYPE: of("input"),
  FEATURE_TYPE_NOT_SUPPORTED_FOR_ENTRY: of(
    "input",
    "What is ordered is not for entries of this kind; for live sessions there are LiveCaptions",
  ),
  CANNOT_ABORT_NOT_MODERATED_TASK: of("input", "Only an order that nobody works on yet can be taken back"),
  CANNOT_APPROVE_NOT_MODERATED_TASK: of("input"),
  CANNOT_REJECT_NOT_MODERATED_TASK: of("input"),
  CANNOT_REJECT_CATEGORY_ENTRY_SINCE_IT_IS_NOT_PENDING: of("input"),
  CANNOT_UPDATE_STATUS_OF_TASK_WHICH_IS_IN_FINAL_STATE: of("input"),
  CANNOT_UPDATE_UNIT_USED_OF_TASK_WHICH_IS_IN_FINAL_STATE: of("input"),
  CANNOT_DELETE_DEFAULT_CONVERSION_PROFILE: of("input"),
  CANNOT_REGENERATE_STREAM_TOKEN_FOR_EXTERNAL_LIVE_STREAMS: of("input"),
  VIRTUAL_EVENT_INVALID_REGISTRATION_FORM_SCHEMA: of("input"),

  // Calls which we should not have made
  SERVICE_DOES_NOT_EXISTS: of(
    "product",
    "The server does not know this service; is the plugin installed, and is kaltura:serviceUrl right?",
  ),
  ACTION_DOES_NOT_EXISTS: of("product", "The server does not know this action; it may be too old"),
  MISSING_MANDATORY_PARAMETER: of("bug"),
  OBJECT_TYPE_ABSTRACT: of("bug"),
  WRONG_REQUEST_LANGUAGE: of("bug"),
  UNKNOWN_RESPONSE_FORMAT: of("bug"),
  MUST_FILTER_ON_OBJECT_ID: of("bug"),
  MUST_FILTER_ON_ENTRY_OR_CATEGORY: of("bug"),
  MUST_FILTER_ON_ENTRY_OR_USER: of("bug"),
  MUST_FILTER_USERS_OR_CATEGORY: of("bug"),
  QUERY_EXCEEDED_MAX_MATCHES_ALLOWED: of("bug"),
  RESPONSE_PROFILE_MAX_NESTING_LEVEL: of("bug"),
  PROPERTY_VALIDATION_NOT_UPDATABLE: of("bug"),
};

/**
 * What a code means, by the table and, for codes nobody has listed yet, by how Kaltura spells its codes.
 * An unlisted code that fits no pattern is taken for a matter of the inputs: then the user sees the server's
 * words and nothing is repeated.
 */
export function classify(code: string, args: Readonly<Record<string, string>> = {}): Rule {
  // -4 is no matter of the session but "this object is not yours": a new KS would not help.
  if (code === "INVALID_KS" && args.ERR_CODE === "-4") {
    return of("permission", "The object belongs to another user, or this takes an admin session");
  }
  const rule = Object.hasOwn(RULES, code) ? RULES[code] : undefined;
  if (rule) return rule;
  if (/^PROPERTY_VALIDATION_/.test(code)) return of("input");
  if (/^INTERNAL_|_QUERY_FAILED$/.test(code)) return of("server");
  if (/_NOT_FOUND(_|$)/.test(code)) return of("gone");
  if (/(ALREADY_EXISTS?|_EXISTS|DUPLICAT(E|ION))/.test(code)) return of("exists");
  if (/(LOCKED|LOCK_TIMED_OUT|_BLOCKED)$/.test(code)) return of("busy");
  if (/(FORBIDDEN|NOT_ALLOWED|NOT_ENTITLED|NO_PERMISSION|PERMISSION_DENIED)/.test(code))
    return of("permission");
  if (/(FEATURE|_DISABLED$|_NOT_ENABLED|EXCEEDED|QUOTA)/.test(code)) return of("product");
  return of("input");
}

/**
 * Takes secrets out of texts. Knows the run's actual secrets, what a KS looks like in general (Kaltura's INVALID_KS
 * repeats the KS it was given), and that the query of an address may be a signature.
 */
export class Redactor {
  private readonly known = new Set<string>();
  private pattern: RegExp | undefined;

  constructor(secrets: Iterable<string | undefined> = []) {
    for (const secret of secrets) this.add(secret);
  }

  /** From now on this text, also in base64 or URL-encoded form, is taken out. Short words are not secrets. */
  add(secret: string | undefined): void {
    if (!secret || secret.length < 4) return;
    for (const form of formsOf(secret)) this.known.add(form);
    this.pattern = undefined;
  }

  /** The text without secrets. */
  clean(text: string): string {
    let out = text.replace(QUERY, "$1?…");
    if (this.known.size > 0) {
      this.pattern ??= new RegExp(
        [...this.known]
          .sort((a, b) => b.length - a.length)
          .map(form => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
          .join("|"),
        "g",
      );
      out = out.replace(this.pattern, "[secret]");
    }
    return out.replace(KS_V2, "[session]").replace(LONG_BASE64, withoutKsV1);
  }
}

/** Kaltura repeats addresses that it could not fetch from. */
const QUERY = /(\bhttps?:\/\/[^\s?"'<>]+)\?[^\s"'<>\])]+/gi;

/** KS v2 starts with base64 of `v2|`; v1 is base64 of a SHA-1 in hex, `|`, and the fields. */
const KS_V2 = /djJ8[\w\-+/=%]{8,}/g;
const LONG_BASE64 = /[A-Za-z0-9+/_-]{60,}={0,2}/g;
const isKsV1 = (run: string) =>
  /^[0-9a-f]{40}\|/.test(Buffer.from(run.slice(0, 56), "base64").toString("latin1"));

/** A KS may be a step of a path, and a path looks like base64 itself. */
function withoutKsV1(run: string): string {
  if (isKsV1(run)) return "[session]";
  const steps = run.split("/");
  return steps.some(isKsV1) ? steps.map(step => (isKsV1(step) ? "[session]" : step)).join("/") : run;
}

/** Whether something that looks like a KS is in a text. */
export const holdsSession = (text: string): boolean =>
  text.search(KS_V2) >= 0 || (text.match(LONG_BASE64) ?? []).some(run => withoutKsV1(run) !== run);

function formsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret);
  const forms = new Set<string>([secret, encodeURIComponent(secret)]);
  forms.add(encodeURIComponent(secret).replace(/%20/g, "+"));
  forms.add(JSON.stringify(secret).slice(1, -1));
  // Inside a longer base64 text a secret starts at one of three offsets; what is left of it in each is enough.
  for (let offset = 0; offset < 3; offset++) {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const core = padded.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
    if (core.length < 6) continue;
    for (const form of [core, core.replaceAll("+", "-").replaceAll("/", "_"), encodeURIComponent(core)]) {
      forms.add(form);
    }
  }
  return forms;
}
