import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };
/** 0 BLOCKED, 1 ACTIVE, 2 DELETED. */
const Status = defineEnum("KalturaUserStatus", [0, 1, 2]);
const UserType = defineEnum("KalturaUserType", [0, 1, 2]);
const UserMode = defineEnum("KalturaUserMode", [0, 1]);
const Gender = defineEnum("KalturaGender", [0, 1, 2]);

defineClass("KalturaUserCapability", { fields: { capability: p.string() } });

defineClass("KalturaBaseUser", {
  fields: {
    id: p.string(),
    partnerId: p.int(readOnly),
    screenName: p.string(),
    fullName: p.string(),
    email: p.string(),
    country: p.string(),
    state: p.string(),
    city: p.string(),
    zip: p.string(),
    thumbnailUrl: p.string(),
    description: p.string({ maxLength: 8192 }),
    tags: p.string(),
    adminTags: p.string(),
    status: p.enum(Status),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    partnerData: p.string(),
    indexedPartnerDataInt: p.int(),
    indexedPartnerDataString: p.string(),
    storageSize: p.int(readOnly),
    language: p.string(),
    lastLoginTime: p.int(readOnly),
    statusUpdatedAt: p.int(readOnly),
    deletedAt: p.time(readOnly),
    allowedPartnerIds: p.string(),
    allowedPartnerPackages: p.string(),
    userMode: p.enum(UserMode),
    capabilities: p.array("KalturaUserCapability"),
  },
});

defineClass("KalturaUser", {
  base: "KalturaBaseUser",
  fields: {
    type: p.enum(UserType),
    dateOfBirth: p.int(),
    gender: p.enum(Gender),
    isAdmin: p.bool(),
    isGuest: p.bool(insertOnly),
    roleIds: p.string(),
    roleNames: p.string(readOnly),
    isAccountOwner: p.bool(insertOnly),
    password: p.string({ ...insertOnly, writeOnly: true }),
    firstName: p.string(),
    lastName: p.string(),
    loginEnabled: p.bool(insertOnly),
    registrationInfo: p.string(),
    attendanceInfo: p.string(),
    title: p.string(),
    company: p.string(),
    ksPrivileges: p.string(),
    encryptedSeed: p.string(readOnly),
    isSsoExcluded: p.bool(),
    externalId: p.string(insertOnly),
  },
});

defineClass("KalturaUserFilter", {
  base: "KalturaFilter",
  fields: {
    partnerIdEqual: p.int(),
    screenNameLike: p.string(),
    screenNameStartsWith: p.string(),
    emailLike: p.string(),
    emailStartsWith: p.string(),
    tagsMultiLikeOr: p.string(),
    tagsMultiLikeAnd: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
    idEqual: p.string(),
    idIn: p.string(),
    typeEqual: p.enum(UserType),
    typeIn: p.string(),
    isAdminEqual: p.nullableBool(),
    firstNameStartsWith: p.string(),
    lastNameStartsWith: p.string(),
    idOrScreenNameStartsWith: p.string(),
    firstNameOrLastNameStartsWith: p.string(),
  },
});
