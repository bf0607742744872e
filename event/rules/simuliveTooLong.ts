import { lengthText } from "../times";
import type { EventRule } from "./rule";

export const simuliveTooLong: EventRule = {
  name: "simuliveTooLong",
  doc: "A simulive's video fits into its slot: an earlier end cuts it. Checked here where the file says the video's duration, and else as soon as the video is there.",
  severity: "error",
  check: event =>
    event.sessions.flatMap(session => {
      const { id, title, kind, startsAt, endsAt, end, path } = session;
      if (kind !== "simulive" || end === undefined || startsAt === undefined || endsAt === undefined)
        return [];
      const video = event.videos.find(one => one.id === session.video);
      const slot = endsAt - startsAt;
      if (video?.seconds === undefined || video.seconds <= slot) return [];
      return [{ message: tooLong(title, slot, video.id, video.seconds), sessions: [id], field: "end", path }];
    }),
};

/** What is said of a video that its slot cuts; also when its length is known at last. */
export const tooLong = (title: string, slotSeconds: number, video: string, videoSeconds: number): string =>
  `"${title}" ends after ${lengthText(slotSeconds)}, but its video "${video}" is ${lengthText(videoSeconds)} long, so the last ${lengthText(videoSeconds - slotSeconds)} would be cut; end it later, or take end and duration out`;
