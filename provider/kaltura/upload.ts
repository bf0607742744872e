/** Files on their way to Kaltura: in pieces, of which the last is where a broken upload goes on. */
import { TransportError } from "./errors";
import type { Call } from "./types";
import { calls, enums } from "./vocabulary";
import type { UploadToken } from "./wire";

/** Bytes of a piece: half a minute, the limit of one call, is enough for it from 2.5 Mbit/s on. */
const PIECE = 8 * 1024 * 1024;
/** Slower lines get smaller pieces, down to this. */
const SMALLEST = 256 * 1024;
/** Tries without a single byte more before it is given up. */
const TRIES = 6;

const { UploadTokenStatus: STATUS } = enums;

/** Whose calls the upload is made of. */
export interface Uploader {
  read<R>(call: Call<R>): Promise<R>;
  /** Sends one call. @throws its refusal */
  perform<R>(call: Call<R>, purpose: string): Promise<R>;
  /** The error for a server that takes no more than so many bytes. */
  stuck(at: number): Error;
}

export interface Source {
  /** As Kaltura is to know it; the ending tells it the kind. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** So many bytes from there. */
  piece(at: number, length: number): Promise<Buffer>;
}

export interface Progress {
  readonly pieceBytes?: number | undefined;
  /** Told before each piece how many bytes are up. */
  readonly onPiece?: (at: number) => void;
}

/** The token of a file to come. */
export const newToken = ({ name, size }: Pick<Source, "name" | "size">): Call<UploadToken> =>
  calls.uploadToken.add({ objectType: "KalturaUploadToken", fileName: name, fileSize: size });

/**
 * Brings a file up, or the rest of it.
 * @param token begun for this very file
 * @returns the id of the token, which stands for the file, once
 */
export async function upload(
  by: Uploader,
  source: Source,
  token: UploadToken,
  { pieceBytes = PIECE, onPiece }: Progress = {},
): Promise<string> {
  let known = token;
  let piece = pieceBytes;
  for (let failures = 0; known.status !== STATUS.FULL_UPLOAD; ) {
    const at = Number(known.uploadedFileSize ?? 0);
    onPiece?.(at);
    const content = await source.piece(at, Math.min(piece, source.size - at));
    const part = { name: source.name, contentType: "application/octet-stream", content };
    const isLast = at + content.length === source.size;
    try {
      known = await by.perform(calls.uploadToken.upload(token.id!, part, at, isLast), "upload the file");
    } catch (error) {
      if (failures + 1 >= TRIES) throw error;
      // The answer is lost, or a piece that an earlier run sent came in between.
      known = await by.read(calls.uploadToken.get(token.id!));
      const further = known.status === STATUS.FULL_UPLOAD || Number(known.uploadedFileSize ?? 0) > at;
      if (!(error instanceof TransportError) && !further) throw error;
      piece = Math.max(SMALLEST, Math.ceil(piece / 2));
    }
    failures = Number(known.uploadedFileSize ?? 0) > at ? 0 : failures + 1;
    if (failures >= TRIES && known.status !== STATUS.FULL_UPLOAD) throw by.stuck(at);
  }
  return token.id!;
}
