import { enums } from "../../provider/kaltura/wire";
import type { Piece } from "./assets";
import type { Content, TranscriptFile } from "./results";

const { AttachmentType: TYPE } = enums;

const FORMATS = {
  text: [TYPE.TEXT, "txt"],
  json: [TYPE.JSON, "json"],
  markdown: [TYPE.MARKDOWN, "md"],
  document: [TYPE.DOCUMENT, "docx"],
} as const;

/** A transcript: an attachment of a class of its own. */
export function transcriptPiece(taskId: string, file: TranscriptFile): Piece {
  const { language, format = "text", content, filename, title, accuracy, humanVerified } = file;
  const [type, ending] = FORMATS[format];
  return {
    service: "attachmentAsset",
    name: "transcript",
    asset: {
      objectType: "KalturaTranscriptAsset",
      ...{ language, format: type, title: title ?? `Transcript (${language})` },
      filename: filename ?? `transcript-${taskId}.${ending}`,
      ...(humanVerified !== undefined && { humanVerified }),
      // Kaltura counts it from 0 to 1.
      ...(accuracy !== undefined && { accuracy: accuracy / 100 }),
    } as Piece["asset"],
    content,
    ending,
  };
}

/** Descriptions for which the player pauses. It knows them by their tag. */
export function descriptionPiece(taskId: string, language: string, content: Content): Piece {
  return {
    service: "attachmentAsset",
    name: "description",
    asset: {
      objectType: "KalturaTranscriptAsset",
      ...{ language, format: TYPE.TEXT, tags: "AAD", title: `Extended audio description (${language})` },
      filename: `audio-description-${taskId}.vtt`,
    } as Piece["asset"],
    content,
    ending: "vtt",
  };
}
