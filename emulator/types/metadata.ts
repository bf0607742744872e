import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };

/** What metadata can hang on. */
export const MetadataObjectType = defineEnum("KalturaMetadataObjectType", [
  ...["1", "2", "3", "4", "5", "6"],
  ...["adCuePointMetadata.AdCuePoint", "annotationMetadata.Annotation", "codeCuePointMetadata.CodeCuePoint"],
  "thumbCuePointMetadata.thumbCuePoint",
]);
const MetadataStatus = defineEnum("KalturaMetadataStatus", [1, 2, 3]);
const ProfileStatus = defineEnum("KalturaMetadataProfileStatus", [1, 2, 3]);
const CreateMode = defineEnum("KalturaMetadataProfileCreateMode", [1, 2, 3]);

defineClass("KalturaMetadata", {
  fields: {
    id: p.bigint(readOnly),
    partnerId: p.int(readOnly),
    metadataProfileId: p.int(readOnly),
    metadataProfileVersion: p.int(readOnly),
    metadataObjectType: p.dynamicEnum(MetadataObjectType, readOnly),
    objectId: p.string(readOnly),
    version: p.int(readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    status: p.enum(MetadataStatus, readOnly),
    xml: p.string(readOnly),
  },
});

defineClass("KalturaMetadataProfile", {
  fields: {
    id: p.int(readOnly),
    partnerId: p.int(readOnly),
    metadataObjectType: p.dynamicEnum(MetadataObjectType),
    version: p.int(readOnly),
    name: p.string(),
    systemName: p.string(),
    description: p.string(),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    status: p.enum(ProfileStatus, readOnly),
    xsd: p.string(readOnly),
    views: p.string(readOnly),
    xslt: p.string(readOnly),
    createMode: p.enum(CreateMode),
    disableReIndexing: p.bool(),
  },
});

defineClass("KalturaMetadataProfileField", {
  fields: {
    id: p.int(readOnly),
    xPath: p.string(readOnly),
    key: p.string(readOnly),
    label: p.string(readOnly),
  },
});

const times = {
  createdAtGreaterThanOrEqual: p.time(),
  createdAtLessThanOrEqual: p.time(),
  updatedAtGreaterThanOrEqual: p.time(),
  updatedAtLessThanOrEqual: p.time(),
};

defineClass("KalturaMetadataFilter", {
  base: "KalturaFilter",
  fields: {
    partnerIdEqual: p.int(),
    metadataProfileIdEqual: p.int(),
    metadataProfileIdIn: p.string(),
    metadataProfileVersionEqual: p.int(),
    metadataProfileVersionGreaterThanOrEqual: p.int(),
    metadataProfileVersionLessThanOrEqual: p.int(),
    metadataObjectTypeEqual: p.stringEnum(MetadataObjectType),
    objectIdEqual: p.string(),
    objectIdIn: p.string(),
    versionEqual: p.int(),
    versionGreaterThanOrEqual: p.int(),
    versionLessThanOrEqual: p.int(),
    ...times,
    statusEqual: p.enum(MetadataStatus),
    statusIn: p.string(),
  },
});

defineClass("KalturaMetadataProfileFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    partnerIdEqual: p.int(),
    metadataObjectTypeEqual: p.stringEnum(MetadataObjectType),
    metadataObjectTypeIn: p.string(),
    versionEqual: p.int(),
    nameEqual: p.string(),
    systemNameEqual: p.string(),
    systemNameIn: p.string(),
    ...times,
    statusEqual: p.enum(ProfileStatus),
    statusIn: p.string(),
    createModeEqual: p.enum(CreateMode),
    createModeNotEqual: p.enum(CreateMode),
    createModeIn: p.string(),
    createModeNotIn: p.string(),
  },
});

const Comparison = defineEnum("KalturaSearchConditionComparison", ["1", "2", "3", "4", "5", "6"]);
defineClass("KalturaSearchMatchCondition", { base: "KalturaSearchCondition", fields: { not: p.bool() } });
defineClass("KalturaSearchComparableCondition", {
  base: "KalturaSearchCondition",
  fields: { comparison: p.stringEnum(Comparison) },
});
