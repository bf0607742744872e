import { defineClass, defineEnum, p } from "./define.js";
import "./common.js";

const Level = defineEnum("KalturaCategoryUserPermissionLevel", [0, 1, 2, 3, 4]);
const Status = defineEnum("KalturaCategoryUserStatus", [1, 2, 3, 4]);
const UpdateMethod = defineEnum("KalturaUpdateMethodType", [0, 1]);

const readOnly = { readOnly: true };

defineClass("KalturaCategoryUser", {
  fields: {
    categoryId: p.int({ insertOnly: true }),
    userId: p.string({ insertOnly: true }),
    partnerId: p.int(readOnly),
    permissionLevel: p.enum(Level),
    status: p.enum(Status, readOnly),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    updateMethod: p.enum(UpdateMethod),
    categoryFullIds: p.string(readOnly),
    permissionNames: p.string(),
  },
});

defineClass("KalturaCategoryUserFilter", {
  base: "KalturaFilter",
  fields: {
    categoryIdEqual: p.int(),
    categoryIdIn: p.string(),
    userIdEqual: p.string(),
    userIdIn: p.string(),
    permissionLevelEqual: p.enum(Level),
    permissionLevelIn: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    updateMethodEqual: p.enum(UpdateMethod),
    updateMethodIn: p.string(),
  },
});
