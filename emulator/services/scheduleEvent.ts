import { fitColumns } from "../columns.js";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { checkFeatureNames, requireEvent } from "../schedule/check.js";
import "../schedule/current.js";
import { listEvents } from "../schedule/list.js";
import { EVENT_COLUMNS, eventsOf, LIVE_STREAM_EVENT, type ScheduleEvent } from "../schedule/model.js";
import { eventAnswer } from "../schedule/read.js";
import { blackoutsWithin } from "../schedule/window.js";
import { addEvent, cancelEvent, deleteEvent, save, updateEvent } from "../schedule/write.js";
import { type Answer, listAnswer } from "../types/answer.js";
import { p } from "../types/define.js";
import { ConflictType } from "../types/scheduleEvent.js";
import { action, defineService, optional, required } from "./define.js";

const RESOURCE_CONFLICT = 1;

/** `scheduleEvent`: when something happens with an entry. */
export const scheduleEvent = defineService({
  name: "schedule_scheduleevent",
  access: "admin",
  actions: {
    add: action({
      params: { scheduleEvent: required.object("KalturaScheduleEvent") },
      run: (ctx, args) => asSent(ctx, addEvent(ctx, args.scheduleEvent)),
    }),

    get: action({
      params: { scheduleEventId: required.int() },
      run: (ctx, args) => eventAnswer(ctx, requireEvent(ctx, args.scheduleEventId)),
    }),

    update: action({
      params: { scheduleEventId: required.int(), scheduleEvent: required.object("KalturaScheduleEvent") },
      run(ctx, args) {
        const event = requireEvent(ctx, args.scheduleEventId);
        return asSent(ctx, updateEvent(ctx, event, args.scheduleEvent));
      },
    }),

    delete: action({
      params: { scheduleEventId: required.int() },
      run: (ctx, args) => eventAnswer(ctx, deleteEvent(ctx, requireEvent(ctx, args.scheduleEventId))),
    }),

    cancel: action({
      params: { scheduleEventId: required.int() },
      run: (ctx, args) => eventAnswer(ctx, cancelEvent(ctx, requireEvent(ctx, args.scheduleEventId))),
    }),

    list: action({
      params: {
        filter: optional.object("KalturaScheduleEventFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      run(ctx, args) {
        const page = listEvents(ctx, args.filter, args.pager);
        const objects = page.objects.map(event => eventAnswer(ctx, event));
        return listAnswer("KalturaScheduleEventListResponse", objects, page.totalCount);
      },
    }),

    updateLiveFeature: action({
      params: {
        scheduledEventId: required.int(),
        featureName: required.string(),
        liveFeature: required.object("KalturaLiveFeature"),
      },
      run(ctx, args) {
        const event = requireEvent(ctx, args.scheduledEventId);
        if (event.objectType !== LIVE_STREAM_EVENT) {
          throw apiError("INVALID_SCHEDULE_EVENT_TYPE", { ID: args.scheduledEventId });
        }
        const features = event.liveFeatures ?? [];
        const at = features.findIndex(feature => (feature.systemName ?? "") === args.featureName);
        if (at < 0) throw apiError("FEATURE_NAME_NOT_FOUND", { NAME: args.featureName });
        const { objectType: _, ...sent } = args.liveFeature.toPlain();
        const changed = features.map((feature, index) => (index === at ? { ...feature, ...sent } : feature));
        checkFeatureNames(changed.map(feature => [feature.objectType, feature.systemName]));
        eventsOf(ctx.store).update(event, { liveFeatures: changed });
        save(ctx, event);
        return eventAnswer(ctx, event);
      },
    }),

    getConflicts: action({
      params: {
        resourceIds: required.string(),
        scheduleEvent: required.object("KalturaScheduleEvent"),
        scheduleEventIdToIgnore: optional.string(),
        scheduleEventConflictType: optional.enum(p.enum(ConflictType)),
      },
      run(ctx, args) {
        const type = args.scheduleEventConflictType ?? RESOURCE_CONFLICT;
        const start = args.scheduleEvent.number("startDate") ?? 0;
        const end = args.scheduleEvent.number("endDate") ?? 0;
        if (args.resourceIds === "" || args.resourceIds === "0") {
          throw apiError("PROPERTY_VALIDATION_CANNOT_BE_NULL", { PROP_NAME: "resourceIds" });
        }
        // Resources are not kept here, so nothing is in use but by blackouts.
        const ignore = args.scheduleEventIdToIgnore;
        const events =
          type === RESOURCE_CONFLICT
            ? []
            : blackoutsWithin(ctx, start, end, ignore === undefined ? undefined : Number(ignore));
        const objects = events.map(event => eventAnswer(ctx, event));
        return listAnswer("KalturaScheduleEventListResponse", objects);
      },
    }),
  },
});

/** The answer to a write: values as they were sent, before the database has cut them. */
function asSent(ctx: CallContext, event: ScheduleEvent): Answer {
  return eventAnswer(ctx, fitColumns(eventsOf(ctx.store), event, EVENT_COLUMNS));
}
