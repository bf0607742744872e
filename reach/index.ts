/** For REACH vendors: a worker that takes tasks from Kaltura and brings back what handlers make of them. */
export { deadLetters, reviveDeadLetter } from "./deadLetters";
export { CannotDo } from "./failures";
export { loadHandlers } from "./handlerFile";
export type { Handler, Handlers, LiveHandler, LivePlace, Tools, Window } from "./handlers";
export type { Health } from "./health";
export type { LogLine } from "./log";
export { readable } from "./log";
export type { Media } from "./media";
export type { TaskProgress } from "./progress";
export type { DeadLetter } from "./queue/queue";
export type {
  CaptionFile,
  Chapter,
  Content,
  ResultOf,
  SoundTrack,
  TranscriptFile,
} from "./results/results";
export type { LiveServiceName, RecordingServiceName, ServiceName } from "./services";
export type { QueueChoice, VendorSettings } from "./settings";
export type { Task, Wishes } from "./task";
export { createVendor, type VendorWorker } from "./vendor";
