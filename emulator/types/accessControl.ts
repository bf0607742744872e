import { defineClass, p } from "./define.js";
import "./common.js";

const readOnly = { readOnly: true };

const own = {
  id: p.int(readOnly),
  partnerId: p.int(readOnly),
  name: p.string(),
  systemName: p.string(),
  createdAt: p.time(readOnly),
};

const filter = {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    idIn: p.string(),
    systemNameEqual: p.string(),
    systemNameIn: p.string(),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
  },
};

/** Two names of one thing: the older service gives restrictions, the newer one rules. */
defineClass("KalturaAccessControl", { fields: { ...own, isDefault: p.nullableBool() } });
defineClass("KalturaAccessControlFilter", filter);
defineClass("KalturaAccessControlProfile", { fields: { ...own, isDefault: p.nullableBool() } });
defineClass("KalturaAccessControlProfileFilter", filter);
