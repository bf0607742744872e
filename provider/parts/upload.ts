/**
 * Files on their way to Kaltura: in pieces, of which the last is where a broken upload goes on. What is up is found
 * again by its name, so the next run goes on, too, even after this one was killed.
 */
import { open } from "node:fs/promises";
import { extname } from "node:path";
import { TransportError } from "../kaltura/errors";
import { calls, enums } from "../kaltura/vocabulary";
import type { UploadToken } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import type { Site } from "../lifecycle/part";
import { perform } from "../lifecycle/perform";
import { percent, type Report } from "../lifecycle/progress";

/** Bytes of a piece: half a minute, the limit of one call, is enough for it from 2.5 Mbit/s on. */
const PIECE = 8 * 1024 * 1024;
/** Slower lines get smaller pieces, down to this. */
const SMALLEST = 256 * 1024;
/** Tries without a single byte more before it is given up. */
const TRIES = 6;

export interface Upload {
  readonly path: string;
  readonly sha256: string;
  /** Whose upload it is: two resources with the same file don't share one. */
  readonly mark: string | undefined;
  readonly pieceBytes?: number;
}

const { UploadTokenStatus: STATUS } = enums;

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
    let token = await tokenFor(site, name, size);
    let piece = file.pieceBytes ?? PIECE;
    for (let failures = 0; token.status !== STATUS.FULL_UPLOAD; ) {
      const at = Number(token.uploadedFileSize ?? 0);
      report(() => `${percent(at, size)} of ${megabytes(size)} uploaded`);
      const content = Buffer.alloc(Math.min(piece, size - at));
      const { bytesRead } = await handle.read(content, 0, content.length, at);
      if (bytesRead < content.length) {
        throw new OperationError(`input file: ${file.path} became shorter while it was uploaded`);
      }
      const part = { name, contentType: "application/octet-stream", content };
      try {
        token = await perform(
          site,
          calls.uploadToken.upload(token.id!, part, at, at + content.length === size),
          "upload the file",
        );
      } catch (error) {
        if (!(error instanceof TransportError) || failures + 1 >= TRIES) throw error;
        token = await site.runtime.gateway.read(calls.uploadToken.get(token.id!));
        piece = Math.max(SMALLEST, Math.ceil(piece / 2));
      }
      failures = Number(token.uploadedFileSize ?? 0) > at ? 0 : failures + 1;
      if (failures >= TRIES && token.status !== STATUS.FULL_UPLOAD) {
        throw new OperationError(`Kaltura keeps nothing of ${file.path} beyond ${percent(at, size)}`);
      }
    }
    return token.id!;
  } finally {
    await handle.close();
  }
}

/** The token of this very file that an earlier try left, or a new one. */
async function tokenFor(site: Site, name: string, size: number): Promise<UploadToken> {
  const open: readonly unknown[] = [STATUS.PENDING, STATUS.PARTIAL_UPLOAD, STATUS.FULL_UPLOAD];
  const found = await site.runtime.load.all(calls.uploadToken.list, {
    objectType: "KalturaUploadTokenFilter",
    fileNameEqual: name,
  });
  // Each item is checked: a filter that the server does not know would list everything.
  const begun = found.find(
    t => t.fileName === name && Number(t.fileSize) === size && open.includes(t.status),
  );
  if (begun !== undefined) return begun;
  return perform(
    site,
    calls.uploadToken.add({ objectType: "KalturaUploadToken", fileName: name, fileSize: size }),
    "begin the upload",
  );
}

const megabytes = (bytes: number) =>
  bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
