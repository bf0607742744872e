/** Chapters: cue points, each of a system name that is unique on the entry, so a second try can't double them. */
import { AnswerLost, ApiError } from "../../provider/kaltura/errors";
import { Lists } from "../../provider/kaltura/lists";
import { calls, enums } from "../../provider/kaltura/vocabulary";
import type { TaskSession } from "../taskSession";
import type { Chapter } from "./results";

/** Calls of one request at most. */
const TOGETHER = 40;
/** Tries to learn what became of lost answers. */
const TRIES = 3;

/** @returns the id of the first chapter that was made now; undefined when all were there */
export async function placeChapters(
  session: TaskSession,
  entryId: string,
  chapters: readonly Chapter[],
): Promise<string | undefined> {
  let first: string | undefined;
  for (let from = 0; from < chapters.length; from += TOGETHER) {
    const points = chapters.slice(from, from + TOGETHER).map(({ start, title, description, tags }, i) =>
      calls.cuePoint.add({
        objectType: "KalturaThumbCuePoint",
        ...{ entryId, title, subType: enums.ThumbCuePointSubType.CHAPTER },
        startTime: Math.round(start * 1000),
        systemName: nameOf(session.taskId, from + i + 1),
        ...(description !== undefined && { description }),
        ...(tags !== undefined && { tags: tags.join(",") }),
      }),
    );
    const ids = await addAll(session, points);
    first ??= ids[0];
  }
  return first;
}

/** Removes the chapters of a task. */
export async function removeChapters(session: TaskSession, entryId: string): Promise<void> {
  const found = await new Lists(session).all(calls.cuePoint.list, {
    objectType: "KalturaThumbCuePointFilter",
    entryIdEqual: entryId,
  });
  for (const point of found) {
    if (point.systemName?.startsWith(nameOf(session.taskId, ""))) {
      await session.send([calls.cuePoint.delete(point.id!)]);
    }
  }
}

const nameOf = (taskId: string, number: number | string) => `reach-task-${taskId}-chapter-${number}`;

async function addAll(
  session: TaskSession,
  points: readonly ReturnType<typeof calls.cuePoint.add>[],
): Promise<string[]> {
  for (let left = TRIES; ; left--) {
    try {
      const outcomes = await session.outcomes(points);
      return outcomes.flatMap(outcome => {
        if (outcome.ok) return (outcome.value as { id?: string }).id ?? [];
        const { error } = outcome;
        if (!(error instanceof ApiError) || error.code !== "CUE_POINT_SYSTEM_NAME_EXISTS") throw error;
        // An earlier try has made it.
        return error.args.ID ?? [];
      });
    } catch (error) {
      if (!(error instanceof AnswerLost) || left <= 1) throw error;
    }
  }
}
