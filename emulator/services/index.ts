import { accessControl, accessControlProfile } from "./accessControl.js";
import { appToken } from "./appToken.js";
import { attachmentAsset } from "./attachmentAsset.js";
import { baseEntry } from "./baseEntry.js";
import { captionAsset } from "./captionAsset.js";
import { category } from "./category.js";
import { categoryEntry } from "./categoryEntry.js";
import { categoryUser } from "./categoryUser.js";
import { conversionProfile } from "./conversionProfile.js";
import { cuePoint } from "./cuePoint.js";
import type { ServiceDef } from "./define.js";
import { elasticSearch } from "./elasticSearch.js";
import { flavorAsset } from "./flavorAsset.js";
import { kaf } from "./kaf.js";
import { liveStream } from "./liveStream.js";
import { media } from "./media.js";
import { metadata } from "./metadata.js";
import { metadataProfile } from "./metadataProfile.js";
import { partner } from "./partner.js";
import { reachCatalogItem } from "./reachCatalogItem.js";
import { reachPartnerCatalogItem } from "./reachPartnerCatalogItem.js";
import { reachProfile } from "./reachProfile.js";
import { reachTask } from "./reachTask.js";
import { room } from "./room.js";
import { scheduleEvent } from "./scheduleEvent.js";
import { session } from "./session.js";
import { system } from "./system.js";
import { thumbAsset } from "./thumbAsset.js";
import { uploadToken } from "./uploadToken.js";
import { user } from "./user.js";
import { virtualEvent } from "./virtualEvent.js";

/** Every service of the emulator. A new service file needs a line here and nothing else. */
export const services: readonly ServiceDef[] = [
  accessControl,
  accessControlProfile,
  appToken,
  attachmentAsset,
  baseEntry,
  captionAsset,
  category,
  categoryEntry,
  categoryUser,
  conversionProfile,
  cuePoint,
  elasticSearch,
  flavorAsset,
  kaf,
  liveStream,
  media,
  metadata,
  metadataProfile,
  partner,
  reachCatalogItem,
  reachPartnerCatalogItem,
  reachProfile,
  reachTask,
  room,
  scheduleEvent,
  session,
  system,
  thumbAsset,
  uploadToken,
  user,
  virtualEvent,
];
