/** What sessions are fed by: videos and channels. */
import type { ChannelDefinition, VideoDefinition } from "../definition";
import type { Path, Source } from "../findings";
import type { PlannedChannel, PlannedVideo } from "../planned";
import { secondsOf } from "../times";
import { captionsOf, checkInputs, fileFrom } from "./inputs";
import type { Items } from "./items";
import type { Report } from "./report";

export function planVideos(
  videos: Items<VideoDefinition>,
  report: Report,
  source: Source,
): Map<string, PlannedVideo> {
  const planned = new Map<string, PlannedVideo>();
  for (const { id, path, raw } of videos.good) {
    const { id: _, entryId, duration, captions, ...rest } = raw;
    const seconds = duration === undefined ? undefined : secondsOf(duration);
    if (entryId !== undefined) {
      for (const [name, value] of Object.entries({ ...rest, captions })) {
        if (value !== undefined) {
          report.add(
            [...path, name],
            "inputs",
            `says something of ${entryId}, which is in Kaltura already and not managed here; take it out, or entryId`,
          );
        }
      }
      planned.set(id, { id, entryId, seconds });
      continue;
    }
    const inputs = {
      ...rest,
      ...(rest.file !== undefined && { file: fileFrom(source.folderOf(path), rest.file) }),
    };
    checkInputs(report, "MediaAsset", inputs, inside(path));
    const order = captionsOf(captions);
    if (order !== undefined) {
      checkInputs(report, "CaptionOrder", { ...order, entryId: "an entry" }, inside([...path, "captions"]));
    }
    if (report.isGood(path)) planned.set(id, { id, seconds, inputs, captions: order });
  }
  return planned;
}

/** @param isSession whether an id is that of a session of this event */
export function planChannels(
  channels: Items<ChannelDefinition>,
  report: Report,
  isSession: (id: string) => boolean,
): Map<string, PlannedChannel> {
  const planned = new Map<string, PlannedChannel>();
  for (const { id, path, raw } of channels.good) {
    const { id: _, feeds = "source", ...inputs } = raw;
    for (const [i, { session }] of (raw.targets ?? []).entries()) {
      if (!isSession(session)) continue;
      const way = `name channel "${id}" in the session, with feeds: restream here`;
      const at = [...path, "targets", i, "session"];
      report.add(at, "reference", `"${session}" is a session of this event, and no entry id; ${way}`);
    }
    checkInputs(report, "RestreamerChannel", inputs, inside(path));
    if (report.isGood(path)) planned.set(id, { id, name: raw.name, feeds, inputs });
  }
  return planned;
}

const inside =
  (path: Path) =>
  (rest: Path): Path => [...path, ...rest];
