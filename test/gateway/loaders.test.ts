import { expect } from "chai";
import fc from "fast-check";
import { ApiError } from "../../provider/kaltura/errors";
import type { Gateway } from "../../provider/kaltura/gateway";
import { Loaders } from "../../provider/kaltura/loaders";
import type { Call } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import {
  each,
  type FakeServer,
  failure,
  gatewayTo,
  refusal,
  type SeenCall,
  startServer,
  text,
} from "./server";

type Thing = Record<string, unknown>;
const filterOf = (call: SeenCall) => (call.args.filter ?? {}) as Record<string, string>;
const pageOf = (call: SeenCall, objects: Thing[]) => {
  const { pageSize, pageIndex } = call.args.pager as { pageSize: number; pageIndex: number };
  return {
    totalCount: objects.length,
    objects: objects.slice((pageIndex - 1) * pageSize, pageIndex * pageSize),
  };
};

describe("look-ups", () => {
  let server: FakeServer;
  let gateway: ReturnType<typeof gatewayTo>;
  let load: Loaders;
  const entries = new Map<string, Thing>();
  const links: Thing[] = [];
  let metadata: Thing[] = [];

  beforeEach(async () => {
    entries.clear();
    links.length = 0;
    metadata = [];
    for (let i = 0; i < 250; i++)
      entries.set(`1_${i}`, { id: `1_${i}`, type: 7, status: 2, objectType: "KalturaLiveStreamAdminEntry" });
    server = await startServer(call => {
      const filter = filterOf(call);
      switch (`${call.service}.${call.action}`) {
        case "baseentry.list":
          return pageOf(
            call,
            [...entries.values()].filter(entry => filter.idIn!.split(",").includes(entry.id as string)),
          );
        case "baseentry.get":
          return refusal("ENTRY_ID_NOT_FOUND");
        case "metadata_metadata.list": {
          const ids = new Set(filter.objectIdIn!.split(","));
          return pageOf(
            call,
            metadata.filter(object => ids.has(object.objectId as string)),
          );
        }
        case "categoryentry.list": {
          const ids = new Set(filter.entryIdIn!.split(","));
          return pageOf(
            call,
            links.filter(link => ids.has(link.entryId as string)),
          );
        }
      }
      return { totalCount: 0, objects: [] };
    });
    gateway = gatewayTo(server);
    load = new Loaders(gateway);
  });
  afterEach(async () => {
    await gateway.close();
    await server.close();
  });

  it("of 250 entries with their metadata and categories make one request", async () => {
    const ids = [...entries.keys()];
    const found = await Promise.all(
      ids.map(async id => {
        const [entry, data, categories] = await Promise.all([
          load.liveEntry(id),
          load.metadataOf(id),
          load.categoryLinksOf(id),
        ]);
        return [entry?.id, data.length, categories.length];
      }),
    );
    expect(found).to.deep.equal(ids.map(id => [id, 0, 0]));
    expect(server.requests).to.have.length(1);
    expect(server.requests[0]!.calls).to.have.length(9);
  });

  it("ask lists for every status, so that a room or unmoderated entry is not taken for gone", async () => {
    await load.entry("1_1");
    const filter = filterOf(server.requests[0]!.calls[0]!);
    expect(filter.statusIn!.split(",")).to.include.members(["-1", "2", "7"]).and.not.include("3");
    expect(filter.moderationStatusIn!.split(",")).to.include.members(["1", "3"]);
  });

  it("take nothing for gone that a list alone lacks", async () => {
    server.answer(call =>
      call.action === "list" ? { totalCount: 0, objects: [] } : { id: call.args.entryId, type: 7, status: 2 },
    );
    expect(await load.liveEntry("1_hidden")).to.include({ id: "1_hidden" });
    server.answer(call =>
      call.action === "list" ? { totalCount: 0, objects: [] } : refusal("ENTRY_ID_NOT_FOUND"),
    );
    expect(await load.liveEntry("1_gone")).to.equal(undefined);
    server.answer(call =>
      call.action === "list" ? { totalCount: 0, objects: [] } : refusal("SERVICE_FORBIDDEN"),
    );
    expect((await failure(load.liveEntry("1_x"), ApiError)).kind).to.equal("permission");
  });

  it("take what is deleted but still listed for gone", async () => {
    entries.set("1_del", { id: "1_del", type: 7, status: 3 });
    expect(await load.entry("1_del")).to.equal(undefined);
    server.answer(() => ({ totalCount: 1, objects: [{ id: 4, status: 3 }] }));
    expect(await load.category(4)).to.equal(undefined);
    expect(await load.scheduleEvent("4")).to.equal(undefined);
  });

  it("tell kinds of entries apart", async () => {
    entries.set("1_room", { id: "1_room", type: "room.room", status: 7 });
    entries.set("1_vod", { id: "1_vod", type: 1, status: 2 });
    expect(await load.liveEntry("1_room")).to.equal(undefined);
    expect(await load.room("1_room")).to.include({ id: "1_room" });
    expect(await load.room("1_1")).to.equal(undefined);
    expect(await load.media("1_vod")).to.include({ id: "1_vod" });
    expect(await load.media("1_1")).to.equal(undefined);
  });

  it("remember nothing from one moment to the next", async () => {
    await load.entry("1_1");
    entries.set("1_1", { id: "1_1", type: 7, status: 2, name: "new" });
    expect(await load.entry("1_1")).to.include({ name: "new" });
  });

  it("ask once for what many want", async () => {
    await Promise.all(Array.from({ length: 20 }, () => load.entry("1_1")));
    expect(filterOf(server.requests[0]!.calls[0]!).idIn).to.equal("1_1");
  });

  it("read list after list until all is there, and each thing once", async () => {
    metadata = Array.from({ length: 1201 }, (_, i) => ({ id: i + 1, objectId: "1_1", metadataProfileId: i }));
    expect(await load.metadataOf("1_1")).to.have.length(1201);
    expect(server.requests).to.have.length(3);
    // Ends as well when the server counts what it does not show, or pages as it likes.
    server.answer(() => ({ totalCount: 5000, objects: [{ id: 1, objectId: "1_1" }] }));
    expect(await load.metadataOf("1_1")).to.have.length(1);
    server.answer(() => ({ objects: [{ id: 1, objectId: "1_1" }] }));
    expect(await load.metadataOf("1_1")).to.have.length(1);
    server.answer(() => ({}));
    expect(await load.metadataOf("1_1")).to.have.length(0);
  });

  it("come to an end, with all there is, whatever the server says of the count, or does with pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1700),
        fc.oneof(fc.constantFrom(undefined, 0, -1, 500, 1e9), fc.nat(3000)),
        fc.constantFrom("as asked", "smaller", "always the first"),
        fc.boolean(),
        async (count, totalCount, pages, withIds) => {
          const things = Array.from({ length: count }, (_, i) =>
            withIds ? { id: i } : { entryId: `1_${i}` },
          );
          let asked = 0;
          const reader = {
            read: async ({ args }: Call) => {
              const { pageSize, pageIndex } = args.pager as { pageSize: number; pageIndex: number };
              const size = pages === "smaller" ? 100 : pageSize;
              const from = pages === "always the first" ? 0 : (pageIndex - 1) * size;
              expect(++asked).to.be.at.most(count + 1);
              return { totalCount, objects: things.slice(from, from + size) };
            },
          } as unknown as Gateway;
          const found = await new Loaders(reader).all(calls.category.list, { objectType: "KalturaFilter" });
          const honest = (totalCount ?? 0) >= count;
          if (pages === "as asked" || (pages === "smaller" && honest)) expect(found).to.deep.equal(things);
          expect(new Set(found).size).to.equal(found.length);
        },
      ),
    );
  });

  it("check that events belong to the entry: an unknown filter lists those of the whole account", async () => {
    const event = { objectType: "KalturaLiveStreamScheduleEvent", status: 2 };
    server.answer(() => ({
      totalCount: 3,
      objects: [
        { ...event, id: 1, templateEntryId: "1_a" },
        { ...event, id: 2, templateEntryId: "1_b" },
        { ...event, id: 3, objectType: "KalturaMeetingScheduleEvent", templateEntryId: "1_a" },
      ],
    }));
    expect((await load.scheduleEventsOf("1_a")).map(e => e.id)).to.deep.equal([1]);
    expect((await load.scheduleEventsOf("1_a", "Meeting")).map(e => e.id)).to.deep.equal([3]);
    expect(server.requests.map(r => filterOf(r.calls[0]!).objectType)).to.deep.equal([
      "KalturaLiveStreamScheduleEventFilter",
      "KalturaMeetingScheduleEventFilter",
    ]);
  });

  it("find entries by whole words of their admin tags, many marks in one list", async () => {
    server.answer(() => ({
      totalCount: 2,
      objects: [
        { id: "1_a", adminTags: "kwebcast,pulumiaxb" },
        { id: "1_b", adminTags: "pulumiaxbc" },
      ],
    }));
    const [a, b, c] = await Promise.all(
      ["pulumiaxb", "pulumiaxbc", "pulumi"].map(mark => load.entriesWithAdminTag(mark)),
    );
    expect([a, b, c].map(found => found!.map(entry => entry.id))).to.deep.equal([["1_a"], ["1_b"], []]);
    expect(server.requests).to.have.length(1);
    expect(filterOf(server.requests[0]!.calls[0]!).adminTagsMultiLikeOr).to.equal(
      "pulumiaxb,pulumiaxbc,pulumi",
    );
  });

  it("find a category by its full name, the exact spelling first", async () => {
    server.answer(() => ({
      totalCount: 3,
      objects: [
        { id: 1, fullName: "Site>CHANNELS" },
        { id: 2, fullName: "Site>Channels" },
        { id: 3, fullName: "Site>Channels>x" },
      ],
    }));
    expect(await load.categoryIdByFullName("Site>Channels")).to.equal(2);
    expect(await load.categoryIdByFullName("site>channels")).to.equal(1);
    expect(await load.categoryIdByFullName("Site")).to.equal(undefined);
  });

  it("check children, thumbnails and reference ids too", async () => {
    server.answer(call => ({
      totalCount: 2,
      objects:
        call.service === "category"
          ? [{ id: 1, parentId: 5 }, { id: 2, parentId: 6 }, { id: 3 }]
          : [
              { id: "1_a", entryId: "1_e", referenceId: "s1" },
              { id: "1_b", entryId: "1_f", referenceId: "s2" },
            ],
    }));
    expect((await load.categoryChildren("5")).map(c => c.id)).to.deep.equal([1]);
    expect((await load.categoryChildren(0)).map(c => c.id)).to.deep.equal([3]);
    expect((await load.thumbAssetsOf("1_e")).map(t => t.id)).to.deep.equal(["1_a"]);
    expect((await load.entriesByReferenceId("s2")).map(e => e.id)).to.deep.equal(["1_b"]);
  });

  it("ask for the account's profiles once a run, unless told to forget, or it failed", async () => {
    server.answer(() => ({ totalCount: 1, objects: [{ id: 1, systemName: "Default_Live" }] }));
    await Promise.all([load.metadataProfiles(), load.metadataProfiles()]);
    await load.metadataProfiles();
    expect(server.requests).to.have.length(1);
    load.invalidate("metadataProfiles");
    await load.metadataProfiles();
    expect(server.requests).to.have.length(2);
    expect(await load.conversionProfile("Default_Live")).to.include({ id: 1 });
    expect(await load.conversionProfile("Other")).to.equal(undefined);
    expect(server.requests).to.have.length(3);
    load.invalidate();
    server.next(
      each(() => refusal("FEATURE_FORBIDDEN")),
      text("", 404),
    );
    expect((await failure(load.metadataProfiles(), ApiError)).kind).to.equal("product");
    await failure(load.conversionProfiles(), Error);
    expect(await load.metadataProfiles()).to.have.length(1);
    expect(await load.conversionProfiles()).to.have.length(1);
  });
});
