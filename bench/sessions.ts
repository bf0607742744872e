/**
 * What the provider costs beside a script that makes the same calls one by one: requests and time per session, in
 * one run, at several latencies. Ratios, not absolute times: machines differ.
 *
 *   npm run bench -- [sessions] [parallel]
 */
import * as core from "../provider/lifecycle/operations";
import type { Props } from "../provider/lifecycle/values";
import { markOf } from "../provider/mark";
import { webcastSession } from "../provider/resources/webcastSession";
import { World } from "../test/support/world";

const SESSIONS = Number(process.argv[2] ?? 100);
const PARALLEL = Number(process.argv[3] ?? 8);

const inputs = (i: number): Props => ({
  name: `Session ${i}`,
  mark: markOf("organization/bench/test", "WebcastSession", String(i)),
  start: "2027-05-04T09:00+02:00",
  end: "2027-05-04T10:00+02:00",
  calendarReminder: "none",
});

/** Runs `work` for each number below `n`, `PARALLEL` at a time, as the engine does; answers the seconds. */
async function each(n: number, work: (i: number) => Promise<void>): Promise<number> {
  const start = process.hrtime.bigint();
  let next = 0;
  const worker = async () => {
    while (next < n) await work(next++);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The same session by a script, call by call. */
async function byScript(world: World, profiles: readonly number[], i: number): Promise<void> {
  const { id: entryId } = await world.must("liveStream", "add", {
    liveStreamEntry: {
      objectType: "KalturaLiveStreamEntry",
      name: `Script ${i}`,
      mediaType: 201,
      sourceType: "32",
    },
  });
  const xml = [
    "<metadata><IsKwebcastEntry>1</IsKwebcastEntry><IsSelfServe>0</IsSelfServe></metadata>",
    "<metadata><StartTime>1809500400</StartTime><EndTime>1809504000</EndTime></metadata>",
    '<metadata><Detail><Key>calenderReminder</Key><Value>"none"</Value></Detail></metadata>',
  ];
  for (const [at, metadataProfileId] of profiles.entries()) {
    await world.must("metadata_metadata", "add", {
      metadataProfileId,
      objectType: "1",
      objectId: entryId,
      xmlData: xml[at],
    });
  }
  await world.must("schedule_scheduleevent", "add", {
    scheduleEvent: {
      objectType: "KalturaLiveStreamScheduleEvent",
      recurrenceType: 0,
      summary: `Script ${i}`,
      startDate: 1_809_500_400,
      endDate: 1_809_504_000,
      templateEntryId: entryId,
    },
  });
}

async function measure(latencyMs: number): Promise<void> {
  const world = await World.withProfiles();
  const profiles = (
    await world.list("metadata_metadataprofile", { objectType: "KalturaMetadataProfileFilter" })
  ).map(p => Number(p.id));
  world.emulator.setLatency(latencyMs);
  const script = await each(SESSIONS, i => byScript(world, profiles, i));

  const made: Array<{ id: string; outputs: Props }> = [];
  const phase = async (work: (i: number) => Promise<void>) => {
    const before = world.requests;
    const seconds = await each(SESSIONS, work);
    return { seconds, requests: world.requests - before };
  };
  const { runtime } = world;
  const up = await phase(async i => {
    made[i] = await core.create(webcastSession as never, runtime, inputs(i));
  });
  const refresh = await phase(async i => {
    await core.read(webcastSession as never, runtime, made[i]!.id, made[i]!.outputs);
  });
  const edit = await phase(async i => {
    const moved = { ...inputs(i), end: "2027-05-04T10:30+02:00" };
    await core.update(webcastSession as never, runtime, made[i]!.id, made[i]!.outputs, moved);
  });
  const down = await phase(async i => {
    await core.remove(webcastSession as never, runtime, made[i]!.id, made[i]!.outputs);
  });
  const per = (n: number) => (n / SESSIONS).toFixed(2);
  console.log(
    `${String(latencyMs).padStart(4)} ms | up ${per(up.requests)} req/session, ${(up.seconds / script).toFixed(2)} × script (5 req) | refresh ${per(refresh.requests)} req, ${(refresh.seconds / script).toFixed(2)} × | edit ${per(edit.requests)} req, ${(edit.seconds / script).toFixed(2)} × | down ${per(down.requests)} req, ${(down.seconds / script).toFixed(2)} ×`,
  );
  await world.stop();
}

async function main(): Promise<void> {
  console.log(
    `${SESSIONS} sessions, ${PARALLEL} at a time; times as ratios to a script's time for making them`,
  );
  for (const latency of [0, 50, 200]) await measure(latency);
}

void main();
