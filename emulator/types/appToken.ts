import { SessionType } from "./common.js";
import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const HashType = defineEnum("KalturaAppTokenHashType", ["MD5", "SHA1", "SHA256", "SHA512"]);
const Status = defineEnum("KalturaAppTokenStatus", [1, 2, 3]);

defineClass("KalturaAppToken", {
  fields: {
    id: p.string(readOnly),
    token: p.string(readOnly),
    partnerId: p.int(readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    status: p.enum(Status, readOnly),
    expiry: p.time(),
    sessionType: p.enum(SessionType),
    sessionUserId: p.string(),
    sessionDuration: p.int(),
    sessionPrivileges: p.string(),
    hashType: p.stringEnum(HashType),
    description: p.string(),
  },
});

defineClass("KalturaAppTokenFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.string(),
    idIn: p.string(),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    sessionUserIdEqual: p.string(),
  },
});
