/** The picture shown while nobody is on air. The server can't be asked which picture it has: the file's hash, or the URL, decides. */
import { readFileSync } from "node:fs";
import { type FileArg, Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import { unfinishedOf } from "../lifecycle/diff";
import type { Handle, Part, Step } from "../lifecycle/part";
import { isUrl, shown, withFileHash } from "./localFile";

export interface ThumbnailInputs {
  /** URL, or path of a JPEG file. */
  thumbnail?: string;
  /** SHA-256 of the file, filled in by check. */
  thumbnailSha256?: string;
}

/** Why a local file can't be the thumbnail; undefined when it can. Kaltura takes bytes that are no image, so we look. */
export function jpegProblem(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return "can't be read; give the path of a JPEG file, seen from the project's folder, or a URL";
  }
  const jpeg = bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  return jpeg ? undefined : "is not a JPEG file; convert the picture to JPEG, or give its URL";
}

export const withThumbnailHash = withFileHash("thumbnail", "thumbnailSha256");

const KEY = "thumbnail";

export const thumbnail: Part<ThumbnailInputs, { readonly refused: true }> = {
  key: KEY,
  label: "thumbnail",
  permissions: [],

  // Nothing to see on the server; what is seen here is only the note that the plain way was refused.
  observe: async site => site.seen.get(KEY) as { refused: true } | undefined,

  async plan({ inputs, previous, unfinished }, observed, site) {
    if (inputs.thumbnail === undefined) return [];
    const same =
      previous?.thumbnail !== undefined &&
      (inputs.thumbnailSha256 !== undefined
        ? inputs.thumbnailSha256 === previous.thumbnailSha256
        : inputs.thumbnail === previous.thumbnail);
    if ((same && !unfinished.has(KEY)) || site.seen.get("thumbnail:done")) return [];
    const entry = site.handles.get("entry")!;
    const done = () => {
      site.seen.set("thumbnail:done", true);
    };
    if (isUrl(inputs.thumbnail)) {
      return [
        {
          call: calls.liveStream.updateOfflineThumbnailFromUrl(entry, inputs.thumbnail),
          purpose: `set the thumbnail from ${shown(inputs.thumbnail)}`,
          inputOf: () => "thumbnail",
          done,
        },
      ];
    }
    const file = {
      name: "thumbnail.jpg",
      contentType: "image/jpeg",
      content: readFileSync(inputs.thumbnail),
    };
    if (observed?.refused) return asDefaultAsset(entry, file, done);
    return [
      {
        call: calls.liveStream.updateOfflineThumbnailJpeg(entry, file),
        purpose: `set the thumbnail from ${inputs.thumbnail}`,
        inputOf: () => "thumbnail",
        done,
        // Some builds refuse every second picture of an entry (api-facts, thumbnail-repeat): take the other road.
        recover: error => {
          if (error.kind !== "server") return false;
          site.seen.set(KEY, { refused: true });
          return true;
        },
      },
    ];
  },

  // A picture that was refused is still to come.
  drift: async (inputs, _observed, site) => ({
    inputs: {},
    missing: inputs.thumbnail !== undefined && unfinishedOf(site.state).includes(KEY),
  }),
  // The picture goes with its entry.
  remove: async () => [],
};

function asDefaultAsset(entry: Handle, file: FileArg, done: () => void): Step[] {
  const add = calls.thumbAsset.addFromImage(entry, file);
  return [
    { call: add, purpose: "add the thumbnail as an asset", inputOf: () => "thumbnail" },
    {
      call: calls.thumbAsset.setAsDefault(new Reference(add, "id")),
      purpose: "make the thumbnail the default",
      inputOf: () => "thumbnail",
      done,
    },
  ];
}
