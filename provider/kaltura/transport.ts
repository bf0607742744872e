/**
 * One HTTP request to Kaltura and its answer as text and JSON. Nothing here ever hangs: a request has one
 * deadline for connecting, sending, waiting and reading. Whatever goes wrong is a TransportError which says
 * whether the server may have acted, and holds no body, no KS and no address with credentials.
 */
import { randomBytes } from "node:crypto";
import type { Dispatcher } from "undici";
import { type Redactor, TransportError, type TransportFailure } from "./errors";
import { parseJson } from "./json";
import { type Line, PROXY_VARIABLES } from "./line";
import type { FileArg, Json } from "./types";

export interface TransportSettings {
  /** `https://www.kaltura.com`; a path before /api_v3 is kept. */
  readonly serviceUrl: string;
  /** The connections to use. */
  readonly line: Line;
  /** Bytes of an answer at most. */
  readonly maxAnswerBytes: number;
  readonly redactor: Redactor;
  /** Told of every request once it has ended, well or not; for measuring. */
  readonly onRequest?: ((request: RequestRecord) => void) | undefined;
}

/** What a request was, for those who count. */
export interface RequestRecord {
  /** Path below the service URL. */
  readonly path: string;
  /** Calls in it. */
  readonly calls: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly ms: number;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
}

export interface Answer {
  readonly value: Json;
  /** X-Kaltura-Session: Kaltura's support finds the request by it. */
  readonly sessionId: string | undefined;
}

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** The address where requests go. @throws TypeError when it is none */
export function parseServiceUrl(serviceUrl: string): { origin: string; base: string } {
  const bad = (why: string) =>
    new TypeError(`kaltura:serviceUrl ${why}; an example is https://www.kaltura.com`);
  let url: URL;
  try {
    url = new URL(serviceUrl.trim());
  } catch {
    throw bad("is not a web address");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") throw bad("must start with https:// or http://");
  if (url.username || url.password) throw bad("must not hold a user or password");
  return { origin: url.origin, base: url.pathname.replace(/\/+$/, "").replace(/\/api_v3(\/.*)?$/, "") };
}

export class Transport {
  private closed = false;
  /** Ends what is under way. */
  private readonly underWay = new Set<() => void>();
  private readonly origin: string;
  private readonly base: string;

  constructor(private readonly settings: TransportSettings) {
    ({ origin: this.origin, base: this.base } = parseServiceUrl(settings.serviceUrl));
    for (const name of PROXY_VARIABLES) settings.redactor.add(passwordOf(process.env[name]));
  }

  /**
   * Posts a body and reads the answer.
   * @param path below the service URL, e.g. `/api_v3/service/system/action/ping`
   * @param files by their form field; then the body goes as field `json` of a multipart form
   * @param ms milliseconds until it is given up
   * @param calls how many it carries, for those who count
   * @throws TransportError
   */
  async post(
    path: string,
    body: string,
    files: ReadonlyMap<string, FileArg>,
    ms: number,
    calls = 1,
  ): Promise<Answer> {
    const form = files.size > 0 ? multipart(body, files) : undefined;
    const raw = await this.exchange(
      path,
      // The server ignores a JSON body whose type is not exactly this: no charset.
      form?.contentType ?? "application/json",
      form?.content ?? Buffer.from(body),
      ms,
      calls,
    );
    return this.understand(raw);
  }

  /** Breaks off what is under way, and refuses more. The line stays. */
  close(): void {
    this.closed = true;
    for (const breakOff of this.underWay) breakOff();
  }

  private exchange(
    path: string,
    contentType: string,
    body: Buffer,
    ms: number,
    calls: number,
  ): Promise<RawAnswer> {
    const { maxAnswerBytes, onRequest } = this.settings;
    if (this.closed) throw new TransportError("closed", "no", "The connection to Kaltura was closed");
    const dispatcher = this.settings.line.dispatcher(this.origin, ms);
    const started = performance.now();
    return new Promise<RawAnswer>((resolve, reject) => {
      let controller: Dispatcher.DispatchController | undefined;
      let status: number | undefined;
      let headers: RawAnswer["headers"] = {};
      let size = 0;
      const chunks: Buffer[] = [];
      let over = false;

      const end = (settle: () => void) => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        this.underWay.delete(breakOff);
        onRequest?.({
          path,
          calls,
          bytesSent: controller ? body.length : 0,
          bytesReceived: size,
          ms: performance.now() - started,
          status,
        });
        settle();
      };
      const fail = (error: TransportError) => {
        end(() => reject(error));
        controller?.abort(error);
      };
      const breakOff = () =>
        fail(
          new TransportError("closed", controller ? "unknown" : "no", "The connection to Kaltura was closed"),
        );
      this.underWay.add(breakOff);
      const timer = setTimeout(() => {
        const seconds = `${Math.round(ms / 100) / 10} s`;
        fail(
          controller
            ? new TransportError(
                "timeout",
                "unknown",
                `${this.origin} gave no whole answer within ${seconds}`,
              )
            : new TransportError("unreachable", "no", `No connection to ${this.origin} within ${seconds}`, {
                timedOut: true,
              }),
        );
      }, ms);

      dispatcher.dispatch(
        {
          origin: this.origin,
          path: this.base + path,
          method: "POST",
          headers: { "content-type": contentType, accept: "application/json" },
          body,
          // One deadline, ours, covers all of it.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        {
          // Called right before the first byte goes out: until then nothing can have happened.
          onRequestStart: c => {
            if (over) c.abort(new Error("given up"));
            else controller = c;
          },
          onResponseStart: (_, code, fields) => {
            // 1xx are no answers yet.
            if (code < 200) return;
            status = code;
            headers = fields;
          },
          onResponseData: (_, chunk) => {
            size += chunk.length;
            if (size > maxAnswerBytes) {
              fail(
                new TransportError(
                  "large",
                  "unknown",
                  `${this.origin} answered with more than ${Math.round(maxAnswerBytes / 1e5) / 10} MB`,
                ),
              );
            } else chunks.push(chunk);
          },
          onResponseEnd: () =>
            end(() =>
              resolve({ status: status ?? 0, headers, text: Buffer.concat(chunks).toString("utf8") }),
            ),
          onResponseError: (_, error) => {
            if (this.closed) breakOff();
            else fail(this.failure(error, controller !== undefined));
          },
        },
      );
    });
  }

  /** Names what undici or the socket reports. */
  private failure(error: Error, sent: boolean): TransportError {
    const { code, message } = rootOf(error);
    const why = code ? ` (${code})` : "";
    if (sent) {
      if (
        /^HPE_|UND_ERR_(HTTP_PARSER|RES_|HEADERS_OVERFLOW|REQ_)/.test(code) ||
        error.name === "HTTPParserError"
      ) {
        return new TransportError("garbled", "unknown", `${this.origin} answered with broken HTTP${why}`);
      }
      return new TransportError(
        "reset",
        "unknown",
        `The connection to ${this.origin} broke before the answer${why}`,
      );
    }
    const [what, text] = beforeSending(code, message);
    const timedOut = code === "UND_ERR_CONNECT_TIMEOUT";
    return new TransportError(what, "no", `${text(this.origin)}${why}`, { timedOut });
  }

  /** Takes text for what it is. */
  private understand({ status, headers, text }: RawAnswer): Answer {
    const clean = (words: string) => this.settings.redactor.clean(words);
    const sessionId = /^[\w.:-]{1,64}$/.exec(header(headers, "x-kaltura-session") ?? "")?.[0];
    const more = { status, sessionId };
    const site = this.origin;
    const retryAfter = parseRetryAfter(header(headers, "retry-after"));

    if (status >= 300 && status < 400) {
      const target = originOf(header(headers, "location"), site);
      throw new TransportError(
        "redirect",
        "no",
        `${site} sends us on to ${target} (HTTP ${status}); not followed`,
        more,
      );
    }
    if (status === 429 || (status === 503 && retryAfter !== undefined)) {
      throw new TransportError("busy", "no", `${site} is too busy (HTTP ${status})`, { ...more, retryAfter });
    }
    if (status === 407)
      throw new TransportError("proxy", "no", "The proxy wants credentials (HTTP 407)", more);

    let value: Json | undefined;
    let broken = false;
    try {
      if (text.trim() !== "") value = parseJson(text);
    } catch {
      broken = true;
    }
    // Some installations put an HTTP status on top of Kaltura's own error.
    if (value !== undefined && ((status >= 200 && status < 300) || isException(value)))
      return { value, sessionId };

    if (status < 200 || status >= 300) {
      // 4xx: turned away at the door. 5xx: it may have broken half way.
      const happened = status >= 400 && status < 500 ? "no" : "unknown";
      throw new TransportError(
        "http",
        happened,
        `${site} answered HTTP ${status}${titled(clean(titleOf(text) || messageIn(value)))}`,
        more,
      );
    }
    if (!broken) throw new TransportError("empty", "unknown", `${site} answered with nothing`, more);
    if (/^\s*<(\?xml|xml|result)\b/i.test(text) && !/<html\b/i.test(text.slice(0, 1000))) {
      const code = /<code>([A-Z_]{3,80})<\/code>/.exec(text)?.[1];
      throw new TransportError("xml", "unknown", `${site} answered in XML${code ? `: ${code}` : ""}`, more);
    }
    if (/^\s*</.test(text)) {
      throw new TransportError(
        "page",
        "unknown",
        `${site} answered with a web page${titled(clean(titleOf(text)))}`,
        more,
      );
    }
    throw new TransportError("garbled", "unknown", `${site} answered with something that is no JSON`, more);
  }
}

/** Whether an answer is Kaltura's way of saying no. */
export function isException(value: Json | undefined): value is {
  objectType: "KalturaAPIException";
  code?: Json;
  message?: Json;
  args?: Json;
} {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    value.objectType === "KalturaAPIException"
  );
}

function passwordOf(address: string | undefined): string | undefined {
  try {
    return address ? decodeURIComponent(new URL(address).password) : undefined;
  } catch {
    return undefined;
  }
}

/** The code of an error, or of what it holds: a connection tried over IPv6 and IPv4 fails as an aggregate. */
function rootOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const { code } = error as { code?: unknown };
  if (error.cause instanceof Error && (code === undefined || code === "UND_ERR_ABORTED"))
    return rootOf(error.cause);
  if (error instanceof AggregateError && code === undefined) return rootOf(error.errors[0]);
  return { code: typeof code === "string" ? code : "", message: error.message };
}

function beforeSending(code: string, message: string): [TransportFailure, (site: string) => string] {
  if (/ENOTFOUND|EAI_/.test(code)) return ["dns", site => `The host of ${site} is not known`];
  if (/ECONNREFUSED/.test(code)) return ["refused", site => `Nobody listens at ${site}`];
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO|ISSUER|ALTNAME/.test(code)) {
    return ["tls", site => `No secure connection to ${site}`];
  }
  if (/prox|tunnel/i.test(message)) return ["proxy", site => `The proxy lets us not through to ${site}`];
  return ["unreachable", site => `No connection to ${site}`];
}

function header(headers: RawAnswer["headers"], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Milliseconds; from seconds or a date. */
function parseRetryAfter(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Scheme and host of a Location only: the rest may carry what we sent. */
function originOf(location: string | undefined, base: string): string {
  try {
    return new URL(location ?? "", base).origin;
  } catch {
    return "another address";
  }
}

const titleOf = (page: string) =>
  /<title[^>]*>([^<]{1,200})/i.exec(page.slice(0, 20_000))?.[1]?.replace(/\s+/g, " ").trim().slice(0, 80) ??
  "";
/** KAF gives the reason in JSON, too. */
const messageIn = (value: Json | undefined) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && typeof value.message === "string"
    ? value.message.slice(0, 200)
    : "";
const titled = (title: string) => (title ? ` ("${title}")` : "");

function multipart(
  json: string,
  files: ReadonlyMap<string, FileArg>,
): { contentType: string; content: Buffer } {
  const boundary = `pulumi-kaltura-${randomBytes(18).toString("hex")}`;
  const plain = (text: string) => text.replace(/["\r\n\\]/g, "_");
  const parts: Buffer[] = [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="json"\r\n\r\n${json}\r\n`),
  ];
  for (const [field, file] of files) {
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${plain(file.name)}"\r\n` +
          `Content-Type: ${plain(file.contentType)}\r\n\r\n`,
      ),
      file.content,
      Buffer.from("\r\n"),
    );
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, content: Buffer.concat(parts) };
}
