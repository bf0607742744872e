/** Kinds of numeric ids. Ids of entries and assets (`0_ab12cd34`) need no kind: they are unlike anything else. */
export type Kind = string;

const BY_FIELD: Readonly<Record<string, Kind>> = {
  accessControlId: "accessControl",
  conversionProfileId: "conversionProfile",
  conversionQuality: "conversionProfile",
  categoryId: "category",
  categoriesIds: "category",
  categoryIds: "category",
  fullIds: "category",
  categoryFullIds: "category",
  targetCategoryParentId: "category",
  ancestorIdIn: "category",
  categoryAncestorIdIn: "category",
  categoriesIdsMatchOr: "category",
  metadataProfileId: "metadataProfile",
  metadataProfileIdEqual: "metadataProfile",
  metadataProfileIdIn: "metadataProfile",
  scheduleEventId: "event",
  scheduledEventId: "event",
  scheduleEventIdToIgnore: "event",
  eventId: "event",
  reachProfileId: "reachProfile",
  defaultReachProfileId: "reachProfile",
  catalogItemId: "catalogItem",
  catalogItemIdEqual: "catalogItem",
  virtualEventId: "virtualEvent",
  intId: "cuePoint",
  registrationScheduleEventId: "event",
  agendaScheduleEventId: "event",
  mainEventScheduleEventId: "event",
};

const BY_SERVICE: Readonly<Record<string, Kind>> = {
  category: "category",
  categoryentry: "category",
  metadata_metadata: "metadata",
  metadata_metadataprofile: "metadataProfile",
  schedule_scheduleevent: "event",
  reach_reachprofile: "reachProfile",
  reach_vendorcatalogitem: "catalogItem",
  reach_partnercatalogitem: "catalogItem",
  reach_entryvendortask: "task",
  virtualevent_virtualevent: "virtualEvent",
  conversionprofile: "conversionProfile",
};

/** Fields that hold the id of the service's own objects. */
const OWN_ID = /^(id|ids|idEqual|idIn|idNotIn|parentId|parentIdEqual|parentIdIn|linkedBy)$/;

/** Kind of a field's value, by its name, the class of its object and the service. */
export function kindOf(field: string, objectType: string | undefined, service: string): Kind | undefined {
  const byField = BY_FIELD[field] ?? BY_FIELD[field.replace(/(Equal|In|NotIn)$/, "")];
  if (byField !== undefined) return byField;
  if (!OWN_ID.test(field)) return undefined;
  return kindOfClass(objectType) ?? BY_SERVICE[service.toLowerCase()];
}

function kindOfClass(objectType: string | undefined): Kind | undefined {
  if (objectType === undefined) return undefined;
  if (/ScheduleEvent$/.test(objectType)) return "event";
  if (/CatalogItem$/.test(objectType)) return "catalogItem";
  const exact: Readonly<Record<string, Kind>> = {
    KalturaCategory: "category",
    KalturaMetadata: "metadata",
    KalturaMetadataProfile: "metadataProfile",
    KalturaMetadataProfileField: "metadataProfileField",
    KalturaReachProfile: "reachProfile",
    KalturaEntryVendorTask: "task",
    KalturaConversionProfile: "conversionProfile",
    KalturaVirtualEvent: "virtualEvent",
  };
  return exact[objectType];
}
