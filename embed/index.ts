/**
 * Links for people: pages of a KAF instance for one visitor each, and for those who run the show. For the server of
 * a website; loads neither Pulumi nor the provider's resources.
 */
export { EmbedError, type EmbedProblem } from "./errors";
export {
  type Admission,
  type EmbedHandler,
  embedHandler,
  type HandlerOptions,
  type Refusal,
  type ServedSession,
} from "./handler";
export { cleanName, type EmbedRole, type GalleryRole, type Visit, type Visitor } from "./privileges";
export {
  type Launcher,
  type LauncherRequest,
  type ProducerRequest,
  type ProducerSettings,
  type RoomModeratorRequest,
  roomModeratorUrl,
  webcastLauncher,
  webcastProducerUrl,
} from "./producer";
export {
  type EmbedKind,
  type EmbedSecret,
  type EmbedSettings,
  type EmbedToken,
  embedSettings,
} from "./settings";
export { type EmbedRequest, type EmbedUrl, mintEmbedUrl } from "./url";
