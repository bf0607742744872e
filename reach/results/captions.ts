import { enums } from "../../provider/kaltura/wire";
import type { Piece } from "./assets";
import type { CaptionFile } from "./results";

const FORMATS = {
  srt: enums.CaptionType.SRT,
  dfxp: enums.CaptionType.DFXP,
  vtt: enums.CaptionType.WEBVTT,
} as const;

/**
 * A file of captions.
 * @param displayOnPlayer as the customer wants it
 * @param transcriptId of the transcript that was made with it
 */
export function captionPiece(
  file: CaptionFile,
  index: number,
  displayOnPlayer: boolean,
  transcriptId: string | undefined,
): Piece {
  const { language, label = language, format, content, isDefault, accuracy } = file;
  return {
    service: "captionAsset",
    name: `caption-${index + 1}`,
    asset: {
      objectType: "KalturaCaptionAsset",
      ...{ language, label, format: FORMATS[format], displayOnPlayer },
      ...(isDefault !== undefined && { isDefault }),
      ...(accuracy !== undefined && { accuracy }),
      ...(transcriptId !== undefined && { associatedTranscriptIds: transcriptId }),
    } as Piece["asset"],
    content,
    ending: format,
  };
}
