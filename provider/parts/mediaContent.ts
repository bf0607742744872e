/**
 * What a media entry shows: handed over as a file or an address, then converted by Kaltura, which takes its time.
 *
 * Other content for an entry that has some goes in by media.updateContent: the entry keeps its id, and with it every
 * embed and every session that airs it, and shows the old content until the new one is ready. (The server's source:
 * a second media.addContent is refused; updateContent makes a hidden entry that takes the old one's place.)
 */
import { createHash } from "node:crypto";
import { TransportError } from "../kaltura/errors";
import { calls, enums } from "../kaltura/vocabulary";
import type { ContentResource, MediaEntry } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import { guardContent } from "../lifecycle/live";
import { knownId, type Part, type Site } from "../lifecycle/part";
import { perform } from "../lifecycle/perform";
import { type Report, reporter } from "../lifecycle/progress";
import type { Props } from "../lifecycle/values";
import { sha256OfFile, shown } from "./localFile";
import { mediaEntry } from "./mediaEntry";
import { upload } from "./upload";

export interface MediaContentInputs {
  name: string;
  url?: string;
  file?: string;
  /** SHA-256 of the file, filled in by check. */
  fileSha256?: string;
  waitMinutes?: number;
  mark?: string;
}

interface Content {
  readonly entry: MediaEntry;
  /** What was handed to Kaltura last, see {@link sourceOf}; the server can't be asked. */
  readonly delivered: string | undefined;
}

/** Half of what a run has for all its calls by default. */
export const WAIT_MINUTES = 30;
/** Milliseconds between two looks; the last is kept. */
const LOOKS_MS = [1_000, 2_000, 3_000, 5_000, 10_000, 15_000];
/** Tries to hand content over when the answer is lost. */
const TRIES = 4;

const { EntryStatus: STATUS, EntryReplacementStatus: REPLACEMENT, UploadTokenStatus: UPLOAD } = enums;
const KEY = "content";

const replacement = (entry: MediaEntry) => String(entry.replacementStatus ?? REPLACEMENT.NONE);
/** Being fetched, converted or awaiting approval; a failed entry is mended by a replacement, too. */
const isUnderWay = (entry: MediaEntry) =>
  replacement(entry) === REPLACEMENT.NONE
    ? [STATUS.IMPORT, STATUS.PRECONVERT, STATUS.PENDING].includes(entry.status as never)
    : replacement(entry) !== REPLACEMENT.FAILED;
const hasFailed = (entry: MediaEntry) =>
  replacement(entry) === REPLACEMENT.FAILED ||
  (!isUnderWay(entry) && [STATUS.ERROR_CONVERTING, STATUS.ERROR_IMPORTING].includes(entry.status as never));
const isSound = (entry: MediaEntry) =>
  entry.status !== STATUS.NO_CONTENT && !isUnderWay(entry) && !hasFailed(entry);

/** A hash of the address, as that may hold a signature. */
const sourceOf = ({ url, fileSha256 }: MediaContentInputs): string =>
  url === undefined ? `file:${fileSha256}` : `url:${createHash("sha256").update(url).digest("hex")}`;

/** Seconds, rounded up: what is shorter than its slot ends early, what is longer is cut. */
const secondsOf = (entry: MediaEntry): number =>
  entry.msDuration === undefined ? Number(entry.duration ?? 0) : Math.ceil(entry.msDuration / 1000);

export const mediaContent: Part<MediaContentInputs, Content> = {
  key: KEY,
  label: "content",
  permissions: [],

  async observe(site) {
    const id = knownId(site, "entry");
    const entry = id === undefined ? undefined : await site.runtime.load.media(id);
    if (entry === undefined) return undefined;
    const kept = site.state.content;
    const known = typeof kept === "string" ? kept : undefined;
    return { entry, delivered: (site.seen.get(KEY) as Content | undefined)?.delivered ?? known };
  },

  // No single call brings content: see settle.
  plan: async () => [],

  async settle({ inputs }, site) {
    const report = reporter(site, inputs.name);
    const id = knownId(site, "entry")!;
    // A new entry was not looked at. One that a killed run left was given this content, if it has any.
    const seen = (site.seen.get(KEY) as Content | undefined) ?? {
      entry: site.seen.get("entry") as MediaEntry,
      delivered: undefined,
    };
    let entry = seen.entry;
    const note = (delivered: string | undefined) =>
      site.seen.set(KEY, { entry, delivered } satisfies Content);
    const source = sourceOf(inputs);
    const there = seen.delivered ?? (entry.status === STATUS.NO_CONTENT ? undefined : source);
    note(there);
    if (there !== source || entry.status === STATUS.NO_CONTENT || hasFailed(entry)) {
      if (there !== undefined && there !== source) {
        await guardContent(mediaEntry, site, `entry ${id} ("${inputs.name}")`, inputs as unknown as Props);
      }
      entry = await deliver(inputs, entry, site, report);
      note(source);
    }
    let waited = 0;
    for (let look = 0; !isSound(entry); look++) {
      if (hasFailed(entry)) throw new OperationError(whyFailed(inputs, entry));
      if (waited >= (inputs.waitMinutes ?? WAIT_MINUTES) * 60_000) {
        throw new OperationError(
          `Kaltura has not finished converting "${inputs.name}" (entry ${id}) after ${Math.round(waited / 60_000)} minutes; it goes on by itself, and the next run waits again (input waitMinutes says how long)`,
        );
      }
      if (needsApproval(entry))
        await perform(site, calls.media.approveReplace(id), "approve the new content");
      const pause = LOOKS_MS[Math.min(look, LOOKS_MS.length - 1)]!;
      await site.runtime.sleep(pause);
      waited += pause;
      const now = await site.runtime.load.media(id);
      if (now === undefined) throw new OperationError(`entry ${id} was deleted while Kaltura converted it`);
      entry = now;
      note(source);
      report(() => `Kaltura is converting it, for ${Math.round(waited / 1000)} s so far`);
    }
  },

  async drift(inputs, observed) {
    if (observed === undefined) return { inputs: {}, missing: true };
    const { entry, delivered } = observed;
    const other = delivered !== undefined && delivered !== sourceOf(inputs);
    return { inputs: {}, missing: other || !isSound(entry) };
  },

  // What was handed over nobody knows any more: the address that Kaltura gives it out at stands for it.
  async fill(observed, site) {
    const { entry } = observed ?? {};
    if (entry === undefined || entry.status === STATUS.NO_CONTENT || !entry.downloadUrl) return {};
    const inputs = { name: entry.name ?? "", url: entry.downloadUrl };
    site.seen.set(KEY, { entry, delivered: sourceOf(inputs) } satisfies Content);
    return { url: inputs.url };
  },

  // It goes with its entry.
  remove: async () => [],

  outputs: ({ entry, delivered }) => ({
    content: delivered,
    status: isSound(entry) ? "ready" : isUnderWay(entry) ? "converting" : "failed",
    durationSeconds: isSound(entry) ? secondsOf(entry) : undefined,
  }),
};

const needsApproval = (entry: MediaEntry) =>
  [REPLACEMENT.READY_BUT_NOT_APPROVED, REPLACEMENT.NOT_READY_AND_NOT_APPROVED].includes(
    replacement(entry) as never,
  );

/** Hands the content over: the first to an entry, or other content in its place. */
async function deliver(
  inputs: MediaContentInputs,
  entry: MediaEntry,
  site: Site,
  report: Report,
): Promise<MediaEntry> {
  const id = entry.id!;
  const purpose = `give "${inputs.name}" its content`;
  if (replacement(entry) !== REPLACEMENT.NONE) {
    await perform(site, calls.media.cancelReplace(id), "give up the content that was to come before");
  }
  const resource = await resourceFor(inputs, site, report);
  const call =
    entry.status === STATUS.NO_CONTENT
      ? calls.media.addContent(id, resource)
      : calls.media.updateContent(id, resource);
  for (let tried = 1; ; tried++) {
    try {
      return await perform(site, call, purpose);
    } catch (error) {
      // The answer is lost, or the call of an earlier run came in between: the entry says whether the content is on
      // its way, or the upload that it was taken.
      const now = await site.runtime.load.media(id);
      if (now !== undefined && (isUnderWay(now) || (await isTaken(resource, site)))) return now;
      if (!(error instanceof TransportError) || tried === TRIES) throw error;
    }
  }
}

async function isTaken({ token }: ContentResource, site: Site): Promise<boolean> {
  if (token === undefined) return false;
  const { status } = await site.runtime.gateway.read(calls.uploadToken.get(token));
  return status === UPLOAD.CLOSED;
}

async function resourceFor(inputs: MediaContentInputs, site: Site, report: Report): Promise<ContentResource> {
  const { url, file, fileSha256 } = inputs;
  if (url !== undefined) return { objectType: "KalturaUrlResource", url };
  if (sha256OfFile(file!) !== fileSha256) {
    throw new OperationError(`input file: ${file} changed after the preview; run pulumi up again`);
  }
  const token = await upload(site, { path: file!, sha256: fileSha256!, mark: inputs.mark }, report);
  return { objectType: "KalturaUploadedFileTokenResource", token };
}

function whyFailed(inputs: MediaContentInputs, entry: MediaEntry): string {
  const [input, from] = inputs.url === undefined ? ["file", inputs.file] : ["url", shown(inputs.url)];
  const what =
    entry.status === STATUS.ERROR_IMPORTING
      ? `could not fetch ${from}; it must be public and answer with the recording itself`
      : `could not convert ${from}; it must be a recording that plays, and fit the conversion profile`;
  return `input ${input}: Kaltura ${what} ("${inputs.name}", entry ${entry.id}). Mend it; the next run hands it over anew`;
}
