/** The entry of a room: made by the API or by KAF, tied to the webcast it goes on air with, made anew for other moderators. */
import { expect } from "chai";
import { Reference } from "../../provider/kaltura/types";
import type { BaseEntry, RoomEntry } from "../../provider/kaltura/wire";
import type { Site, Want } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { type RoomInputs, room } from "../../provider/parts/room";
import { failureOf } from "../support/failure";
import { type Answers, desk, MARK, OTHER, STACK, shown } from "./site";

/** An interactive room, which stands by itself. */
const meeting = room();
/** The room of a studio, from which a webcast goes on air. */
const studio = room({ key: "room", label: "studio room", handle: "room", broadcasts: "entry" });

const UNMARKED: RoomInputs = { name: "Talk" };
const inputs = (more: Partial<RoomInputs> = {}): RoomInputs => ({ name: "Talk", mark: MARK, ...more });
const wish = (more: Partial<RoomInputs> = {}, previous?: Partial<RoomInputs>): Want<RoomInputs> => ({
  inputs: inputs(more),
  previous,
  unfinished: new Set(),
});
const entry = (id: string, more: Partial<RoomEntry> = {}): RoomEntry => ({
  objectType: "KalturaRoomEntry",
  id,
  name: "Talk",
  type: "room.room" as never,
  roomType: 1,
  adminTags: `${STACK},${MARK}`,
  ...more,
});
/** The studio's room as it should be. */
const onAir = (more: Partial<RoomEntry> = {}) => entry("1_room", { broadcastEntryId: "1_live", ...more });
const LIVE = { entry: "1_live" };
const at = (handles: Props = {}, answers: Answers = {}): Site => desk(answers, { handles }).site;

describe("a room made by the API", () => {
  it("is a room unless its type is given, under its mark, in the request of the others", async () => {
    const site = at();
    const steps = await meeting.plan(wish({ description: "On all" }), undefined, site);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "make the room",
        call: "room_room.add",
        args: {
          entry: {
            objectType: "KalturaRoomEntry",
            roomType: 1,
            name: "Talk",
            description: "On all",
            adminTags: `${STACK},${MARK}`,
          },
        },
      },
    ]);
    expect(steps[0]).to.not.have.property("alone");
    expect(site.handles.get("entry")).to.deep.equal(new Reference(steps[0]!.call, "id"));
  });

  it("is under its own key, and what it takes is said", () => {
    expect([meeting.key, meeting.label, studio.key, studio.label]).to.deep.equal([
      "entry",
      "room",
      "room",
      "studio room",
    ]);
    expect(meeting.product).to.equal(
      "Kaltura Rooms (plugin room); with createdBy kaf also the KAF module embeddedrooms",
    );
    expect(meeting.permissions).to.deep.equal(["CONTENT_INGEST_REFERENCE_MODIFY"]);
  });

  it("is deleted by itself where it is not the root", () => {
    expect(studio.outlivesRoot).to.equal(true);
    expect(meeting).to.not.have.property("outlivesRoot");
  });

  it("takes and loses its template, its type and its recording", async () => {
    const set = { roomType: "breakout", templateRoomEntryId: "1_tpl", recordedEntryId: "1_rec" };
    const sent = async (...[want, seen]: [Want<RoomInputs>, RoomEntry]) => {
      const [step] = await meeting.plan(want, seen, at());
      return step!.call.args.room;
    };
    const wire = { roomType: 2, templateRoomEntryId: "1_tpl", recordedEntryId: "1_rec" };
    expect(await sent(wish(set as never), entry("1_room"))).to.deep.equal({
      objectType: "KalturaRoomEntry",
      ...wire,
    });
    // `__null` would break the server.
    expect(await sent(wish({}, set as never), entry("1_room", wire))).to.deep.equal({
      objectType: "KalturaRoomEntry",
      roomType: 1,
      templateRoomEntryId: "",
      recordedEntryId: "",
    });
    expect(await meeting.fill!(entry("1_room", wire), at(), {})).to.include(set);
  });
});

describe("a room that goes on air with a webcast", () => {
  it("names the webcast, and waits for it: of one that failed it would be an orphan", async () => {
    const call = { service: "livestream", action: "add", args: {} };
    const plan = (handles: Props) => studio.plan(wish(), undefined, at(handles));
    const [early] = await plan({ entry: new Reference(call, "id") });
    expect(early!.alone).to.equal(true);
    expect((await plan({}))[0]!.alone).to.equal(true);
    const [step] = await plan(LIVE);
    expect(step).to.not.have.property("alone");
    expect(step!.purpose).to.equal("make the studio room");
    expect(step!.call.args.entry).to.include({ broadcastEntryId: "1_live" });
  });

  it("is tied to it again when somebody changed that, and is left alone when it is right", async () => {
    expect(await studio.plan(wish(), onAir(), at(LIVE))).to.deep.equal([]);
    const site = at(LIVE);
    const steps = await studio.plan(wish(), onAir({ broadcastEntryId: "1_other" }), site);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "update the studio room",
        call: "room_room.update",
        args: { roomId: "1_room", room: { objectType: "KalturaRoomEntry", broadcastEntryId: "1_live" } },
      },
    ]);
    steps[0]!.done!(onAir() as never);
    expect([site.handles.get("room"), site.seen.get("room")]).to.deep.equal(["1_room", onAir()]);
    expect(await studio.drift(inputs(), onAir({ broadcastEntryId: "1_other" }), site)).to.deep.equal({
      inputs: {},
      missing: true,
    });
    expect(await studio.drift(inputs(), onAir(), site)).to.deep.equal({ inputs: {}, missing: false });
  });

  it("is not untied from what it broadcasts to where no webcast is known, or it stands by itself", async () => {
    expect(await studio.plan(wish(), onAir(), at())).to.deep.equal([]);
    expect(await meeting.plan(wish(), onAir(), at(LIVE))).to.deep.equal([]);
  });

  it("is found at an import by its webcast", async () => {
    const sought = async (handles: Props, rooms?: RoomEntry[]) => {
      const { site, asked } = desk(rooms === undefined ? {} : { roomsFor: () => rooms }, { handles });
      await studio.seek!(site);
      return [site.handles.get("room"), site.handles.has("room"), ...asked];
    };
    expect(await sought(LIVE, [onAir(), entry("1_second")])).to.deep.equal([
      "1_room",
      true,
      "roomsFor 1_live",
    ]);
    expect(await sought(LIVE, [])).to.deep.equal([undefined, false, "roomsFor 1_live"]);
    expect(await sought(LIVE, [{ objectType: "KalturaRoomEntry" }])).to.deep.equal([
      undefined,
      false,
      "roomsFor 1_live",
    ]);
    expect(await sought({})).to.deep.equal([undefined, false]);
    expect(meeting).to.not.have.property("seek");
  });
});

describe("a room beside a webcast that is adopted", () => {
  const claimed = async (rooms: RoomEntry[], from?: string, want = inputs()) => {
    const { site, asked } = desk({ roomsFor: () => rooms }, { handles: LIVE });
    await studio.claim!(site, want, from === undefined ? {} : { from });
    expect(asked).to.deep.equal(["roomsFor 1_live"]);
    return site.handles.has("room") ? site.handles.get("room") : "none";
  };
  const bare = (id: string, more: Partial<RoomEntry> = {}) => entry(id, { adminTags: "", ...more });

  it("is the only one that nobody manages", async () => {
    const theirs = entry("1_theirs", { adminTags: OTHER });
    expect(await claimed([theirs, bare("1_free")])).to.equal("1_free");
    expect(await claimed([bare("1_free", { adminTags: "theirs" })], undefined, UNMARKED)).to.equal("1_free");
    expect(await claimed([theirs])).to.equal("none");
    expect(await claimed([])).to.equal("none");
    expect(await claimed([{ objectType: "KalturaRoomEntry" }])).to.equal("none");
  });

  it("is its former owner's, where adopt says whose it was", async () => {
    const theirs = entry("1_theirs", { adminTags: `${OTHER.slice(0, 16)},${OTHER}` });
    expect(await claimed([theirs], OTHER)).to.equal("1_theirs");
  });

  it("is the one that is ours already, whatever else is free", async () => {
    expect(await claimed([bare("1_a"), bare("1_b"), onAir()])).to.equal("1_room");
    expect(await claimed([bare("1_a"), onAir()])).to.equal("1_room");
  });

  it("is refused where several could be meant", async () => {
    expect((await failureOf(claimed([bare("1_a"), bare("1_b", { name: "Second" })])))?.message).to.equal(
      "input adopt: entry 1_live has 2 rooms that broadcast to it: " +
        'entry 1_a ("Talk", room), entry 1_b ("Second", room). ' +
        "In Kaltura's console take broadcastEntryId from all but one, or delete them",
    );
  });

  it("is not looked for where no webcast is known, or the room stands by itself", async () => {
    for (const [part, handles] of [
      [studio, {}],
      [meeting, LIVE],
    ] as const) {
      const { site, asked } = desk({}, { handles });
      await part.claim!(site, inputs(), {});
      expect(asked).to.deep.equal([]);
    }
  });
});

describe("moderators of a studio's room, whom KAF takes when it makes one", () => {
  const plan = (more: Partial<RoomInputs>, previous: Partial<RoomInputs> | undefined, site = at(LIVE)) =>
    studio.plan(wish(more, previous), onAir(), site);

  it("make it anew when they are others: it is deleted alone, and not while it is on air", async () => {
    for (const name of ["roomModerators", "chatModerators"] as const) {
      const steps = await plan({ [name]: ["ann", "bob"] }, { [name]: ["ann"] });
      expect(shown(steps)).to.deep.equal([
        {
          purpose: "delete the studio room, as it gets other moderators",
          call: "room_room.delete",
          args: { roomId: "1_room" },
        },
      ]);
      expect(steps[0]).to.deep.include({
        alone: true,
        fine: ["gone"],
        disrupts: {
          what: "makes its room anew",
          inputs: ["room.roomModerators", "room.chatModerators"],
          whileOnAir: true,
        },
      });
    }
    expect((await plan({ roomModerators: ["ann"] }, {}))[0]!.purpose).to.include(
      "as it gets other moderators",
    );
  });

  it("make it anew once", async () => {
    const site = at(LIVE);
    const [gone] = await plan({ roomModerators: ["bob"] }, {}, site);
    gone!.done!(undefined as never);
    expect(await plan({ roomModerators: ["bob"] }, {}, site)).to.deep.equal([]);
    const [made] = await studio.plan(wish({ roomModerators: ["bob"] }, {}), undefined, site);
    expect(made!.purpose).to.equal("make the studio room");
  });

  it("leave it where they are the same in another order, taken out, none, or new to a room that was not made", async () => {
    const both = { roomModerators: ["ann", "bob"], chatModerators: ["cy"] };
    expect(await plan({ ...both, roomModerators: ["bob", "ann"] }, both)).to.deep.equal([]);
    expect(await plan({}, both)).to.deep.equal([]);
    expect(await plan({ roomModerators: [] }, {})).to.deep.equal([]);
    expect(await plan(both, undefined)).to.deep.equal([]);
    const [step] = await studio.plan(wish(both, {}), undefined, at(LIVE));
    expect(step!.purpose).to.equal("make the studio room");
  });

  it("never make an interactive room anew, whose id people hold", async () => {
    const want = wish({ roomModerators: ["bob"] }, { roomModerators: ["ann"] });
    expect(await meeting.plan(want, entry("1_room"), at())).to.deep.equal([]);
  });
});

describe("a room made by KAF", () => {
  it("is made by a call of its own with its moderators, and the mark among the tags that it takes", async () => {
    const site = at(LIVE);
    const all = {
      createdBy: "kaf" as const,
      description: "On all",
      tags: ["one", "two"],
      templateRoomEntryId: "1_tpl",
      roomModerators: ["ann"],
      chatModerators: ["bob"],
      adminTags: ["ours"],
    };
    const steps = await studio.plan(wish(all), undefined, site);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "make the studio room",
        call: "kaf.createRoom",
        args: {
          name: "Talk",
          tags: `one,two,${STACK},${MARK}`,
          description: "On all",
          templateRoomEntryId: "1_tpl",
          roomModeratorUserIds: ["ann"],
          chatModeratorUserIds: ["bob"],
        },
      },
    ]);
    expect(steps[0]!.alone).to.equal(true);
    expect(site.handles.has("room")).to.equal(false);
  });

  it("is asked for with no more than what is given", async () => {
    const [step] = await meeting.plan(
      { ...wish(), inputs: { ...UNMARKED, createdBy: "kaf" } },
      undefined,
      at(),
    );
    expect(step!.call.args).to.deep.equal({ name: "Talk", tags: "" });
    expect(step!.alone).to.equal(true);
  });

  it("loses the mark from the tags that people see at its first update, and keeps theirs", async () => {
    const fresh = entry("1_room", { adminTags: "", tags: `one, two,${STACK},${MARK}` });
    const sent = async (want: Want<RoomInputs>, seen: RoomEntry) =>
      (await meeting.plan(want, seen, at()))[0]?.call.args.room;
    expect(await sent(wish(), fresh)).to.deep.equal({
      objectType: "KalturaRoomEntry",
      adminTags: `${STACK},${MARK}`,
      tags: "one,two",
    });
    expect(await sent(wish({ tags: ["three"] }), fresh)).to.include({ tags: "three" });
    expect(await sent(wish(), entry("1_room", { tags: "one" }))).to.equal(undefined);
    expect(await meeting.drift(inputs(), entry("1_room", { tags: `one,${MARK}` }), at())).to.deep.equal({
      inputs: {},
      missing: true,
    });
    expect((await meeting.drift(inputs(), entry("1_room", { tags: "one" }), at())).missing).to.equal(false);
  });

  /** Entries that carry the mark among the tags that people see, and among those of administrators. */
  const listed = (visible: string[], admin: string[] = []): Answers => ({
    entriesWithAdminTag: (mark: string) => (mark === MARK ? admin.map(id => entry(id)) : []) as BaseEntry[],
    entriesWithTag: (mark: string) => (mark === MARK ? visible.map(id => entry(id)) : []) as BaseEntry[],
    adminTagsBeside: () => new Set(),
    room: (id: string) => entry(id),
  });

  it("is found by either tags, those of administrators first", async () => {
    const found = async (createdBy: "api" | "kaf", visible: string[], admin: string[]) =>
      await meeting
        .observe(at({}, listed(visible, admin)), inputs({ createdBy }))
        .then(seen => seen?.id ?? seen);
    expect(await found("kaf", ["1_new"], [])).to.equal("1_new");
    expect(await found("kaf", ["1_new"], ["1_old"])).to.equal("1_old");
    expect(await found("api", ["1_new"], [])).to.equal(undefined);
    expect(await found("api", [], ["1_old"])).to.equal("1_old");
  });

  it("counts as begun when a search finds it, as KAF has no second chance", async () => {
    const begun = (want: Partial<RoomInputs>, answers: Answers) => meeting.begun!(at({}, answers), want);
    const kaf = inputs({ createdBy: "kaf" });
    expect(await begun(kaf, listed(["1_new"]))).to.equal(true);
    expect(await begun(kaf, listed([], ["1_old"]))).to.equal(true);
    expect(await begun(kaf, listed([]))).to.equal(false);
    // Neither of these is worth a search.
    expect(await begun(kaf, { adminTagsBeside: () => new Set([MARK]) })).to.equal(true);
    expect(await begun(inputs({ createdBy: "api" }), { adminTagsBeside: () => new Set() })).to.equal(false);
    expect(await begun({ ...UNMARKED, createdBy: "kaf" }, {})).to.equal(false);
  });
});
