import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { noOutputs } from "../outputs/embeds";
import { liveServices } from "../parts/catalogItem";
import { vendorTask } from "../parts/vendorTask";
import { epochOf, writeLike } from "../time";
import * as common from "./inputs";
import * as order from "./order";

const time = (schema: z.ZodString, text: string) =>
  property(schema.describe(text), {
    same: "instant",
    replace: "Kaltura does not move an order with its session: it is taken back, and ordered anew",
  });

export const liveCaptionsInputs = z.strictObject({
  entryId: order.fixed(common.text({ min: 1 }).describe("The session: the id of a WebcastSession.")),
  scheduleEventId: property(
    common
      .text({ min: 1 })
      .regex(/^\d+$/, "is no id of a schedule event; pass the session's scheduleEventId")
      .optional()
      .describe("The session's event: its output scheduleEventId. Required."),
    { replace: "the order is for that event", unknownIsSame: true },
  ),
  start: time(z.string(), "When captions start. Pass the session's own start, so that they move with it."),
  end: time(z.string(), "When captions end: the session's own end."),
  timezone: common.timezone,
  service: order.serviceOf(
    liveServices,
    "What is ordered. Among what the account has enabled, it must be one thing: narrow it by the four below, or set catalogItemId.",
  ),
  ...order.choice,
  ...order.payment,
});

type Inputs = z.infer<typeof liveCaptionsInputs>;

const windowOf = (i: Inputs) => ({
  startDate: epochOf(i.start, i.timezone),
  endDate: epochOf(i.end, i.timezone),
});

/** Captions for a session to come. */
export const liveCaptions = defineResource<Inputs>({
  kind: "LiveCaptions",
  label: "live captions",
  doc: `Captions, or a translation, for a scheduled live session, ordered from REACH. Pass the session's id, event and times; when the session moves, the order is taken back and placed anew, which Kaltura does not do by itself.

**It costs credit.** The preview warns of each order that \`pulumi up\` would place. Credit comes back for an order that is taken back early enough (the catalog item's minimalRefundTime). An order that a vendor works on can't be taken back: then the order of the moved session is refused until it is done. One that was rejected or failed stays as it is, with its reason in \`errDescription\`.`,
  inputs: liveCaptionsInputs,
  outputs: order.outputs,
  computed: noOutputs,
  rules: [
    ...order.choiceRules,
    ...common.timeRules(common.DAY),
    {
      reads: ["scheduleEventId"],
      problem: (i: Inputs) =>
        i.scheduleEventId === undefined
          ? "is missing: Kaltura would make an event of its own, which blocks the session's; pass the session's scheduleEventId"
          : undefined,
    },
  ] as never,
  warnOnCreate: order.WARNING,
  root: "order",
  parts: [
    vendorTask<Inputs>({
      features: liveServices,
      jobData: i => ({
        objectType: "KalturaScheduledVendorTaskData",
        scheduledEventId: Number(i.scheduleEventId),
        // Left out, they would be the event's, but widened by its pre- and post-times.
        ...windowOf(i),
      }),
      jobInputs: { scheduledEventId: "scheduleEventId", startDate: "start", endDate: "end" },
      fits: (task, i) =>
        String(task.taskJobData?.scheduledEventId) === i.scheduleEventId &&
        task.taskJobData?.startDate === windowOf(i as Inputs).startDate &&
        task.taskJobData?.endDate === windowOf(i as Inputs).endDate,
      fill: ({ taskJobData }) => {
        const { scheduledEventId, startDate, endDate } = taskJobData ?? {};
        const time = (epoch: number | undefined) =>
          epoch === undefined ? undefined : writeLike(epoch, undefined, undefined);
        return {
          scheduleEventId: scheduledEventId === undefined ? undefined : String(scheduledEventId),
          start: time(startDate),
          end: time(endDate),
        };
      },
      drift(task, i) {
        const { startDate, endDate } = windowOf(i);
        const { startDate: from = startDate, endDate: to = endDate } = task.taskJobData ?? {};
        return {
          ...(from === startDate ? {} : { start: writeLike(from, i.start, i.timezone) }),
          ...(to === endDate ? {} : { end: writeLike(to, i.end, i.timezone) }),
        };
      },
    }),
  ],
});
