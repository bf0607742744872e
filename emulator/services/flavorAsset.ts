import { MEDIA } from "../entries/model.js";
import "../types/flavorAsset.js";
import { assetService } from "./assets.js";

/** `flavorAsset`: renditions of a recording, sound tracks among them. */
export const flavorAsset = assetService({
  service: "flavorAsset",
  className: "KalturaFlavorAsset",
  param: "flavorAsset",
  idParam: "id",
  collection: "flavorAssets",
  notFound: "FLAVOR_ASSET_ID_NOT_FOUND",
  suits: entry => entry.type === MEDIA,
});
