/** The recording itself: where it can be had, and its way to this machine. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FlavorAsset, PlaybackContext, PlaybackSource } from "../provider/kaltura/wire";
import { CannotDo, TryFailed, wordsOf } from "./failures";
import type { Wishes } from "./task";

export interface Media {
  /** Address of the file, or of the HLS playlist. Holds the task's key: a secret. */
  readonly url: string;
  /** Rendition to which the address leads; undefined when Kaltura chooses. */
  readonly flavorId: string | undefined;
  readonly flavorParamsId: number | undefined;
  /** Ending of the file, as far as it is known. */
  readonly fileExt: string | undefined;
}

/** How media is had: a file to download, or HLS. */
export type Delivery = "http" | "applehttp";

const FORMATS: Readonly<Record<Delivery, readonly string[]>> = {
  http: ["url", "http", "download"],
  applehttp: ["applehttp"],
};

/**
 * The best address in what Kaltura answers about playing an entry: of the rendition which the customer wants the work
 * done from, else of the original.
 * @param ks the task's key, which goes into the address
 * @returns undefined when there is none
 */
export function mediaOf(
  context: PlaybackContext,
  ks: string,
  delivery: Delivery,
  wishes: Pick<Wishes, "flavorParamsIds">,
): Media | undefined {
  const source = (context.sources ?? []).find(one => FORMATS[delivery].includes(one.format ?? ""));
  if (source?.url === undefined) return undefined;
  const flavor = chooseFlavor(context.flavorAssets ?? [], source, wishes.flavorParamsIds);
  return {
    url: withKey(flavor === undefined ? source.url : onlyFlavor(source.url, flavor.id!), ks),
    flavorId: flavor?.id,
    flavorParamsId: flavor?.flavorParamsId,
    fileExt: flavor?.fileExt,
  };
}

/** Why an entry can't be had, in words for the customer. */
export function whyNoMedia(context: PlaybackContext, entryId: string): string {
  const blocked = (context.actions ?? []).some(action => /Block/.test(action.objectType ?? ""));
  const said = (context.messages ?? []).map(one => one.message ?? one.code).filter(Boolean);
  const why = said.length > 0 ? `: ${said.join("; ")}` : "";
  return blocked
    ? `Entry ${entryId} may not be played${why}`
    : `Entry ${entryId} has no media that could be had${why}`;
}

type Flavor = NonNullable<PlaybackContext["flavorAssets"]>[number];

function chooseFlavor(
  flavors: readonly Flavor[],
  source: PlaybackSource,
  wanted: readonly number[],
): (FlavorAsset & { id?: string }) | undefined {
  const offered = new Set((source.flavorIds ?? "").split(","));
  const there = flavors.filter(flavor => flavor.id !== undefined && offered.has(flavor.id));
  const wish = wanted.map(id => there.find(flavor => flavor.flavorParamsId === id)).find(Boolean);
  return wish ?? there.find(flavor => flavor.isOriginal === true || flavor.isOriginal === 1) ?? there[0];
}

/** In a playManifest address values follow their names. */
const onlyFlavor = (url: string, id: string) => url.replace(/\/flavorIds\/[^/?]*/, `/flavorIds/${id}`);

function withKey(url: string, ks: string): string {
  const { origin, pathname, search } = new URL(url);
  const cut = pathname.lastIndexOf("/");
  return `${origin}${pathname.slice(0, cut)}/ks/${encodeURIComponent(ks)}${pathname.slice(cut)}${search}`;
}

/**
 * Fetches a file.
 * @returns its bytes
 * @throws CannotDo when Kaltura has nothing to give, TryFailed when the way broke
 */
export async function download(url: string, path: string, signal: AbortSignal): Promise<number> {
  let answer: Response;
  try {
    answer = await fetch(url, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new TryFailed(
      `The media can't be fetched: ${wordsOf((error as { cause?: unknown }).cause ?? error)}`,
    );
  }
  // playManifest says no with an empty answer and a header.
  const refusal = /^error-(\d+)/.exec(answer.headers.get("x-kaltura") ?? "")?.[1];
  if (refusal !== undefined || answer.status === 404 || answer.status === 410) {
    await answer.body?.cancel();
    const why = refusal === undefined ? `HTTP ${answer.status}` : `Kaltura's error ${refusal}`;
    throw new CannotDo(`The entry's media can't be had (${why})`);
  }
  if (!answer.ok || answer.body === null) {
    await answer.body?.cancel();
    throw new TryFailed(`The media can't be fetched: HTTP ${answer.status}`);
  }
  let size = 0;
  const body = Readable.fromWeb(answer.body as never).on("data", (chunk: Buffer) => {
    size += chunk.length;
  });
  try {
    await pipeline(body, createWriteStream(path), { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new TryFailed(`The media broke off after ${size} bytes: ${wordsOf(error)}`);
  }
  if (size === 0) throw new CannotDo("The entry's media is empty");
  const told = Number(answer.headers.get("content-length") ?? size);
  if (answer.headers.get("content-encoding") === null && told !== size) {
    throw new TryFailed(`The media broke off after ${size} of ${told} bytes`);
  }
  return size;
}
