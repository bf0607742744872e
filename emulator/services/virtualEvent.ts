import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import { findEvent } from "../schedule/model.js";
import type { Collection, Entity, Store } from "../store.js";
import { answer, listAnswer } from "../types/answer.js";
import { requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import "../types/virtualEvent.js";
import { action, defineService, optional, required } from "./define.js";

const CLASS = "KalturaVirtualEvent";
const ACTIVE = 2;
const DELETED = 3;

interface VirtualEvent extends Entity {
  id: number;
  status: number;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

/** `virtualEvent`: several schedule events under one name. */
export const virtualEvent = defineService({
  name: "virtualevent_virtualevent",
  access: "admin",
  actions: {
    add: action({
      params: { virtualEvent: required.object(CLASS) },
      run(ctx, args) {
        const input = args.virtualEvent;
        checkReferences(ctx, input);
        requireField(input, "name");
        checkSchema(input);
        validateForAdd(input);
        const event: VirtualEvent = {
          id: ctx.store.nextNumber("virtualEvent"),
          partnerId: ctx.partnerId,
          status: ACTIVE,
          createdAt: ctx.now,
          updatedAt: ctx.now,
        };
        Object.assign(event, changesOf(input));
        return answer(CLASS, virtualEventsOf(ctx.store).insert(event));
      },
    }),

    get: action({
      params: { id: required.int() },
      run: (ctx, args) => answer(CLASS, requireVirtualEvent(ctx, args.id)),
    }),

    update: action({
      params: { id: required.int(), virtualEvent: required.object(CLASS) },
      run(ctx, args) {
        const event = requireVirtualEvent(ctx, args.id);
        checkReferences(ctx, args.virtualEvent);
        checkSchema(args.virtualEvent);
        validateForUpdate(args.virtualEvent, event);
        const changes = { ...changesOf(args.virtualEvent), updatedAt: ctx.now };
        return answer(CLASS, virtualEventsOf(ctx.store).update(event, changes));
      },
    }),

    delete: action({
      params: { id: required.int() },
      run(ctx, args) {
        const event = requireVirtualEvent(ctx, args.id);
        virtualEventsOf(ctx.store).update(event, { status: DELETED, updatedAt: ctx.now });
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaVirtualEventFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const found = virtualEventsOf(ctx.store).where(
          event =>
            event.partnerId === ctx.partnerId &&
            event.status !== DELETED &&
            (args.filter === undefined || passes(args.filter, event)),
        );
        const page = pageOf(found, args.filter, args.pager, ["createdAt", "updatedAt"], { searched: false });
        const objects = page.objects.map(event => answer(CLASS, event));
        return listAnswer("KalturaVirtualEventListResponse", objects, page.totalCount);
      },
    }),
  },
});

function virtualEventsOf(store: Store): Collection<VirtualEvent> {
  return store.collection<VirtualEvent>("virtualEvents");
}

function requireVirtualEvent(ctx: CallContext, id: number): VirtualEvent {
  const event = virtualEventsOf(ctx.store).get(id);
  if (event?.partnerId !== ctx.partnerId || event.status === DELETED) {
    throw apiError("VIRTUAL_EVENT_NOT_FOUND", { ID: id });
  }
  return event;
}

/** Schedule events must exist; there are no groups here, so none can be named. */
function checkReferences(ctx: CallContext, input: InputObject): void {
  for (const name of ["agenda", "registration", "mainEvent"]) {
    const id = input.number(`${name}ScheduleEventId`) ?? 0;
    if (id !== 0 && !findEvent(ctx.store, ctx.partnerId, id)) throw apiError("INVALID_OBJECT_ID", { ID: id });
  }
  const groups = [input.string("adminsGroupIds"), input.string("attendeesGroupIds")].flatMap(list =>
    splitList(list ?? ""),
  );
  if (groups[0] !== undefined) throw apiError("INVALID_GROUP_ID", { ID: groups[0] });
}

function checkSchema(input: InputObject): void {
  const schema = input.string("registrationFormSchema");
  if (input.isCleared("registrationFormSchema")) throw apiError("INTERNAL_SERVERL_ERROR");
  if (schema !== undefined && !isJsonObject(schema)) {
    throw apiError("VIRTUAL_EVENT_INVALID_REGISTRATION_FORM_SCHEMA");
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function changesOf(input: InputObject): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf(CLASS)) {
    if (property.readOnly === true || !input.has(name)) continue;
    const value = input.isCleared(name) ? undefined : (input.value(name) ?? undefined);
    // The schema loses all its white space, that in texts too.
    changes[name] =
      name === "registrationFormSchema" && typeof value === "string"
        ? value.replace(/[\n\r\t\v ]/g, "")
        : value;
  }
  return changes;
}
