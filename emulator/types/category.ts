import { defineClass, defineEnum, p } from "./define.js";
import "./common.js";

const AppearInList = defineEnum("KalturaAppearInListType", [1, 3]);
const Privacy = defineEnum("KalturaPrivacyType", [1, 2, 3]);
const Inheritance = defineEnum("KalturaInheritanceType", [1, 2]);
const JoinPolicy = defineEnum("KalturaUserJoinPolicyType", [1, 2, 3]);
const PermissionLevel = defineEnum("KalturaCategoryUserPermissionLevel", [0, 1, 2, 3, 4]);
const Contribution = defineEnum("KalturaContributionPolicyType", [1, 2]);
const Status = defineEnum("KalturaCategoryStatus", [1, 2, 3, 4]);
const LinkStatus = defineEnum("KalturaCategoryEntryStatus", [1, 2, 3, 4]);

/** Fields by which categories can be ordered. */
export const CATEGORY_ORDER = [
  ...["depth", "name", "fullName", "entriesCount", "createdAt", "updatedAt", "directEntriesCount"],
  ...["membersCount", "partnerSortValue", "directSubCategoriesCount"],
];
const OrderBy = defineEnum(
  "KalturaCategoryOrderBy",
  CATEGORY_ORDER.flatMap(field => [`+${field}`, `-${field}`]),
);

const readOnly = { readOnly: true };

defineClass("KalturaCategory", {
  fields: {
    id: p.int(readOnly),
    parentId: p.int(),
    depth: p.int(readOnly),
    partnerId: p.int(readOnly),
    name: p.string(),
    fullName: p.string(readOnly),
    fullIds: p.string(readOnly),
    entriesCount: p.int(readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    description: p.string(),
    tags: p.string(),
    appearInList: p.enum(AppearInList),
    privacy: p.enum(Privacy),
    inheritanceType: p.enum(Inheritance),
    userJoinPolicy: p.enum(JoinPolicy, readOnly),
    defaultPermissionLevel: p.enum(PermissionLevel),
    owner: p.string(),
    directEntriesCount: p.int(readOnly),
    referenceId: p.string(),
    contributionPolicy: p.enum(Contribution),
    membersCount: p.int(readOnly),
    pendingMembersCount: p.int(readOnly),
    privacyContext: p.string(),
    privacyContexts: p.string(readOnly),
    status: p.enum(Status, readOnly),
    inheritedParentId: p.int(readOnly),
    partnerSortValue: p.int(),
    partnerData: p.string(),
    defaultOrderBy: p.stringEnum(OrderBy),
    directSubCategoriesCount: p.int(readOnly),
    moderation: p.nullableBool(),
    pendingEntriesCount: p.int(readOnly),
    isAggregationCategory: p.nullableBool(),
    aggregationCategories: p.string(),
    adminTags: p.string(),
  },
});

defineClass("KalturaCategoryFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    ...texts(["idIn", "idNotIn"]),
    parentIdEqual: p.int(),
    parentIdIn: p.string(),
    depthEqual: p.int(),
    ...texts(["fullNameEqual", "fullNameStartsWith", "fullNameIn", "fullNameStartsWithIn"]),
    ...texts(["fullIdsEqual", "fullIdsStartsWith", "fullIdsMatchOr"]),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
    ...texts(["tagsLike", "tagsMultiLikeOr", "tagsMultiLikeAnd"]),
    appearInListEqual: p.enum(AppearInList),
    privacyEqual: p.enum(Privacy),
    privacyIn: p.string(),
    inheritanceTypeEqual: p.enum(Inheritance),
    inheritanceTypeIn: p.string(),
    referenceIdEqual: p.string(),
    referenceIdEmpty: p.nullableBool(),
    contributionPolicyEqual: p.enum(Contribution),
    membersCountGreaterThanOrEqual: p.int(),
    membersCountLessThanOrEqual: p.int(),
    pendingMembersCountGreaterThanOrEqual: p.int(),
    pendingMembersCountLessThanOrEqual: p.int(),
    privacyContextEqual: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    inheritedParentIdEqual: p.int(),
    inheritedParentIdIn: p.string(),
    partnerSortValueGreaterThanOrEqual: p.int(),
    partnerSortValueLessThanOrEqual: p.int(),
    ...texts(["aggregationCategoriesMultiLikeOr", "aggregationCategoriesMultiLikeAnd", "freeText"]),
    ...texts(["membersIn", "nameOrReferenceIdStartsWith", "managerEqual", "memberEqual", "ancestorIdIn"]),
    idOrInheritedParentIdIn: p.string(),
  },
});

defineClass("KalturaCategoryEntry", {
  fields: {
    categoryId: p.int(),
    entryId: p.string(),
    createdAt: p.time(readOnly),
    categoryFullIds: p.string(readOnly),
    status: p.enum(LinkStatus, readOnly),
    creatorUserId: p.string(readOnly),
  },
});
defineClass("KalturaCategoryEntryFilter", {
  base: "KalturaFilter",
  fields: {
    categoryIdEqual: p.int(),
    ...texts(["categoryIdIn", "entryIdEqual", "entryIdIn"]),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    categoryFullIdsStartsWith: p.string(),
    statusEqual: p.enum(LinkStatus),
    ...texts(["statusIn", "creatorUserIdEqual", "creatorUserIdIn"]),
  },
});

function texts(names: string[]): Record<string, ReturnType<typeof p.string>> {
  return Object.fromEntries(names.map(name => [name, p.string()]));
}
