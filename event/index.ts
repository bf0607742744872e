/** pulumi-kaltura/event: an event as a file, read, checked and made by one component. */
export type { AgendaItem, SessionKind } from "./agenda";
export { type CalendarOptions, calendarText } from "./calendar";
export { check } from "./check";
export {
  type ChannelDefinition,
  type EventDefinition,
  eventDefinition,
  type PresenterDefinition,
  type RoomDefinition,
  type SessionDefinition,
  type SessionSettings,
  type TrackDefinition,
  type VideoDefinition,
} from "./definition";
export { type Examined, type ExamineOptions, examine, type LeftOut, leftOut } from "./examine";
export {
  dotted,
  type Finding,
  lineOf,
  type Path,
  type Position,
  place,
  type Severity,
  type Source,
} from "./findings";
export { type Loaded, load } from "./load";
export type { SessionResource, VideoSource } from "./make";
export type { AgendaOutput, IngestPoints } from "./outputs";
export type {
  PlannedChannel,
  PlannedEvent,
  PlannedPresenter,
  PlannedSession,
  PlannedTrack,
  PlannedVideo,
} from "./planned";
export { EventProgram, type EventProgramArgs, type EventProgramOptions, type WebsiteToken } from "./program";
export { type Read, readEvent } from "./read";
export { rules } from "./rules/registry";
export type { EventRule, Found, OwnRule } from "./rules/rule";
