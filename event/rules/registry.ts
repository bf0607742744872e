/** The rules that come with the package; what is here has a line in the schema and in the reference. */
import { channelFeedsWebcast } from "./channelFeedsWebcast";
import { channelOverlap } from "./channelOverlap";
import { idTwice } from "./idTwice";
import { outsideDays } from "./outsideDays";
import { presenterTwice } from "./presenterTwice";
import { roomOverlap } from "./roomOverlap";
import type { EventRule } from "./rule";
import { simuliveTooLong } from "./simuliveTooLong";
import { startInPast } from "./startInPast";
import { timeExists } from "./timeExists";

export const rules: readonly EventRule[] = [
  idTwice,
  timeExists,
  channelFeedsWebcast,
  channelOverlap,
  roomOverlap,
  presenterTwice,
  simuliveTooLong,
  outsideDays,
  startInPast,
];
