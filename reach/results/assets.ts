/**
 * Files that are put into a customer's account, each once: an asset carries a mark with the task's id, by which a later
 * try finds what an earlier one has added.
 */
import { open } from "node:fs/promises";
import { AnswerLost } from "../../provider/kaltura/errors";
import { Lists } from "../../provider/kaltura/lists";
import { type Call, Reference } from "../../provider/kaltura/types";
import { newToken, type Source, upload } from "../../provider/kaltura/upload";
import { calls, type SentObject } from "../../provider/kaltura/vocabulary";
import type { Asset, ContentResource } from "../../provider/kaltura/wire";
import { TryFailed } from "../failures";
import type { TaskSession } from "../taskSession";
import type { Content } from "./results";

export type AssetService = "captionAsset" | "attachmentAsset" | "flavorAsset";

export interface Piece {
  readonly service: AssetService;
  /** Tells it from the task's other pieces: `caption-1`. */
  readonly name: string;
  readonly asset: SentObject<Asset> & { readonly objectType: string };
  readonly content: Content;
  /** Ending of the file, for what has to be uploaded. */
  readonly ending: string;
}

/** Its file is there. */
const READY = 2;
/** Tries to learn what became of lost answers. */
const TRIES = 4;
/** Texts up to this go inside the call, larger ones as an upload. */
const INLINE_BYTES = 256 * 1024;

/** The mark of a piece of a task's result. Nobody but applications sees it. */
export const markOf = (taskId: string, name: string): string => `reach-task-${taskId}/${name}`;

/**
 * Puts one piece in place.
 * @param careful some of it may be there already: look first, and last
 * @returns the asset's id
 */
export async function place(
  session: TaskSession,
  entryId: string,
  piece: Piece,
  careful: boolean,
): Promise<string> {
  let left = TRIES;
  for (let look = careful; ; look = true) {
    if (look) {
      const [known, ...doubles] = await findPieces(session, entryId, piece);
      for (const double of doubles) await session.send([calls[piece.service].delete(double.id!)]);
      if (known?.status === READY) return known.id!;
      if (known !== undefined) {
        await session.send([calls[piece.service].setContent(known.id!, await resourceOf(session, piece))]);
        return known.id!;
      }
    }
    try {
      const id = await add(session, entryId, piece);
      // Whoever had the task before may have been at it in the same moment.
      if (!look) return id;
    } catch (error) {
      if (!(error instanceof AnswerLost) || --left === 0) throw error;
    }
  }
}

/** What the task has put on the entry, as assets of a service. */
export async function piecesOf(session: TaskSession, service: AssetService, entryId: string, taskId: string) {
  const mark = markOf(taskId, "");
  return (await list(session, service, entryId)).filter(asset => asset.partnerData?.startsWith(mark));
}

async function findPieces(session: TaskSession, entryId: string, { service, name }: Piece): Promise<Asset[]> {
  const mark = markOf(session.taskId, name);
  const found = (await list(session, service, entryId)).filter(asset => asset.partnerData === mark);
  // The same one for all who look.
  return found.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id! < b.id! ? -1 : 1));
}

const list = (session: TaskSession, service: AssetService, entryId: string): Promise<Asset[]> =>
  new Lists(session).all<Asset>(calls[service].list, {
    objectType: "KalturaAssetFilter",
    entryIdEqual: entryId,
  });

async function add(session: TaskSession, entryId: string, piece: Piece): Promise<string> {
  const { service, name, asset } = piece;
  const resource = await resourceOf(session, piece);
  const partnerData = markOf(session.taskId, name);
  const added: Call<Asset> = calls[service].add(entryId, { ...asset, partnerData } as never);
  const filled = calls[service].setContent(new Reference(added, "id"), resource);
  const [made] = (await session.send([added, filled])) as [Asset, Asset];
  return made.id!;
}

async function resourceOf(session: TaskSession, piece: Piece): Promise<SentObject<ContentResource>> {
  const { content } = piece;
  if (typeof content === "string" && Buffer.byteLength(content) <= INLINE_BYTES) {
    return { objectType: "KalturaStringResource", content };
  }
  if (typeof content === "object" && "url" in content) {
    return { objectType: "KalturaUrlResource", url: content.url };
  }
  const name = `reach-task-${session.taskId}-${piece.name}.${piece.ending}`;
  const token =
    typeof content === "object" && "path" in content
      ? await uploadFile(session, name, content.path)
      : await uploadBytes(session, name, Buffer.from(content as string | Uint8Array));
  return { objectType: "KalturaUploadedFileTokenResource", token };
}

async function uploadFile(session: TaskSession, name: string, path: string): Promise<string> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new TryFailed(`The handler's file can't be read (${error.code ?? error.message})`);
  });
  try {
    const { size } = await file.stat();
    if (size === 0) throw new TryFailed("The handler's file is empty");
    return await send(session, {
      name,
      size,
      piece: async (at, length) => {
        const content = Buffer.alloc(length);
        const { bytesRead } = await file.read(content, 0, length, at);
        if (bytesRead === length) return content;
        throw new TryFailed("The handler's file became shorter while it was uploaded");
      },
    });
  } finally {
    await file.close();
  }
}

const uploadBytes = (session: TaskSession, name: string, bytes: Buffer): Promise<string> =>
  send(session, { name, size: bytes.length, piece: async (at, length) => bytes.subarray(at, at + length) });

async function send(session: TaskSession, source: Source): Promise<string> {
  const by = {
    read: <R>(call: Call<R>) => session.read(call),
    perform: <R>(call: Call<R>) => session.sendOne(call),
    stuck: (at: number) => new TryFailed(`Kaltura keeps nothing of an upload beyond ${at} bytes`),
  };
  return upload(by, source, await session.sendOne(newToken(source)));
}
