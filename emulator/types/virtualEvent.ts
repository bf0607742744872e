import { defineClass, defineEnum, p } from "./define.js";
import "./common.js";

const Status = defineEnum("KalturaVirtualEventStatus", [2, 3]);
const readOnly = { readOnly: true };

defineClass("KalturaVirtualEvent", {
  fields: {
    id: p.int(readOnly),
    partnerId: p.int(readOnly),
    name: p.string({ minLength: 3, maxLength: 256, limitsNameField: true }),
    description: p.string(),
    status: p.enum(Status, readOnly),
    tags: p.string(),
    attendeesGroupIds: p.string(),
    adminsGroupIds: p.string(),
    registrationScheduleEventId: p.int(),
    agendaScheduleEventId: p.int(),
    mainEventScheduleEventId: p.int(),
    createdAt: p.time(readOnly),
    updatedAt: p.time(readOnly),
    deletionDueDate: p.time(),
    registrationFormSchema: p.string(),
    eventUrl: p.string(),
    webhookRegistrationToken: p.string(),
  },
});
defineClass("KalturaVirtualEventFilter", {
  base: "KalturaFilter",
  fields: {
    idEqual: p.int(),
    idIn: p.string(),
    idNotIn: p.string(),
    partnerIdEqual: p.int(),
    partnerIdIn: p.string(),
    statusEqual: p.enum(Status),
    statusIn: p.string(),
    createdAtGreaterThanOrEqual: p.time(),
    createdAtLessThanOrEqual: p.time(),
    updatedAtGreaterThanOrEqual: p.time(),
    updatedAtLessThanOrEqual: p.time(),
  },
});
