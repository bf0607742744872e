/** The event that turns a session's page into on-demand after the show: players follow it to the recording. */
import type { Field } from "../lifecycle/fields";
import { DAY, epochOf } from "../time";
import { eventText, type ScheduleEventInputs } from "./eventFields";
import { scheduleEvent } from "./scheduleEvent";

interface RedirectInputs extends ScheduleEventInputs {
  source?: string;
  /** `true` for the session's own source. */
  redirectAfter?: boolean | string;
  scheduleEvent?: { tags?: string[]; postEndSeconds?: number };
}

/**
 * Seconds that it lasts: about 23 months, as in Kaltura's own scripts. A single redirect may last five years, but
 * the server takes no event of more than two from start to end (api-reference 4.1).
 */
const SPAN = 700 * DAY;

/** Touches the show's event, lead-out included; the two must not overlap. */
const afterShow = (inputs: RedirectInputs) =>
  epochOf(inputs.end!, inputs.timezone) + (inputs.scheduleEvent?.postEndSeconds ?? 0);

const field = (
  wire: string,
  to: (target: true | string, inputs: RedirectInputs) => unknown,
  from: Field<RedirectInputs>["from"] = () => undefined,
): Field<RedirectInputs> => ({
  input: "redirectAfter",
  wire,
  to: (target: boolean | string, inputs) => (target === false ? undefined : to(target, inputs)),
  from,
  clear: "stay",
});

export const redirect = scheduleEvent<"LiveRedirect", RedirectInputs>({
  type: "LiveRedirect",
  key: "redirect",
  label: "redirect to the recording",
  handle: "redirect",
  of: "entry",
  fields: [
    eventText[0] as Field<RedirectInputs>,
    field("startDate", (_, inputs) => afterShow(inputs)),
    field("endDate", (_, inputs) => afterShow(inputs) + SPAN),
    field(
      "redirectEntryId",
      (target, inputs) => (target === true ? inputs.source : target),
      (entry: string, inputs) => (entry === inputs.source ? true : entry),
    ),
  ],
  beside: ["event"],
});
