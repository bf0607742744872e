import { defineClass, p } from "./define.js";
import "./flavorAsset.js";

defineClass("KalturaEntryContextDataParams", {
  fields: {
    flavorAssetId: p.string(),
    flavorTags: p.string(),
    streamerType: p.string(),
    mediaProtocol: p.string(),
    referrer: p.string(),
    ks: p.string(),
    userAgent: p.string(),
    time: p.int(),
  },
});
defineClass("KalturaPlaybackContextOptions", { base: "KalturaEntryContextDataParams" });

defineClass("KalturaPlaybackSource", {
  fields: {
    deliveryProfileId: p.int({ answeredAs: "string" }),
    format: p.string(),
    protocols: p.string(),
    flavorIds: p.string(),
    url: p.string(),
  },
});
defineClass("KalturaAccessControlMessage", { fields: { message: p.string(), code: p.string() } });
defineClass("KalturaRuleAction", { abstract: true, fields: { type: p.int() } });
defineClass("KalturaAccessControlBlockAction", { base: "KalturaRuleAction" });
defineClass("KalturaPlaybackContext", {
  fields: {
    sources: p.array("KalturaPlaybackSource"),
    flavorAssets: p.array("KalturaFlavorAsset"),
    actions: p.array("KalturaRuleAction"),
    messages: p.array("KalturaAccessControlMessage"),
  },
});
