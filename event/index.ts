/** pulumi-kaltura/event: an event as a file, read, checked and made by one component. */
export type { AgendaItem, SessionKind } from "./agenda";
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
export type {
  PlannedChannel,
  PlannedEvent,
  PlannedPresenter,
  PlannedSession,
  PlannedTrack,
  PlannedVideo,
} from "./planned";
export { type Read, readEvent } from "./read";
export { rules } from "./rules/registry";
export type { EventRule, Found, OwnRule } from "./rules/rule";
