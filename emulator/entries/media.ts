import { onJob } from "../jobs.js";
import { entriesOf, NO_CONTENT, READY } from "./model.js";

/** Kind of the job that stands for import and transcoding. */
export const MEDIA_READY = "mediaReady";

/** The emulator has no transcoder: a media entry becomes ready, with a length, without any content. */
onJob(MEDIA_READY, (core, data) => {
  const entries = entriesOf(core.store);
  const entry = entries.get(String(data.entryId));
  if (entry?.status !== NO_CONTENT) return;
  const seconds = core.options.mediaSeconds;
  const patch = { status: READY, duration: seconds, msDuration: seconds * 1000 };
  if (core.options.mediaUnindexed) entries.updateUnindexed(entry, patch);
  else entries.update(entry, { ...patch, updatedAt: core.clock.now() });
});
