import { createHash } from "node:crypto";
import { CONSOLE_PARTNER_ID } from "../accounts.js";
import type { Emulator } from "../emulator.js";
import type { Json } from "../types/cast.js";
import { isPermitted } from "../wire/dispatch.js";
import type { Params } from "../wire/params.js";
import type { RecordedFile, RecordedLine } from "./recording.js";

/** A session that a recorded call may have used. */
interface Candidate {
  ks: string;
  partnerId: number;
  userId: string;
  type: number;
}

const VENDOR_PARTNER_ID = 103;
const DEFAULT_USER = "judge@example.com";

/**
 * The recordings hold the word KS for every session. Which session it was has to be found out: from the note
 * of the line ("user KS", "vendor"), from who the answer says has acted, and from whether such a session would
 * be let in at all.
 */
export class StorySessions {
  readonly #started: Candidate[] = [];
  #ended: Candidate | undefined;
  #widget: Candidate | undefined;
  readonly #user: string;

  constructor(
    private readonly emulator: Emulator,
    readonly partnerId: number,
    file: RecordedFile,
  ) {
    const start = file.lines.find(line => isSession(line, "start") && typeof line.response === "string");
    this.#user = String(start?.request.userId ?? DEFAULT_USER);
  }

  /** Fill in sessions and what depends on them. */
  fill(line: RecordedLine, service: string, action: string, request: Params, expected: Json): Params {
    if (request.ks !== "KS" && request.session !== "KS") return request;
    const filled: Params = { ...request };
    if (request.ks === "KS") filled.ks = this.#choose(line, service, action, request, expected);
    if (request.session === "KS") filled.session = this.#like(expected)?.ks ?? this.#admin().ks;
    return filled;
  }

  /** The hash that starts a session from an app token depends on our session and token. */
  tokenHash(ks: string, token: { token: string; hashType: string }): string {
    return createHash(token.hashType.toLowerCase())
      .update(ks + token.token)
      .digest("hex");
  }

  /** Remember sessions that the story starts and ends. */
  note(line: RecordedLine, request: Params, got: unknown): void {
    if (isSession(line, "start") && typeof got === "string") this.#remember(got);
    if (isSession(line, "startWidgetSession") && typeof got === "object" && got !== null) {
      this.#widget = this.#remember(String((got as { ks?: unknown }).ks));
    }
    if (isSession(line, "end")) this.#ended = this.#started.find(session => session.ks === request.ks);
  }

  #remember(ks: string): Candidate | undefined {
    try {
      const { partnerId, userId, type } = this.emulator.core.sessions.open(ks);
      const candidate = { ks, partnerId, userId, type };
      this.#started.push(candidate);
      return candidate;
    } catch {
      return undefined;
    }
  }

  #choose(line: RecordedLine, service: string, action: string, request: Params, expected: Json): string {
    const note = line.note.toLowerCase();
    const code = codeOf(expected);
    if (note.includes("ks garbage")) return "garbage";
    if (code === "INVALID_KS") return this.#invalid(expected);
    if (isCall(service, action, "session", "end")) return (this.#started.at(-1) ?? this.#admin()).ks;
    if (isCall(service, action, "session", "get") && request.session === undefined && code === undefined) {
      return (this.#like(expected) ?? this.#admin()).ks;
    }
    if (isCall(service, action, "appToken", "startSession")) {
      return (this.#widget ?? this.#mint(this.partnerId, "0", 0, "view:*,widget:1")).ks;
    }
    return this.#byPermission(note, service, action, request, expected).ks;
  }

  #byPermission(note: string, service: string, action: string, request: Params, expected: Json): Candidate {
    const may = (candidate: Candidate): boolean =>
      isPermitted(this.emulator.core, {
        service,
        action,
        params: { ...request, ks: candidate.ks },
        files: new Map(),
      });
    const user = (): Candidate => this.#mint(this.partnerId, "enduser1", 0, privilegesIn(note));
    if (/\buser ks\b/.test(note)) return user();
    const admin = this.#admin(actorOf(action, request, expected));
    const vendor = this.#mint(VENDOR_PARTNER_ID, this.#user, 2, "");
    const console = this.#mint(CONSOLE_PARTNER_ID, this.#user, 2, "");
    if (codeOf(expected) === "SERVICE_FORBIDDEN") return [admin, user()].find(one => !may(one)) ?? admin;
    // What the account itself may not use, no other session is let in to either.
    if (codeOf(expected) === "FEATURE_FORBIDDEN") return admin;
    const order = /\bvendor\b/.test(note)
      ? [vendor, admin, console]
      : /\badmin console\b|^admin\b(?! ks)/.test(note)
        ? [console, admin]
        : [admin, console, vendor];
    return order.find(may) ?? admin;
  }

  #invalid(expected: Json): string {
    const args = (expected as { args?: { KSID?: string } }).args;
    if (args?.KSID === "EXPIRED") {
      return this.emulator.core.sessions.mint({
        partnerId: this.partnerId,
        userId: this.#user,
        type: 2,
        expiry: this.emulator.clock.now() - 1,
        privileges: "",
      });
    }
    if (args?.KSID === "LOGOUT" && this.#ended) return this.#ended.ks;
    return `${this.#admin().ks.slice(0, -6)}AAAAAA`;
  }

  /** A started session of which session.get would answer so. */
  #like(expected: Json): Candidate | undefined {
    if (typeof expected !== "object" || expected === null || Array.isArray(expected)) return undefined;
    return this.#started.find(
      session => String(session.type) === String(expected.sessionType) && session.userId === expected.userId,
    );
  }

  #admin(user = this.#user): Candidate {
    return this.#mint(this.partnerId, user, 2, "");
  }

  #mint(partnerId: number, userId: string, type: number, privileges: string): Candidate {
    const expiry = this.emulator.clock.now() + 86_400;
    const ks = this.emulator.core.sessions.mint({ partnerId, userId, type, expiry, privileges });
    return { ks, partnerId, userId, type };
  }
}

/** Who does an answer to an add say has acted? */
function actorOf(action: string, request: Params, expected: Json): string | undefined {
  if (!/^add/.test(action) || typeof expected !== "object" || expected === null || Array.isArray(expected)) {
    return undefined;
  }
  const sent = JSON.stringify(request);
  if (/"(userId|creatorId)":/.test(sent)) return undefined;
  const actor = expected.creatorId ?? expected.ownerId ?? expected.creatorUserId;
  return typeof actor === "string" && actor !== "" ? actor : undefined;
}

/** Privileges that a note names: "user KS edit:*". */
function privilegesIn(note: string): string {
  return (note.match(/\b\w+:[\w*/]+/g) ?? []).join(",");
}

function codeOf(expected: Json): string | undefined {
  if (typeof expected !== "object" || expected === null || Array.isArray(expected)) return undefined;
  return expected.objectType === "KalturaAPIException" ? String(expected.code) : undefined;
}

function isSession(line: RecordedLine, action: string): boolean {
  return isCall(line.service, line.action, "session", action);
}

function isCall(service: string, action: string, wantedService: string, wantedAction: string): boolean {
  return (
    service.toLowerCase() === wantedService.toLowerCase() &&
    action.toLowerCase() === wantedAction.toLowerCase()
  );
}
