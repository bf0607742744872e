import type { CallContext } from "../context.js";
import { eventsOf, indexedEntryId } from "./model.js";
import { indexed } from "./window.js";

/** Events are indexed with the categories of their entry: when those change, the events are saved again. */
export function touchEvents(ctx: CallContext, entryId: string): void {
  const events = eventsOf(ctx.store);
  for (const document of indexed(ctx)) {
    if (indexedEntryId(ctx.store, document) !== entryId) continue;
    const event = events.get(document.id);
    if (event) events.update(event, { updatedAt: ctx.now });
  }
}
