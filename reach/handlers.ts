/** What a vendor writes: a function per service for recordings, an object of functions per service for live events. */
import { z } from "zod";
import type { Media } from "./media";
import type { ResultOf } from "./results/results";
import type { LiveServiceName, RecordingServiceName, ServiceName } from "./services";
import { isLive, serviceNames } from "./services";
import type { Task } from "./task";

/** What a handler has at hand, beside the task. */
export interface Tools {
  /** Aborted when the work is of no use any more: it took too long, the worker stops, the key ran out. */
  readonly signal: AbortSignal;
  /** A folder of this try alone; gone with it. */
  readonly folder: string;
  /** Address of the recording, for tools that fetch for themselves. Holds a secret. */
  readonly media: Media | undefined;
  /** Address of its HLS playlist. Holds a secret. */
  hls(): Promise<Media>;
  /** Fetches the recording into {@link folder}. @returns its path */
  download(): Promise<string>;
  /** Says how far the work is, 0 to 100; shown with the health endpoint. */
  progress(percent: number, words?: string): void;
  log(message: string): void;
}

/**
 * Does one task for a recording. It may be called again for the same task: after a failed try, and after a crash.
 * Throw {@link CannotDo} with words for the customer when nobody could do it; throw anything else and it is tried again.
 */
export type Handler<S extends RecordingServiceName> = (
  task: Task<S>,
  tools: Tools,
) => Promise<ResultOf<S>> | ResultOf<S>;

/** Epoch milliseconds. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Where Kaltura sends a live stream, and takes its captions from. */
const placeSchema = z.strictObject({
  /** Where Kaltura relays the stream to: `rtmps://…`. */
  mediaUrl: z.url({ protocol: /^(rtmps?|srt)$/, error: "must be an rtmp, rtmps or srt address" }),
  /** The stream's key there. A secret. */
  mediaKey: z.string().min(1),
  /** From where Kaltura takes the captions: `wss://…`. */
  captionUrl: z.url({ protocol: /^wss?$/, error: "must be a ws or wss address" }),
  /** What Kaltura says there. A secret. */
  captionToken: z.string().min(1),
  /** Seconds by which the captions come later than the stream. */
  inputDelay: z.int().min(0).optional(),
  captionFormat: z.string().min(1).optional(),
});
export type LivePlace = z.infer<typeof placeSchema>;

/**
 * Serves a live event. All of it may be called again for the same task, in this process or another: after a failed try,
 * after a crash, on another machine. The task's id is the same each time, so make one place for it.
 */
export interface LiveHandler<S extends LiveServiceName> {
  /** Makes ready for the event, and tells Kaltura where to. The same task must get the same place. */
  provision(task: Task<S>, window: Window): Promise<LivePlace> | LivePlace;
  /** The event's time has come. */
  begin?(task: Task<S>, window: Window): Promise<void> | void;
  /** The event was moved. */
  moved?(task: Task<S>, window: Window): Promise<void> | void;
  /** The event's time is over: what was provisioned can go. */
  end?(task: Task<S>): Promise<void> | void;
  /** It will not happen, or is nobody's wish any more: what was provisioned can go. */
  cancelled?(task: Pick<Task<S>, "id" | "service">, why: string): Promise<void> | void;
}

/** By service; those without a handler are left to other workers. */
export type Handlers = {
  readonly [S in RecordingServiceName]?: Handler<S>;
} & {
  readonly [S in LiveServiceName]?: LiveHandler<S>;
};

/**
 * Looks at handlers before anything is done with them.
 * @throws Error that says what is wrong
 */
export function checkHandlers(handlers: unknown): Handlers {
  if (typeof handlers !== "object" || handlers === null) {
    throw new Error(`Handlers must be an object with functions by service: ${serviceNames.join(", ")}`);
  }
  const given = Object.entries(handlers).filter(([, handler]) => handler !== undefined);
  if (given.length === 0) throw new Error(`There is no handler: give one of ${serviceNames.join(", ")}`);
  for (const [name, handler] of given) {
    if (!serviceNames.includes(name as ServiceName)) {
      throw new Error(`There is no service ${name}: handlers are for ${serviceNames.join(", ")}`);
    }
    if (!isLive(name as ServiceName)) {
      if (typeof handler !== "function") throw new Error(`The handler of ${name} must be a function`);
    } else if (typeof (handler as { provision?: unknown } | null)?.provision !== "function") {
      throw new Error(`The handler of ${name} must be an object with a function provision`);
    }
  }
  return handlers as Handlers;
}

/** Looks at where Kaltura is to send a stream. @throws Error that says what is wrong; it quotes no value */
export function checkPlace(service: ServiceName, value: unknown): LivePlace {
  const parsed = placeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"} ${message}`);
  throw new Error(`The handler of ${service} provisioned what can't be used: ${problems.join("; ")}`);
}
