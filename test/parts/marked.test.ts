/** What a destroy has to leave nothing of: objects with ownership marks, by kind, as they are listed and taken away. */
import { expect } from "chai";
import type { Marked } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import {
  markedCategories,
  markedEntries,
  markedEvents,
  markedOrders,
  markedProfiles,
  markedTokens,
} from "../../provider/parts/marked";
import { type Answers, desk, MARK, OTHER, OTHER_STACK, STACK } from "./site";

const NINE = Date.parse("2027-05-04T09:00Z") / 1000;
const HOUR = 3600;
const OURS = [STACK, MARK];
const TAGS = OURS.join(",");

/** What is found of these stacks; of all when none is named. */
const found = (
  find: typeof markedEntries,
  answers: Answers,
  stacks: readonly string[] | undefined = [STACK],
  now = 0,
): Promise<Marked[]> => find(desk(answers, { now: now * 1000 }).site, stacks);

const ids = (list: readonly Marked[]) => list.map(one => one.id);

describe("marked entries", () => {
  const entry = (more: Props = {}): Props => ({
    id: "1_a",
    name: "Keynote",
    type: 7,
    adminTags: TAGS,
    ...more,
  });

  it("are found by the words of a stack among their admin tags and, as KAF has them, their visible tags", async () => {
    const asked: string[] = [];
    const list = await found(
      markedEntries,
      {
        entriesWithAdminTag: (tag: string) => {
          asked.push(`admin ${tag}`);
          return tag === STACK ? [entry()] : [];
        },
        entriesWithTag: (tag: string) => {
          asked.push(`tag ${tag}`);
          return tag === STACK ? [entry({ id: "1_b", adminTags: undefined, tags: TAGS })] : [];
        },
      },
      [STACK, OTHER_STACK],
    );
    expect(asked).to.have.members([
      `admin ${STACK}`,
      `tag ${STACK}`,
      `admin ${OTHER_STACK}`,
      `tag ${OTHER_STACK}`,
    ]);
    expect(list[0]).to.deep.equal({
      what: "entry",
      rank: 1,
      id: "1_a",
      title: 'entry 1_a ("Keynote", live entry)',
      marks: OURS,
      onAir: false,
      remove: { service: "baseentry", action: "delete", args: { entryId: "1_a" } },
    });
    expect(list[1]).to.deep.include({ id: "1_b", marks: OURS });
    expect(list).to.have.length(2);
  });

  it("are all that carry any mark, where no stack is named", async () => {
    const everyEntry = () => [
      entry({ adminTags: OTHER }),
      entry({ id: "1_b", adminTags: "theirs", tags: "x" }),
    ];
    const list = await markedEntries(desk({ everyEntry }).site, undefined);
    expect(ids(list)).to.deep.equal(["1_a"]);
  });

  it("are not those of other stacks, whatever a server lists", async () => {
    const listed = [
      entry({ adminTags: OTHER }),
      entry({ id: "1_b", adminTags: `${OTHER},${MARK}` }),
      entry({ id: "1_c", adminTags: "x" }),
    ];
    const answers = { entriesWithAdminTag: () => listed, entriesWithTag: () => [] };
    expect(ids(await found(markedEntries, answers))).to.deep.equal(["1_b"]);
  });

  it("are on air while Kaltura says that somebody sends", async () => {
    const everyEntry = () => [0, 1, 2, "1", undefined].map(liveStatus => entry({ liveStatus }));
    const list = await markedEntries(desk({ everyEntry }).site, undefined);
    expect(list.map(one => one.onAir)).to.deep.equal([false, true, true, true, false]);
  });
});

describe("marked schedule events", () => {
  const event = (more: Props = {}): Props => ({
    id: 4711,
    objectType: "KalturaLiveStreamScheduleEvent",
    status: 2,
    summary: "Keynote",
    startDate: NINE,
    endDate: NINE + HOUR,
    tags: TAGS,
    templateEntryId: "1_a",
    ...more,
  });

  it("are found by the words of stacks among their tags, and go behind their entries", async () => {
    const filters: unknown[] = [];
    const all = (list: (filter: never) => unknown, filter: Props) => {
      filters.push(filter, list(filter as never));
      return [event()];
    };
    const list = await found(markedEvents, { all }, [STACK, OTHER_STACK]);
    const filter = {
      objectType: "KalturaScheduleEventFilter",
      tagsMultiLikeOr: `${STACK},${OTHER_STACK}`,
    };
    expect(filters).to.deep.equal([
      filter,
      { service: "schedule_scheduleevent", action: "list", args: { filter } },
    ]);
    expect(list).to.deep.equal([
      {
        what: "event",
        rank: 2,
        id: "4711",
        title: 'schedule event 4711 ("Keynote")',
        marks: OURS,
        of: "1_a",
        onAir: false,
        remove: {
          service: "schedule_scheduleevent",
          action: "delete",
          args: { scheduleEventId: 4711 },
        },
      },
    ]);
  });

  it("are looked for among all events where no stack is named", async () => {
    const all = (_list: unknown, filter: Props) => {
      expect(filter).to.deep.equal({ objectType: "KalturaScheduleEventFilter" });
      return [event({ tags: OTHER, summary: undefined, templateEntryId: undefined }), event({ tags: "x" })];
    };
    const list = await markedEvents(desk({ all }).site, undefined);
    expect(list).to.have.length(1);
    expect(list[0]).to.deep.include({ title: 'schedule event 4711 ("")', marks: [OTHER] });
    expect(list[0]).not.to.have.property("of");
  });

  it("are neither deleted ones nor those of other stacks; cancelled ones are, as they take their time", async () => {
    const all = () => [
      event({ id: 1, status: 3 }),
      event({ id: 2, tags: OTHER }),
      event({ id: 3, status: 1 }),
    ];
    expect(ids(await found(markedEvents, { all }))).to.deep.equal(["3"]);
  });

  it("are on air in their time, but for redirects and cancelled ones", async () => {
    const all = () => [
      event(),
      event({ objectType: "KalturaLiveRedirectScheduleEvent" }),
      event({ status: 1 }),
      event({ startDate: NINE + 700 }),
    ];
    const list = await found(markedEvents, { all }, [STACK], NINE + 600);
    expect(list.map(one => one.onAir)).to.deep.equal([true, false, false, false]);
  });
});

describe("marked categories", () => {
  const category = (more: Props = {}): Props => ({
    id: 42,
    name: "Day 1",
    fullName: "MediaSpace>Day 1",
    fullIds: "7>42",
    parentId: 7,
    adminTags: TAGS,
    ...more,
  });
  const rankOf = async (fullIds: string | undefined) =>
    (await found(markedCategories, { categories: () => [category({ fullIds })] }))[0]!.rank;

  it("are found by their admin tags, and go without their entries", async () => {
    const categories = () => [
      category(),
      category({ id: 43, adminTags: OTHER }),
      category({ adminTags: "" }),
    ];
    const list = await found(markedCategories, { categories });
    expect(list).to.deep.equal([
      {
        what: "category",
        rank: 3 + 1 / 3,
        id: "42",
        title: 'category 42 ("MediaSpace>Day 1")',
        marks: OURS,
        of: "7",
        remove: {
          service: "category",
          action: "delete",
          args: { id: 42, moveEntriesToParentCategory: 0 },
        },
      },
    ]);
    expect(ids(await markedCategories(desk({ categories }).site, undefined))).to.deep.equal(["42", "43"]);
  });

  it("go the deepest first, all behind the events and before the tokens", async () => {
    const [top, middle, deep] = [await rankOf("1"), await rankOf("1>2"), await rankOf("1>2>3")];
    expect(deep).to.be.lessThan(middle!);
    expect(middle).to.be.lessThan(top!);
    expect(await rankOf(undefined)).to.equal(top);
    expect(deep).to.be.within(3, 4);
    expect(top).to.be.within(3, 4);
  });

  it("are at the top without a parent, and called by their name without a full one", async () => {
    const categories = () => [category({ parentId: undefined, fullName: undefined })];
    expect((await found(markedCategories, { categories }))[0]).to.deep.include({
      of: "0",
      title: 'category 42 ("Day 1")',
    });
  });
});

describe("marked app tokens", () => {
  it("are found by the mark behind their description, which is not part of their title", async () => {
    const appTokens = () => [
      { id: "1_t", description: `For embeds [${MARK}]` },
      { id: "1_u", description: `Theirs [${OTHER}]` },
      { id: "1_v", description: "By hand" },
    ];
    expect(await found(markedTokens, { appTokens })).to.deep.equal([
      {
        what: "token",
        rank: 5,
        id: "1_t",
        title: 'app token 1_t ("For embeds")',
        marks: [MARK],
        remove: { service: "apptoken", action: "delete", args: { id: "1_t" } },
      },
    ]);
    expect(ids(await markedTokens(desk({ appTokens }).site, undefined))).to.deep.equal(["1_t", "1_u"]);
  });
});

describe("marked metadata profiles", () => {
  it("are found by the mark behind their description, and go last", async () => {
    const metadataProfiles = () => [
      { id: 9, name: "Speakers", description: `[${MARK}]` },
      { id: 10, name: "Theirs", description: `[${OTHER}]` },
      { id: 11, name: "By hand" },
    ];
    expect(await found(markedProfiles, { metadataProfiles })).to.deep.equal([
      {
        what: "profile",
        rank: 6,
        id: "9",
        title: 'metadata profile 9 ("Speakers")',
        marks: [MARK],
        remove: { service: "metadata_metadataprofile", action: "delete", args: { id: 9 } },
      },
    ]);
    expect(ids(await markedProfiles(desk({ metadataProfiles }).site, undefined))).to.deep.equal(["9", "10"]);
  });
});

describe("marked REACH orders", () => {
  const order = (more: Props = {}): Props => ({
    id: "12",
    status: 1,
    entryId: "1_a",
    partnerData: JSON.stringify({ pulumi: MARK, other: "app" }),
    ...more,
  });

  it("are found by the mark in their partner data, and are taken back first", async () => {
    const asked: unknown[] = [];
    const all = (list: (filter: never) => { service: string }, filter: Props) => {
      asked.push(list(filter as never).service, filter);
      return [order(), order({ id: "13", partnerData: JSON.stringify({ pulumi: OTHER }) })];
    };
    expect(await found(markedOrders, { all })).to.deep.equal([
      {
        what: "order",
        rank: 0,
        id: "12",
        title: "REACH order 12 (for entry 1_a)",
        marks: [MARK],
        remove: {
          service: "reach_entryvendortask",
          action: "abort",
          args: { id: "12", abortReason: "swept" },
        },
      },
    ]);
    expect(asked).to.deep.equal(["reach_entryvendortask", { objectType: "KalturaEntryVendorTaskFilter" }]);
    expect(ids(await markedOrders(desk({ all }).site, undefined))).to.deep.equal(["12", "13"]);
  });

  it("are those that can still be taken back", async () => {
    const all = () =>
      [undefined, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(status => order({ id: String(status), status }));
    expect(ids(await found(markedOrders, { all }))).to.deep.equal(["1", "4", "9"]);
  });

  it("are none of those of other applications, whatever they keep there", async () => {
    const data = [
      undefined,
      "",
      "no JSON",
      "null",
      "[]",
      '{"pulumi":5}',
      '{"pulumi":"by hand"}',
      `{"pulumi":["${MARK}"]}`,
    ];
    const all = () => data.map(partnerData => order({ partnerData }));
    expect(await markedOrders(desk({ all }).site, undefined)).to.deep.equal([]);
  });
});
