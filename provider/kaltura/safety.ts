import type { Call, Safety } from "./types";

/** What may be done when the answer to a call is lost. */
export function safetyOf(call: Call): Safety {
  const { service, action, args } = call;
  if (/^(get|list|count|is[A-Z])|^(ping|startSession|startWidgetSession)$/.test(action)) return "read";
  if (service === "schedule_scheduleevent" && action === "update") {
    // `duration` without both ends moves the start each time it is sent.
    const event = args.scheduleEvent as Record<string, unknown> | undefined;
    return event && "duration" in event && !("startDate" in event && "endDate" in event)
      ? "unsafe"
      : "idempotent";
  }
  // An upload is used up by it; anything else is put in place once more.
  if (action === "setContent") {
    const resource = args.contentResource as Record<string, unknown> | undefined;
    return resource?.objectType === "KalturaUploadedFileTokenResource" ? "unsafe" : "idempotent";
  }
  // Taken twice it is refused: the first one is under way, and its upload is used up.
  if (action === "updateContent") return "unsafe";
  return /^(update|delete|move|setAsDefault|cancel|abort|extend)/.test(action) ? "idempotent" : "unsafe";
}
