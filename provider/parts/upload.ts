/**
 * The upload of a file that is an input. What is up is found again by its name, so the next run goes on, too, even after
 * this one was killed.
 */
import { open } from "node:fs/promises";
import { extname } from "node:path";
import { TransportError } from "../kaltura/errors";
import { newToken, upload as send } from "../kaltura/upload";
import { calls, enums } from "../kaltura/vocabulary";
import type { UploadToken } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import type { Site } from "../lifecycle/part";
import { perform } from "../lifecycle/perform";
import { percent, type Report } from "../lifecycle/progress";

export interface Upload {
  readonly path: string;
  readonly sha256: string;
  /** Whose upload it is: two resources with the same file don't share one. */
  readonly mark: string | undefined;
  readonly pieceBytes?: number;
}

const { UploadTokenStatus: STATUS } = enums;
/** Tries to begin an upload when the answer is lost. */
const TRIES = 4;

/**
 * Brings a file up, or the rest of it.
 * @returns the token that stands for the file, once
 */
export async function upload(site: Site, file: Upload, report: Report): Promise<string> {
  const handle = await open(file.path);
  try {
    const { size } = await handle.stat();
    // Kaltura tells the kind of file by the ending.
    const ending = /^\.[a-z0-9]{1,8}$/.exec(extname(file.path).toLowerCase())?.[0] ?? "";
    const name = `${file.mark ?? "pulumi"}-${file.sha256.slice(0, 16)}${ending}`;
    const token = await tokenFor(site, name, size);
    const id = await send(
      {
        read: call => site.runtime.gateway.read(call),
        perform: (call, purpose) => perform(site, call, purpose),
        stuck: at => new OperationError(`Kaltura keeps nothing of ${file.path} beyond ${percent(at, size)}`),
      },
      {
        name,
        size,
        piece: async (at, length) => {
          const content = Buffer.alloc(length);
          const { bytesRead } = await handle.read(content, 0, length, at);
          if (bytesRead === length) return content;
          throw new OperationError(`input file: ${file.path} became shorter while it was uploaded`);
        },
      },
      token,
      {
        pieceBytes: file.pieceBytes,
        onPiece: at => report(() => `${percent(at, size)} of ${megabytes(size)} uploaded`),
      },
    );
    // What a run that was killed began beside it nobody goes on with.
    const left = (await begunOf(site, name, size)).filter(other => other.id !== id);
    await site.runtime.gateway.send(left.map(other => calls.uploadToken.delete(other.id!)));
    return id;
  } finally {
    await handle.close();
  }
}

/** Uploads of this very file that were begun and not used. */
async function begunOf(site: Site, name: string, size: number): Promise<UploadToken[]> {
  const open: readonly unknown[] = [STATUS.PENDING, STATUS.PARTIAL_UPLOAD, STATUS.FULL_UPLOAD];
  const found = await site.runtime.load.all(calls.uploadToken.list, {
    objectType: "KalturaUploadTokenFilter",
    fileNameEqual: name,
  });
  // Each item is checked: a filter that the server does not know would list everything.
  return found.filter(t => t.fileName === name && Number(t.fileSize) === size && open.includes(t.status));
}

/** The token that an earlier try left, or a new one. */
async function tokenFor(site: Site, name: string, size: number): Promise<UploadToken> {
  for (let tried = 1; ; tried++) {
    const [begun] = await begunOf(site, name, size);
    if (begun !== undefined) return begun;
    try {
      return await perform(site, newToken({ name, size }), "begin the upload");
    } catch (error) {
      // The answer is lost: what was made is found by its name.
      if (!(error instanceof TransportError) || tried === TRIES) throw error;
      await site.runtime.sleep(1_000);
    }
  }
}

const megabytes = (bytes: number) =>
  bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
