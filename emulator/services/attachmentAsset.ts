import "../types/attachmentAsset.js";
import { assetService } from "./assets.js";

/** `attachmentAsset`: files of any kind that hang on an entry; transcripts above all. */
export const attachmentAsset = assetService({
  service: "attachment_attachmentasset",
  className: "KalturaAttachmentAsset",
  param: "attachmentAsset",
  idParam: "attachmentAssetId",
  collection: "attachmentAssets",
  notFound: "ATTACHMENT_ASSET_ID_NOT_FOUND",
});
