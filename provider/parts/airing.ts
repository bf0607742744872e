/**
 * What a simulive airs, and when that makes it end. The recordings' lengths are known to the server alone, and only
 * once they are converted; so times that follow from them are worked out when the session is made, changed or read.
 */
import { enums } from "../kaltura/vocabulary";
import type { MediaEntry } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import type { Site } from "../lifecycle/part";
import { DAY, epochOf, writeLike } from "../time";

export interface AiringInputs {
  mark?: string | undefined;
  source: string;
  start: string;
  end?: string | undefined;
  timezone?: string | undefined;
  preStartEntry?: string | undefined;
  postEndEntry?: string | undefined;
  scheduleEvent?: { preStartSeconds?: number | undefined; postEndSeconds?: number | undefined } | undefined;
}

/** What can be aired, by the entry's type. */
const CLIP = { types: [enums.EntryType.MEDIA_CLIP], what: "a video" } as const;
const SHOW = {
  types: [enums.EntryType.MEDIA_CLIP, enums.EntryType.PLAYLIST],
  what: "a video or a playlist of videos",
} as const;

/**
 * Milliseconds that an entry plays.
 * @throws OperationError naming the input, when there is no such entry, it can't be aired or is not ready
 */
async function lengthOf(
  input: string,
  id: string,
  { types, what }: typeof CLIP | typeof SHOW,
  mark: string | undefined,
  site: Site,
): Promise<number> {
  const { load } = site.runtime;
  const entry: MediaEntry | undefined = await (mark === undefined
    ? load.entry(id)
    : load.entryToShow(id, mark));
  if (entry === undefined) {
    throw new OperationError(`input ${input}: the account has no entry ${id}; give the id of ${what}`);
  }
  const name = `entry ${id} ("${entry.name}")`;
  if (!(types as readonly number[]).includes(Number(entry.type))) {
    throw new OperationError(`input ${input}: ${name} is not ${what}, which is what can be aired here`);
  }
  const ms = entry.msDuration || 1000 * (entry.duration ?? 0);
  if (entry.status !== enums.EntryStatus.READY || !(ms > 0)) {
    throw new OperationError(
      `input ${input}: ${name} is not ready to be aired (Kaltura's status ${entry.status}, length ${ms / 1000} s); run pulumi up again once Kaltura has converted it. A MediaAsset of this program is waited for`,
    );
  }
  return ms;
}

/**
 * The inputs with what follows from the recordings: the lengths of lead-in and lead-out clips, which Kaltura takes
 * for the event's pre and post times (rounded, as it does), and the end.
 * @throws OperationError naming the input that can't be aired
 */
export async function asAired<I extends AiringInputs>(inputs: I, site: Site): Promise<I> {
  const clip = (input: "preStartEntry" | "postEndEntry") =>
    inputs[input] === undefined ? undefined : lengthOf(input, inputs[input], CLIP, inputs.mark, site);
  const [source, pre, post] = await Promise.all([
    lengthOf("source", inputs.source, SHOW, inputs.mark, site),
    clip("preStartEntry"),
    clip("postEndEntry"),
  ]);
  const scheduleEvent = {
    ...inputs.scheduleEvent,
    ...(pre === undefined ? {} : { preStartSeconds: Math.round(pre / 1000) }),
    ...(post === undefined ? {} : { postEndSeconds: Math.round(post / 1000) }),
  };
  return { ...inputs, scheduleEvent, end: inputs.end ?? endOf(inputs, source) };
}

/**
 * The end of what plays that long, to the full second, so that nothing is cut. Without a clip for it, the lead-in is
 * the first part of the source and the lead-out its last: the server plays clip, source, clip in one go, from
 * preStartTime before the start on (api-reference 5).
 */
function endOf(inputs: AiringInputs, ms: number): string {
  const { preStartSeconds = 0, postEndSeconds = 0 } = inputs.scheduleEvent ?? {};
  const leadIn = inputs.preStartEntry === undefined ? preStartSeconds : 0;
  const leadOut = inputs.postEndEntry === undefined ? postEndSeconds : 0;
  const whole = Math.ceil(ms / 1000);
  const seconds = whole - leadIn - leadOut;
  if (seconds <= 0) {
    throw new OperationError(
      `input scheduleEvent: the source plays ${whole} s, of which lead-in (${leadIn} s) and lead-out (${leadOut} s) leave nothing; shorten preStartSeconds or postEndSeconds`,
    );
  }
  if (seconds > DAY) {
    throw new OperationError(
      `input source: it plays ${(seconds / 3600).toFixed(1)} hours; Kaltura takes at most ${DAY / 3600}, so give end, which cuts it, or make it several sessions`,
    );
  }
  return writeLike(epochOf(inputs.start, inputs.timezone) + seconds, inputs.start, inputs.timezone);
}
