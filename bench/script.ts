/**
 * What people write today: a script with kaltura-client that follows the guide call by call, one session after
 * another. Prints seconds and calls of each part as JSON.
 *
 *   node script.js URL PARTNER SECRET SESSIONS
 */
import { epochOf } from "../provider/time";
import { benchSession } from "./session";

// biome-ignore lint/suspicious/noExplicitAny: the client has no types.
const kaltura = require("kaltura-client") as any;
const { services, objects } = kaltura;

// biome-ignore lint/suspicious/noExplicitAny: nor have its answers.
type Answer = any;

async function main([url, partner, secret, count]: readonly string[]): Promise<void> {
  const configuration = new kaltura.Configuration();
  configuration.serviceUrl = url;
  configuration.setLogger({ log() {}, debug() {} });
  const client = new kaltura.Client(configuration);
  let calls = 0;
  // Single calls settle; its multirequests do not always.
  const call = async (builder: { execute: (c: unknown) => Promise<Answer> }): Promise<Answer> => {
    calls += 1;
    return builder.execute(client);
  };
  const timed = async (work: () => Promise<void>) => {
    const before = calls;
    const start = process.hrtime.bigint();
    await work();
    return { seconds: Number(process.hrtime.bigint() - start) / 1e9, calls: calls - before };
  };

  client.setKs(
    await call(services.session.start(secret, "script", 2, Number(partner), 86_400, "disableentitlement")),
  );
  const found = await call(services.metadataProfile.listAction());
  const profile = (systemName: string) =>
    (found.objects as Array<{ systemName?: string; id: number }>).find(p => p.systemName === systemName)!.id;
  const profiles = ["KMS_KWEBCAST2", "KMS_EVENTS3", "EntryAdditionalInfo"].map(profile);
  const category = async (name: string, parentId?: number) =>
    (await call(services.category.add(new objects.Category({ name, parentId })))).id;
  const event = await category("Script's summit");
  const track = await category("Main track", event);

  const made: Array<{ entry: string; event: number }> = [];
  const create = await timed(async () => {
    for (let i = 0; i < Number(count); i++) {
      const session = benchSession(i);
      const [start, end] = [epochOf(session.start, session.timezone), epochOf(session.end, session.timezone)];
      const entry = (
        await call(
          services.liveStream.add(
            new objects.LiveStreamEntry({
              name: session.name,
              description: session.description,
              tags: session.tags.join(","),
              adminTags: "kms-webcast-event",
              mediaType: 201,
              sourceType: "32",
            }),
            "32",
          ),
        )
      ).id as string;
      for (const [at, xml] of metadataOf(session, start, end).entries()) {
        await call(services.metadata.add(profiles[at], "1", entry, xml));
      }
      const scheduled = await call(
        services.scheduleEvent.add(
          new objects.LiveStreamScheduleEvent({
            recurrenceType: 0,
            summary: session.name,
            startDate: start,
            endDate: end,
            templateEntryId: entry,
          }),
        ),
      );
      for (const categoryId of [event, track]) {
        await call(services.categoryEntry.add(new objects.CategoryEntry({ entryId: entry, categoryId })));
      }
      await call(services.liveStream.updateOfflineThumbnailFromUrl(entry, session.thumbnail));
      made.push({ entry, event: scheduled.id });
    }
  });
  const read = await timed(async () => {
    for (const { entry, event: id } of made) {
      await call(services.liveStream.get(entry));
      await call(
        services.metadata.listAction(
          new objects.MetadataFilter({ metadataObjectTypeEqual: "1", objectIdEqual: entry }),
        ),
      );
      await call(services.scheduleEvent.get(id));
      await call(services.categoryEntry.listAction(new objects.CategoryEntryFilter({ entryIdEqual: entry })));
    }
  });
  const remove = await timed(async () => {
    for (const { entry, event: id } of made) {
      await call(services.scheduleEvent.deleteAction(id));
      for (const categoryId of [event, track])
        await call(services.categoryEntry.deleteAction(entry, categoryId));
      await call(services.liveStream.deleteAction(entry));
    }
    for (const id of [track, event]) await call(services.category.deleteAction(id));
  });
  console.log(JSON.stringify({ up: create, refresh: read, destroy: remove }));
}

function metadataOf({ presenters }: ReturnType<typeof benchSession>, start: number, end: number): string[] {
  const speakers = presenters.map(
    ({ name, title, bio }) =>
      `<Presenter><PresenterName>${name}</PresenterName><PresenterTitle>${title}</PresenterTitle><PresenterBio>${bio}</PresenterBio></Presenter>`,
  );
  const detail = (key: string, value: unknown) =>
    `<Detail><Key>${key}</Key><Value>${JSON.stringify(value)}</Value></Detail>`;
  return [
    "<metadata><IsKwebcastEntry>1</IsKwebcastEntry><IsSelfServe>0</IsSelfServe></metadata>",
    `<metadata><StartTime>${start}</StartTime><EndTime>${end}</EndTime><Timezone>Europe/Berlin</Timezone>${speakers.join("")}</metadata>`,
    `<metadata>${detail("calenderReminder", "none")}${detail("cnc_widgetSettings", { cnc_enabled: "1" })}</metadata>`,
  ];
}

void main(process.argv.slice(2));
