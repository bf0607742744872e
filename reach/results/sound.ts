import { CannotDo } from "../failures";
import type { Piece } from "./assets";
import type { SoundTrack } from "./results";

/**
 * A sound track: a rendition without pictures.
 * @param flavorParamsId the rendition that the order names for it
 */
export function soundPiece(track: SoundTrack, name: string, flavorParamsId: number | undefined): Piece {
  const { language, label = language, content, fileExt = "mp3" } = track;
  const rendition = track.flavorParamsId ?? flavorParamsId;
  if (rendition === undefined) {
    throw new CannotDo("The order does not say for which rendition the sound is (flavorParamsId)");
  }
  return {
    service: "flavorAsset",
    name,
    asset: {
      objectType: "KalturaFlavorAsset",
      ...{ flavorParamsId: rendition, language, label, fileExt },
    } as Piece["asset"],
    content,
    ending: fileExt,
  };
}
