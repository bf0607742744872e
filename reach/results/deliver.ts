/** From a handler's result to what the customer gets of it. */
import { calls } from "../../provider/kaltura/vocabulary";
import { TryFailed } from "../failures";
import type { Order } from "../task";
import type { TaskSession } from "../taskSession";
import type { Report } from "../vendorClient";
import { type AssetService, type Piece, piecesOf, place } from "./assets";
import { captionPiece } from "./captions";
import { placeChapters, removeChapters } from "./chapters";
import { writeDetails } from "./entryDetails";
import type { AnyResult } from "./results";
import { soundPiece } from "./sound";
import { descriptionPiece, transcriptPiece } from "./transcript";

/** Properties of an order's data that hold a result, by service. */
const OUTPUTS: Readonly<Record<string, string>> = {
  summary: "summaryOutputJson",
  clips: "clipsOutputJson",
  quiz: "quizOutput",
  metadata: "outputJson",
};

/**
 * Puts a result in place, in the customer's account.
 * @param careful an earlier try may have begun with it
 * @returns what the task's READY says of it
 */
export async function deliver(
  session: TaskSession,
  { task, item, jobData }: Order,
  result: AnyResult,
  careful: boolean,
): Promise<Report> {
  const { id, entryId, wishes, service } = task;
  const put = (piece: Piece) => place(session, entryId, piece, careful);
  const report: Record<string, unknown> = {};

  if ("captions" in result) {
    const transcriptId = result.transcript && (await put(transcriptPiece(id, result.transcript)));
    for (const [i, file] of result.captions.entries()) {
      const assetId = await put(captionPiece(file, i, wishes.displayOnPlayer, transcriptId));
      report.outputObjectId ??= assetId;
    }
    if (wishes.topics && result.tags) await writeDetails(session, entryId, { tags: result.tags });
  } else if ("tracks" in result) {
    for (const [i, track] of result.tracks.entries()) {
      const assetId = await put(soundPiece(track, `track-${i + 1}`, item.flavorParamsId));
      report.outputObjectId ??= assetId;
    }
    if (result.original) await put(soundPiece(result.original, "original", item.clearAudioFlavorParamsId));
  } else if ("chapters" in result) {
    report.outputObjectId = await placeChapters(session, entryId, result.chapters);
  } else if (service === "extendedAudioDescription" && "description" in result) {
    const { language, content } = result.description as { language: string; content: never };
    report.outputObjectId = await put(descriptionPiece(id, language, content));
  } else if ("output" in result) {
    const field = OUTPUTS[service];
    if (field === undefined || jobData?.objectType === undefined) {
      throw new TryFailed(`The order of task ${id} has no place for the result of ${service}`);
    }
    report.taskJobData = { objectType: jobData.objectType, [field]: JSON.stringify(result.output) };
  } else {
    await writeDetails(session, entryId, result as never);
    report.outputObjectId = entryId;
  }
  const { externalTaskId, accuracy, unitsUsed } = result;
  return { ...report, ...defined({ externalTaskId, accuracy, unitsUsed }) } as Report;
}

/** Takes back what earlier tries have put in place, of a task that ends without a result. */
export async function takeBack(session: TaskSession, entryId: string): Promise<void> {
  const all: readonly AssetService[] = ["captionAsset", "attachmentAsset", "flavorAsset"];
  for (const service of all) {
    for (const asset of await piecesOf(session, service, entryId, session.taskId)) {
      await session.send([calls[service].delete(asset.id!)]);
    }
  }
  await removeChapters(session, entryId);
}

const defined = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
