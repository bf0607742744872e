/** Why there is no link for a visitor; in words for whoever runs the website, never with a secret in them. */

export type EmbedProblem =
  /** Something in the request: a name that Kaltura would take for a privilege, an id that is none. */
  | "input"
  /** The settings are incomplete or wrong. */
  | "settings"
  /** The app token makes other sessions than embeds need; the message says what to change on it. */
  | "token"
  /** Kaltura said no, or could not be reached. */
  | "kaltura";

export class EmbedError extends Error {
  constructor(
    readonly problem: EmbedProblem,
    message: string,
    /** The part of the request or of the settings that is meant: `user.firstName`. */
    readonly field?: string,
  ) {
    super(message);
    this.name = "EmbedError";
  }
}
