import { bundledSchema, MetadataProfile } from "pulumi-kaltura";

/**
 * The metadata profiles that webcasts need. Kaltura makes them when a module is enabled on an account, so a real
 * account has them; the embedded Kaltura starts without, and `npm start` sets KALTURA_MAKE_PROFILES for it.
 */
export function metadataProfiles(): MetadataProfile[] {
  if (process.env.KALTURA_MAKE_PROFILES !== "1") return [];
  return [
    new MetadataProfile("webcast-profile", {
      name: "KwebcastProfile",
      systemName: "KMS_KWEBCAST2",
      objectType: "entry",
      xsd: bundledSchema("KwebcastProfile"),
    }),
    new MetadataProfile("event-profile", {
      name: "EventsProfile3",
      systemName: "KMS_EVENTS3",
      objectType: "entry",
      xsd: bundledSchema("EventsProfile3"),
    }),
    new MetadataProfile("additional-info-profile", {
      name: "Entry Additional Info",
      systemName: "EntryAdditionalInfo",
      objectType: "entry",
      xsd: bundledSchema("EntryAdditionalInfo"),
    }),
  ];
}
