import { defineClass, defineEnum, p } from "./define.js";

const readOnly = { readOnly: true };
const insertOnly = { insertOnly: true };
const Status = defineEnum("KalturaUploadTokenStatus", [0, 1, 2, 3, 4, 5]);

defineClass("KalturaUploadToken", {
  fields: {
    id: p.string(readOnly),
    partnerId: p.int(readOnly),
    userId: p.string(readOnly),
    status: p.enum(Status, readOnly),
    fileName: p.string(insertOnly),
    fileSize: p.float({ ...insertOnly, answeredAs: "string" }),
    uploadedFileSize: p.float({ ...readOnly, answeredAs: "string" }),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    uploadUrl: p.string(readOnly),
    autoFinalize: p.nullableBool(insertOnly),
    attachedObjectType: p.string(readOnly),
    attachedObjectId: p.string(readOnly),
  },
});

defineClass("KalturaUploadTokenFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.string(),
    idIn: p.string(),
    userIdEqual: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    fileNameEqual: p.string(),
    fileSizeEqual: p.float(),
  },
});
