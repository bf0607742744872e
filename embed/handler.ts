/**
 * A page of a website that sends each visitor on to a link of their own: `<iframe src="/embed/keynote">`. For
 * Express and the like, or node:http by itself.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { EmbedError } from "./errors";
import type { Visit } from "./privileges";
import type { EmbedSettings } from "./settings";
import { mintEmbedUrl } from "./url";

/** A session that may be shown: an item of the stack output agenda, or as much of it. */
export interface ServedSession {
  /** What the address names; its entry's id does, too. */
  readonly id: string;
  readonly entryId: string;
  /** `interactive` and `webinar` are rooms; all others are shown as sessions. */
  readonly kind?: string;
}

/** May watch, and is this person. */
export interface Admission extends Visit {
  /** Seconds the link works; as for {@link mintEmbedUrl}. */
  readonly expiresInSeconds?: number;
}

/** Not these sessions, or nobody who is known: 403, or 401 with `signIn`. */
export type Refusal = { readonly signIn: true } | undefined | null | false;

export interface HandlerOptions<Request extends IncomingMessage, Session extends ServedSession> {
  readonly settings: EmbedSettings;
  /** The only sessions that are served; a function where they may change while the site runs. */
  readonly sessions: readonly Session[] | (() => readonly Session[] | Promise<readonly Session[]>);
  /** Who asks, and whether they may see this session. Called for each request, before Kaltura is. */
  readonly authorize: (
    request: Request,
    session: Session,
  ) => Admission | Refusal | Promise<Admission | Refusal>;
  /** Told why a link could not be made; holds no secrets. By default nobody is. */
  readonly onError?: (error: unknown) => void;
}

export type EmbedHandler<Request extends IncomingMessage> = (
  request: Request,
  response: ServerResponse,
  next?: unknown,
) => Promise<void>;

/**
 * Answers `GET …/<id of the session>` with a redirect to the visitor's own page on the KAF instance, or with
 * `{url, expiresAt}` to those who accept JSON rather than pages. Nothing of it may be kept by caches.
 *
 * 401, 403: not admitted. 404: none of the sessions. 405: not GET. 502: Kaltura gave no link. 500: anything else.
 * Answers name no reason but these; `onError` hears it.
 */
export function embedHandler<
  Request extends IncomingMessage = IncomingMessage,
  Session extends ServedSession = ServedSession,
>(options: HandlerOptions<Request, Session>): EmbedHandler<Request> {
  const { settings, sessions, authorize, onError } = options;
  return async (request, response) => {
    try {
      if (request.method !== "GET") return answer(request, response, 405, { Allow: "GET" });
      const wanted = idIn(request.url ?? "");
      const served = typeof sessions === "function" ? await sessions() : sessions;
      const session = served.find(({ id, entryId }) => id === wanted || entryId === wanted);
      if (session === undefined) return answer(request, response, 404);
      const admitted = await authorize(request, session);
      if (!admitted) return answer(request, response, 403);
      if ("signIn" in admitted) return answer(request, response, 401);
      const link = await mintEmbedUrl(
        {
          ...admitted,
          kind: session.kind === "interactive" || session.kind === "webinar" ? "room" : "session",
          entryId: session.entryId,
        },
        settings,
      );
      if (wantsJson(request)) return answer(request, response, 200, {}, { ...link });
      answer(request, response, 302, { Location: link.url });
    } catch (error) {
      onError?.(error);
      if (response.headersSent) response.destroy();
      else answer(request, response, error instanceof EmbedError && error.problem === "kaltura" ? 502 : 500);
    }
  };
}

const WORDS: Readonly<Record<number, string>> = {
  302: "Your page is on its way",
  401: "Please sign in to watch this session",
  403: "You may not watch this session",
  404: "There is no such session",
  405: "This address can only be read",
  500: "This session can't be shown at the moment",
  502: "This session can't be shown at the moment",
};

/** The last part of the path. */
function idIn(url: string): string | undefined {
  const last = url.split(/[?#]/)[0]!.replace(/\/+$/, "").split("/").pop();
  try {
    return last ? decodeURIComponent(last) : undefined;
  } catch {
    return undefined;
  }
}

/** Browsers ask for pages before anything else; programs that want JSON say so. */
const wantsJson = ({ headers }: IncomingMessage) =>
  /\bapplication\/json\b/.test(headers.accept ?? "") && !/\btext\/html\b/.test(headers.accept ?? "");

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  value?: unknown,
): void {
  const json = wantsJson(request);
  const words = WORDS[status] ?? "";
  const body = value ?? (json ? { error: words } : undefined);
  response.writeHead(status, {
    "Content-Type": body === undefined ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
    // The address holds a session: no cache keeps it, and the page behind it tells nobody where it came from.
    "Cache-Control": "no-store",
    Pragma: "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    Vary: "Accept, Cookie, Authorization",
    ...headers,
  });
  response.end(body === undefined ? `${words}.\n` : JSON.stringify(body));
}
