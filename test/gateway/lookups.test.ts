/** Every look-up against the embedded Kaltura: long lists, what is deleted, and an index that lags. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator/index";
import { Loaders } from "../../provider/kaltura/loaders";
import type { Call } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import { gatewayTo } from "./server";

const LAG_SECONDS = 60;
const live = (more: object = {}) =>
  calls.liveStream.add(
    { objectType: "KalturaLiveStreamEntry", mediaType: 201, sourceType: "32", name: "x", ...more },
    "32",
  );
const XSD = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="metadata"><xsd:complexType>
  <xsd:sequence><xsd:element name="A" type="xsd:string" minOccurs="0"/></xsd:sequence></xsd:complexType></xsd:element></xsd:schema>`;

describe("look-ups on the embedded Kaltura", () => {
  let emulator: Emulator;
  let gateway: ReturnType<typeof gatewayTo>;
  let load: Loaders;
  beforeEach(async () => {
    emulator = await startEmulator({ jobDelayMs: "manual" });
    gateway = gatewayTo(emulator, { credentials: { adminSecret: emulator.adminSecret } });
    load = new Loaders(gateway);
  });
  afterEach(async () => {
    await gateway.close();
    await emulator.stop();
  });

  const make = async <R>(call: Call<R>): Promise<R> => {
    const [outcome] = await gateway.send([call]);
    if (!outcome!.ok) throw outcome!.error;
    return outcome!.value as R;
  };
  const idOf = async (call: Call) => ((await make(call)) as { id: string | number }).id;
  /** A minute's event of an entry, in the minute of this number. */
  const event = (type: string, templateEntryId?: string, minute = 0) =>
    calls.scheduleEvent.add({
      objectType: `Kaltura${type}ScheduleEvent`,
      recurrenceType: 0,
      summary: "s",
      startDate: 2_000_000_000 + 60 * minute,
      endDate: 2_000_000_060 + 60 * minute,
      ...(templateEntryId !== undefined && { templateEntryId }),
    });

  /** Puts copies of an object beside it, behind the API's back: thousands of calls would take their time. */
  const copy = (
    kind: string,
    id: string | number,
    count: number,
    change: (i: number) => object = () => ({}),
  ) => {
    const objects = emulator.store.collection<{ id: string | number; partnerId: number }>(kind);
    const one = objects.get(id)!;
    for (let i = 1; i <= count; i++) {
      const own = typeof one.id === "number" ? 1_000_000 + i : `${one.id}${i}`;
      objects.insert({ ...structuredClone(one), id: own, ...change(i) });
    }
  };
  const listed = (service: string) =>
    emulator.calls.filter(call => call.service.toLowerCase() === service && call.action === "list").length;

  it("find 750 entries by their ids, also those which the index does not know yet", async () => {
    emulator.setIndexLag(LAG_SECONDS * 1000);
    const id = String(await idOf(live()));
    copy("entries", id, 749);
    emulator.clearCalls();
    const ids = [id, ...Array.from({ length: 749 }, (_, i) => `${id}${i + 1}`)];
    const found = await Promise.all(ids.map(each => load.liveEntry(each)));
    expect(found.map(entry => entry?.id)).to.deep.equal(ids);
    expect(emulator.calls.filter(call => call.action === "get")).to.deep.equal([]);
    expect(listed("baseentry")).to.equal(8);
  });

  it("tell entries of different types apart, and see rooms and media in the making", async () => {
    const entry = String(await idOf(live()));
    const room = String(
      await idOf(calls.room.add({ objectType: "KalturaRoomEntry", name: "r", roomType: 1 })),
    );
    const media = String(
      await idOf(calls.media.add({ objectType: "KalturaMediaEntry", mediaType: 1, name: "m" })),
    );
    const kinds = async (id: string) =>
      Promise.all([load.liveEntry(id), load.room(id), load.media(id)]).then(found =>
        found.map(one => one !== undefined),
      );
    expect(await Promise.all([entry, room, media].map(kinds))).to.deep.equal([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });

  it("know what is deleted, and what never was, whatever the index still believes", async () => {
    const entry = String(await idOf(live({ adminTags: "pulumimark", referenceId: "r1", tags: "shown" })));
    const category = await idOf(calls.category.add({ objectType: "KalturaCategory", name: "c" }));
    const scheduled = await idOf(event("LiveStream", entry));
    const look = async () => [
      (await load.entry(entry))?.id,
      (await load.entriesWithAdminTag("pulumimark")).length,
      (await load.entriesWithTag("shown")).length,
      (await load.entriesByReferenceId("r1")).length,
      (await load.category(category))?.id,
      await load.categoryIdByFullName("c"),
      (await load.categoryChildren(0)).length,
      (await load.scheduleEvent(scheduled))?.id,
      (await load.scheduleEventsOf(entry)).length,
    ];
    expect(await look()).to.deep.equal([entry, 1, 1, 1, category, category, 1, scheduled, 1]);
    emulator.setIndexLag(LAG_SECONDS * 1000);
    await make(calls.scheduleEvent.delete(scheduled));
    await make(calls.liveStream.delete(entry));
    await make(calls.category.delete(category, 0));
    const gone = [undefined, 0, 0, 0, undefined, undefined, 0, undefined, 0];
    expect(await look()).to.deep.equal(gone);
    emulator.clock.advance(LAG_SECONDS);
    expect(await look()).to.deep.equal(gone);
    expect(await load.entry("0_nosuch99")).to.equal(undefined);
    expect(await load.scheduleEvent(999_999)).to.equal(undefined);
    expect(await load.category(999_999)).to.equal(undefined);
  });

  it("find by tag, reference and entry what the index knows, once it does", async () => {
    emulator.setIndexLag(LAG_SECONDS * 1000);
    const entry = String(await idOf(live({ adminTags: "pulumimark", referenceId: "r1" })));
    await make(event("LiveStream", entry));
    const counts = async () => [
      (await load.entriesWithAdminTag("pulumimark")).length,
      (await load.entriesByReferenceId("r1")).length,
      (await load.scheduleEventsOf(entry)).length,
    ];
    expect(await counts()).to.deep.equal([0, 0, 0]);
    emulator.clock.advance(LAG_SECONDS);
    expect(await counts()).to.deep.equal([1, 1, 1]);
  });

  it("find entries by the whole word of an admin tag", async () => {
    const a = await idOf(live({ adminTags: "kwebcast,pulumiabc" }));
    const b = await idOf(live({ adminTags: "pulumiabcd" }));
    const [short, long, none] = await Promise.all(
      ["pulumiabc", "pulumiabcd", "pulumi"].map(tag => load.entriesWithAdminTag(tag)),
    );
    expect([short, long, none].map(found => found!.map(entry => entry.id))).to.deep.equal([[a], [b], []]);
  });

  it("read lists of entries, events and categories to their end", async () => {
    const entry = String(await idOf(live({ adminTags: "pulumimark", referenceId: "r1" })));
    copy("entries", entry, 1100, i => ({ createdAt: 2_000_000_000 - i }));
    copy("scheduleEvents", await idOf(event("LiveStream", entry)), 1100);
    const category = await idOf(calls.category.add({ objectType: "KalturaCategory", name: "c" }));
    copy("categories", category, 999, i => ({ name: `c${i}`, fullName: `c${i}` }));

    const found = await load.entriesByReferenceId("r1");
    expect(found).to.have.length(1101);
    const times = found.map(each => Number(each.createdAt));
    expect(times, "oldest first").to.deep.equal([...times].sort((one, two) => one - two));
    expect(await load.entriesWithAdminTag("pulumimark")).to.have.length(1101);
    expect(new Set((await load.scheduleEventsOf(entry)).map(each => each.id)).size).to.equal(1101);
    expect(new Set((await load.categoryChildren(0)).map(each => each.id)).size).to.equal(1000);
  });

  it("read what hangs on entries to its end, and give each entry its own", async () => {
    const profile = await idOf(
      calls.metadataProfile.add(
        { objectType: "KalturaMetadataProfile", name: "p", metadataObjectType: "1" },
        XSD,
      ),
    );
    const category = Number(await idOf(calls.category.add({ objectType: "KalturaCategory", name: "c" })));
    const [a, b] = [String(await idOf(live())), String(await idOf(live()))];
    for (const id of [a, b]) {
      const metadata = await idOf(calls.metadata.add(profile, 1, id, "<metadata><A>x</A></metadata>"));
      if (id === a) copy("metadata", metadata, 1100, i => ({ metadataProfileId: 1000 + i }));
      await make(calls.categoryEntry.add(category, id));
    }
    const links = emulator.store.collection<{ id: string | number; partnerId: number; entryId: string }>(
      "categoryEntries",
    );
    const link = links.find(each => each.entryId === a)!;
    copy("categoryEntries", link.id, 700, i => ({ categoryId: category + i }));
    const picture = readFileSync(join(__dirname, "../../../test/support/red.jpg"));
    const thumbnail = await idOf(
      calls.thumbAsset.addFromImage(a, { name: "red.jpg", contentType: "image/jpeg", content: picture }),
    );
    copy("thumbAssets", thumbnail, 600);

    const [ofA, ofB] = await Promise.all(
      [a, b].map(async id => {
        const [metadata, categories] = await Promise.all([load.metadataOf(id), load.categoryLinksOf(id)]);
        expect(metadata.every(each => each.objectId === id)).to.equal(true);
        expect(categories.every(each => each.entryId === id)).to.equal(true);
        return [metadata.length, new Set(categories.map(each => each.categoryId)).size];
      }),
    );
    expect([ofA, ofB]).to.deep.equal([
      [1101, 701],
      [1, 1],
    ]);
    expect(await load.thumbAssetsOf(a)).to.have.length(601);
    await make(calls.thumbAsset.delete(thumbnail));
    expect(await load.thumbAssetsOf(a)).to.have.length(600);
    expect(await load.thumbAssetsOf(b)).to.have.length(0);
  });

  it("read what the account has to its end", async () => {
    const profile = await idOf(
      calls.metadataProfile.add(
        { objectType: "KalturaMetadataProfile", name: "p", metadataObjectType: "1" },
        XSD,
      ),
    );
    copy("metadataProfiles", profile, 519, i => ({ systemName: `s${i}` }));
    const first = (await load.conversionProfile("Default_Live"))!;
    copy("conversionProfile", first.id!, 520, i => ({ systemName: `s${i}`, isDefault: false }));
    const token = await idOf(
      calls.appToken.add({ objectType: "KalturaAppToken", sessionType: 2, sessionUserId: "ci" }),
    );
    copy("appTokens", token, 519);
    load.invalidate();
    expect(await load.metadataProfiles()).to.have.length(520);
    expect((await load.conversionProfiles()).length).to.be.greaterThan(520);
    expect(await load.conversionProfile("s520")).to.include({ type: first.type });
    expect(await load.appTokens()).to.have.length(520);
    expect((await load.appToken(`${token}7`))?.id).to.equal(`${token}7`);
    await make(calls.appToken.delete(token));
    expect(await load.appToken(String(token))).to.equal(undefined);
    expect(await load.accessControls()).not.to.deep.equal([]);
  });

  it("take no event of another entry or type, and see those that are cancelled", async () => {
    const [entry, other] = [String(await idOf(live())), String(await idOf(live()))];
    const own = await idOf(event("LiveStream", entry));
    const meeting = await idOf(event("Meeting", entry, 1));
    await make(event("LiveStream", other));
    await make(event("Blackout"));
    await make({ service: "schedule_scheduleevent", action: "cancel", args: { scheduleEventId: own } });

    const events = await load.scheduleEventsOf(entry);
    expect(events.map(each => [each.id, each.status])).to.deep.equal([[own, 1]]);
    expect((await load.scheduleEventsOf(entry, "Meeting")).map(each => each.id)).to.deep.equal([meeting]);
    expect(await load.scheduleEventsOf(entry, "LiveRedirect")).to.deep.equal([]);
    // Why: the filter class of all events does not know the field, and lists those of the whole account.
    const filter = { objectType: "KalturaScheduleEventFilter", templateEntryIdEqual: entry };
    expect(await load.all(calls.scheduleEvent.list, filter)).to.have.length(4);
  });
});
