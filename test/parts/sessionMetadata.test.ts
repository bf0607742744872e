/** A session's three metadata objects: what is written for which input, and what a refresh or an import reads from it. */
import { expect } from "chai";
import type { MetadataProfile } from "../../provider/kaltura/wire";
import type { Part } from "../../provider/lifecycle/part";
import type { Seen } from "../../provider/parts/entryMetadata";
import { buildMetadata, type Element, parseMetadata } from "../../provider/parts/metadataXml";
import {
  additionalInfo,
  type Chat,
  type Presenter,
  roomMode,
  timesAndPresenters,
  webcastFlags,
} from "../../provider/parts/sessionMetadata";
import { desk, nameOf } from "./site";

const PROFILES = ["KMS_KWEBCAST2", "KMS_EVENTS3", "EntryAdditionalInfo"].map(
  (systemName, i): MetadataProfile => ({ id: i + 1, systemName }),
);

const text = (name: string, text: string): Element => ({ name, text });
const seen = (...elements: Element[]): Seen => ({ id: 31, version: 4, elements });
const site = () => desk({ metadataProfiles: () => PROFILES }, { handles: { entry: "1_e" } }).site;

/** The elements that a plan writes, as XML; undefined when it writes none. */
async function written<I>(
  part: Part<I, Seen>,
  inputs: I,
  observed?: Seen,
  previous?: I,
): Promise<string | undefined> {
  const steps = await part.plan({ inputs, previous, unfinished: new Set() }, observed, site());
  return steps.map(({ call }) => (call.args.xmlData as string | undefined) ?? nameOf(call))[0];
}
const drift = <I>(part: Part<I, Seen>, inputs: I, ...elements: Element[]) =>
  part.drift(inputs, seen(...elements), site());
const filled = <I>(part: Part<I, Seen>, ...elements: Element[]) => part.fill!(seen(...elements), site(), {});
const errorsName = async <I>(part: Part<I, Seen>, inputs: I, observed?: Seen, previous?: I) => {
  const [step] = await part.plan({ inputs, previous, unfinished: new Set() }, observed, site());
  return step?.inputOf?.("xmlData");
};
const profileOf = async <I>(part: Part<I, Seen>, inputs: I, profiles: readonly MetadataProfile[]) => {
  const { site } = desk({ metadataProfiles: () => profiles }, { handles: { entry: "1_e" } });
  const [step] = await part.plan({ inputs, previous: undefined, unfinished: new Set() }, undefined, site);
  return step?.call.args.metadataProfileId;
};

describe("what makes an entry a webcast", () => {
  it("is written with its slides and whether viewers run it themselves", async () => {
    expect(await written(webcastFlags, { slidesEntryId: "1_slides", selfServe: true })).to.equal(
      "<metadata><SlidesDocEntryId>1_slides</SlidesDocEntryId><IsKwebcastEntry>1</IsKwebcastEntry><IsSelfServe>1</IsSelfServe></metadata>",
    );
    expect(await written(webcastFlags, { selfServe: false })).to.equal(
      "<metadata><IsKwebcastEntry>1</IsKwebcastEntry><IsSelfServe>0</IsSelfServe></metadata>",
    );
  });

  it("says at first that viewers don't run it, and leaves that to others afterwards", async () => {
    expect(await written(webcastFlags, {})).to.equal(
      "<metadata><IsKwebcastEntry>1</IsKwebcastEntry><IsSelfServe>0</IsSelfServe></metadata>",
    );
    const observed = seen(text("IsKwebcastEntry", "1"), text("IsSelfServe", "1"));
    expect(await written(webcastFlags, {}, observed)).to.equal(undefined);
    expect(await written(webcastFlags, { slidesEntryId: "1_s" }, observed)).to.include(
      "<IsSelfServe>1</IsSelfServe>",
    );
  });

  it("loses the slides that the program drops, but no slides that somebody else chose", async () => {
    const observed = seen(text("SlidesDocEntryId", "1_s"), text("IsKwebcastEntry", "1"));
    expect(await written(webcastFlags, {}, observed, { slidesEntryId: "1_s" })).to.equal(
      "<metadata><IsKwebcastEntry>1</IsKwebcastEntry></metadata>",
    );
    expect(await written(webcastFlags, {}, observed)).to.equal(undefined);
  });

  it("shows in a refresh which of its inputs are others now", async () => {
    const flag = text("IsKwebcastEntry", "1");
    const wish = { slidesEntryId: "1_s", selfServe: false };
    const slides = (id: string) => text("SlidesDocEntryId", id);
    const self = (value: string) => text("IsSelfServe", value);
    const cases: Array<[typeof wish | { slidesEntryId: string }, Element[], object, boolean]> = [
      [wish, [slides("1_other"), flag, self("0")], { slidesEntryId: "1_other" }, false],
      [wish, [slides("1_s"), flag, self("1")], { selfServe: true }, false],
      [{ ...wish, selfServe: true }, [slides("1_s"), flag, self("0")], { selfServe: false }, false],
      [wish, [flag, self("0")], { slidesEntryId: undefined }, false],
      [wish, [slides(""), flag, self("0")], { slidesEntryId: undefined }, false],
      [wish, [slides("1_s"), self("0")], {}, true],
      [{ slidesEntryId: "1_s" }, [slides("1_other"), flag, self("1")], { slidesEntryId: "1_other" }, false],
    ];
    for (const [inputs, elements, change, missing] of cases)
      expect(await drift(webcastFlags, inputs, ...elements), JSON.stringify(elements)).to.deep.equal({
        inputs: change,
        missing,
      });
  });

  it("is read by an import: slides, and that viewers run it, where that is so", async () => {
    expect(
      await filled(webcastFlags, text("SlidesDocEntryId", "1_s"), text("IsSelfServe", "1")),
    ).to.deep.equal({ slidesEntryId: "1_s", selfServe: true });
    const none = { slidesEntryId: undefined, selfServe: undefined };
    expect(await filled(webcastFlags, text("SlidesDocEntryId", ""), text("IsSelfServe", "0"))).to.deep.equal(
      none,
    );
    expect(await filled(webcastFlags)).to.deep.equal(none);
  });

  it("has a profile of the module kwebcast, and errors name the slides before the rest", async () => {
    expect(webcastFlags).to.include({
      key: "webcastMetadata",
      label: "webcast",
      product: "module kwebcast",
    });
    expect(await profileOf(webcastFlags, {}, PROFILES)).to.equal(1);
    expect(await profileOf(webcastFlags, {}, [{ id: 9, name: "KwebcastProfile" }])).to.equal(9);
    expect(await errorsName(webcastFlags, { selfServe: false, slidesEntryId: "1_s" })).to.equal(
      "slidesEntryId",
    );
    expect(await errorsName(webcastFlags, { selfServe: false })).to.equal("selfServe");
  });
});

describe("times and presenters on the pages around a player", () => {
  const TIMES = { start: "2027-05-04T09:00", end: "2027-05-04T10:30", timezone: "Europe/Berlin" };
  const [START, END] = [Date.parse("2027-05-04T07:00Z") / 1000, Date.parse("2027-05-04T08:30Z") / 1000];
  const ANN: Presenter = {
    id: "ann",
    name: "Ann",
    title: "Dr.",
    bio: "Writes & reads",
    link: "https://ann",
    image: "https://ann/a.jpg",
  };
  const ann: Element = {
    name: "Presenter",
    children: [
      text("PresenterId", "ann"),
      text("PresenterName", "Ann"),
      text("PresenterTitle", "Dr."),
      text("PresenterBio", "Writes & reads"),
      text("PresenterLink", "https://ann"),
      text("PresenterImage", "https://ann/a.jpg"),
    ],
  };
  const bob: Element = { name: "Presenter", children: [text("PresenterName", "Bob")] };
  const times = [
    text("StartTime", String(START)),
    text("EndTime", String(END)),
    text("Timezone", "Europe/Berlin"),
  ];
  const withTimes = (...more: Element[]) => [...times, ...more];
  /** The same elements with the text of some changed, or taken out. */
  const but = (changes: Record<string, string | undefined>) =>
    times.flatMap(e => {
      const value = e.name in changes ? changes[e.name] : e.text;
      return value === undefined ? [] : [text(e.name, value)];
    });

  it("are written in seconds, with the timezone and each presenter's facts", async () => {
    expect(
      parseMetadata((await written(timesAndPresenters, { ...TIMES, presenters: [ANN, { name: "Bob" }] }))!),
    ).to.deep.equal(withTimes(ann, bob));
    const { start, end } = { start: "2027-05-04T07:00Z", end: "2027-05-04T08:30Z" };
    expect(await written(timesAndPresenters, { start, end })).to.equal(
      `<metadata><StartTime>${START}</StartTime><EndTime>${END}</EndTime></metadata>`,
    );
  });

  it("are none without both times", async () => {
    const { start, end, timezone } = TIMES;
    expect(await written(timesAndPresenters, { start, timezone })).to.equal(undefined);
    expect(await written(timesAndPresenters, { end, timezone, presenters: [ANN] })).to.equal(undefined);
    expect(await written(timesAndPresenters, {}, seen(...times), TIMES)).to.equal("metadata_metadata.delete");
  });

  it("lose what the program drops, and keep what others added", async () => {
    const observed = seen(...withTimes(ann, text("Room", "7")));
    const without = await written(timesAndPresenters, TIMES, observed, { ...TIMES, presenters: [ANN] });
    expect(parseMetadata(without!)).to.have.deep.members(withTimes(text("Room", "7")));
    expect(await written(timesAndPresenters, TIMES, observed)).to.equal(undefined);
  });

  it("show nothing in a refresh while they say the same", async () => {
    expect(await drift(timesAndPresenters, { ...TIMES, presenters: [ANN] }, ...withTimes(ann))).to.deep.equal(
      { inputs: {} },
    );
  });

  it("show in a refresh the other time, written as the program writes it", async () => {
    const shownAs = async (changes: Record<string, string | undefined>) =>
      drift(timesAndPresenters, TIMES, ...but(changes));
    expect(await shownAs({ StartTime: String(START - 900) })).to.deep.equal({
      inputs: { start: "2027-05-04T08:45" },
      missing: false,
    });
    expect(await shownAs({ EndTime: String(END + 900) })).to.deep.equal({
      inputs: { end: "2027-05-04T10:45" },
      missing: false,
    });
    for (const vanished of [{ StartTime: undefined }, { EndTime: "0" }, { StartTime: "soon" }])
      expect(await shownAs(vanished), JSON.stringify(vanished)).to.deep.equal({ inputs: {}, missing: true });
  });

  it("show in a refresh another timezone; one that vanished is a missing part", async () => {
    expect(await drift(timesAndPresenters, TIMES, ...but({ Timezone: "Asia/Tokyo" }))).to.deep.equal({
      inputs: { timezone: "Asia/Tokyo" },
      missing: false,
    });
    for (const Timezone of [undefined, ""])
      expect(await drift(timesAndPresenters, TIMES, ...but({ Timezone }))).to.deep.equal({
        inputs: {},
        missing: true,
      });
  });

  it("show in a refresh who presents now", async () => {
    const wish = { ...TIMES, presenters: [ANN] };
    const shownAs = async (...presenters: Element[]) =>
      (await drift(timesAndPresenters, wish, ...withTimes(...presenters))).inputs;
    expect(await shownAs(ann, bob)).to.deep.equal({ presenters: [ANN, { name: "Bob" }] });
    expect(
      await shownAs({ name: "Presenter", children: [...bob.children!, text("PresenterBio", "")] }),
    ).to.deep.equal({
      presenters: [{ name: "Bob" }],
    });
    expect(await shownAs()).to.deep.equal({ presenters: undefined });
  });

  it("show in a refresh no presenters where only a time is another, whatever facts are empty", async () => {
    const presenters = [{ ...ANN, bio: "" }];
    const children = ann.children!.filter(({ name }) => name !== "PresenterBio");
    const elements = [...but({ EndTime: String(END + 60) }), { ...ann, children }];
    const inputs = async (wish: { presenters?: Presenter[] }) =>
      (await drift(timesAndPresenters, { ...TIMES, ...wish }, ...elements)).inputs;
    expect(await inputs({ presenters })).to.deep.equal({ end: "2027-05-04T10:31" });
    // Those that no input sets are not ours.
    expect(await inputs({})).to.deep.equal({ end: "2027-05-04T10:31" });
  });

  it("are a part too much when presenters are left though the program has no times any more", async () => {
    expect(await drift(timesAndPresenters, { presenters: [ANN] }, ann)).to.deep.equal({
      inputs: {},
      missing: true,
    });
  });

  it("are read by an import, local to the timezone, as far as they are there", async () => {
    const presenters = [ANN, { name: "Bob" }];
    expect(await filled(timesAndPresenters, ...withTimes(ann, text("Room", "7"), bob))).to.deep.equal({
      ...TIMES,
      presenters,
    });
    expect(await filled(timesAndPresenters, ...but({ Timezone: "", EndTime: "0" }))).to.deep.equal({
      timezone: undefined,
      start: "2027-05-04T07:00Z",
      end: undefined,
      presenters: undefined,
    });
    expect(await filled(timesAndPresenters)).to.deep.equal({
      timezone: undefined,
      start: undefined,
      end: undefined,
      presenters: undefined,
    });
    const chair: Element = { name: "Chair", children: [text("PresenterName", "Cid")] };
    expect((await filled(timesAndPresenters, text("Presenter", ""), chair)).presenters).to.equal(undefined);
  });

  it("have a profile of the module for events, and errors name the presenters before the times", async () => {
    expect(timesAndPresenters).to.include({
      key: "eventMetadata",
      label: "times and presenters",
      product: "module events (kwebcast)",
    });
    expect(await profileOf(timesAndPresenters, TIMES, PROFILES)).to.equal(2);
    expect(await profileOf(timesAndPresenters, TIMES, [{ id: 9, name: "EventsProfile3" }])).to.equal(9);
    expect(await errorsName(timesAndPresenters, { ...TIMES, presenters: [ANN] })).to.equal("presenters");
    expect(await errorsName(timesAndPresenters, TIMES)).to.equal("start");
    // Where times go, but the object stays for what others keep in it.
    const { end, timezone } = TIMES;
    const observed = seen(...withTimes(text("Room", "7")));
    expect(await errorsName(timesAndPresenters, { end, timezone }, observed, TIMES)).to.equal("end");
    expect(await errorsName(timesAndPresenters, { timezone }, observed, TIMES)).to.equal("timezone");
  });
});

/** A setting among the additional info, as applications keep it. */
const detail = (key: string, value: string, name = "Detail"): Element => ({
  name,
  children: [text("Key", key), text("Value", value)],
});

describe("the additional info of a webcast", () => {
  const reminder = (value: unknown) => detail("calenderReminder", JSON.stringify(value));
  const widget = (value: unknown) => detail("cnc_widgetSettings", JSON.stringify(value));
  const CHAT: Chat = {
    enabled: true,
    moderation: "aroundBroadcast",
    moderationPreBroadcastMinutes: 5,
    moderationPostBroadcastMinutes: 10,
    groupChat: "schedule",
  };
  const SETTINGS = {
    cnc_enabled: "1",
    cnc_moderation: 2,
    cnc_moderation_preBroadcast: "5",
    cnc_moderation_postBroadcast: "10",
    cnc_groupChat_mode: "schedule",
  };
  const xml = (...elements: Element[]) => buildMetadata(elements);

  it("holds the reminder and the chat, each as far as the program sets it", async () => {
    expect(await written(additionalInfo, { calendarReminder: "Join us", chat: CHAT })).to.equal(
      xml(reminder("Join us"), widget(SETTINGS)),
    );
    expect(await written(additionalInfo, { chat: { enabled: false } })).to.equal(
      xml(widget({ cnc_enabled: "0" })),
    );
    const moderations = { off: 0, on: 1 } as const;
    for (const moderation of ["off", "on"] as const)
      expect(await written(additionalInfo, { chat: { enabled: true, moderation } })).to.equal(
        xml(widget({ cnc_enabled: "1", cnc_moderation: moderations[moderation] })),
      );
    expect(await written(additionalInfo, { calendarReminder: "Join us" })).to.equal(xml(reminder("Join us")));
    expect(await written(additionalInfo, {})).to.equal(undefined);
  });

  it("keeps the details of others, and their settings beside those of the chat", async () => {
    const foreign = detail("theirs", '"x"');
    const observed = seen(
      foreign,
      text("Note", "y"),
      // Names of ours inside other elements are not ours.
      detail("calenderReminder", '"z"', "Other"),
      text("Detail", ""),
      widget({ cnc_other: "a", cnc_enabled: "0", cnc_moderation: 1 }),
    );
    const now = await written(
      additionalInfo,
      { chat: { enabled: true }, calendarReminder: "Join us" },
      observed,
    );
    const elements = parseMetadata(now!);
    expect(elements).to.deep.include(foreign);
    expect(elements).to.deep.include(text("Note", "y"));
    expect(elements).to.deep.include(detail("calenderReminder", '"z"', "Other"));
    expect(elements).to.deep.include(text("Detail", ""));
    expect(elements).to.deep.include(reminder("Join us"));
    expect(elements).to.deep.include(widget({ cnc_other: "a", cnc_enabled: "1" }));
    expect(elements).to.have.length(6);
  });

  it("is not written when it says the same in another order and spelling, besides what others keep", async () => {
    const observed = seen(
      reminder("Join us"),
      widget({
        cnc_other: "a",
        ...Object.fromEntries(Object.entries(SETTINGS).reverse()),
        cnc_enabled: 1,
        cnc_moderation: "2",
      }),
    );
    const wish = { chat: CHAT, calendarReminder: "Join us" };
    for (const elements of [observed.elements, observed.elements.toReversed()]) {
      expect(await written(additionalInfo, wish, seen(...elements))).to.equal(undefined);
      expect(await drift(additionalInfo, wish, ...elements)).to.deep.equal({ inputs: {} });
    }
  });

  it("is written anew where what is there is no settings, or can't be read", async () => {
    for (const broken of ['"on"', "[1]", "null", "{", ""])
      expect(
        await written(
          additionalInfo,
          { chat: { enabled: true } },
          seen(detail("cnc_widgetSettings", broken)),
        ),
        broken,
      ).to.equal(xml(widget({ cnc_enabled: "1" })));
    const bare: Element = { name: "Detail", children: [text("Key", "cnc_widgetSettings")] };
    expect(await written(additionalInfo, { chat: { enabled: true } }, seen(bare))).to.equal(
      xml(widget({ cnc_enabled: "1" })),
    );
  });

  it("loses what the program drops, settings of the chat too", async () => {
    const observed = seen(reminder("Join us"), widget(SETTINGS));
    expect(await written(additionalInfo, { chat: { enabled: false } }, seen(widget(SETTINGS)))).to.equal(
      xml(widget({ cnc_enabled: "0" })),
    );
    const before = { calendarReminder: "Join us", chat: CHAT };
    expect(await written(additionalInfo, { chat: CHAT }, observed, before)).to.equal(xml(widget(SETTINGS)));
    expect(await written(additionalInfo, {}, observed, before)).to.equal("metadata_metadata.delete");
    expect(await written(additionalInfo, {}, observed)).to.equal(undefined);
  });

  it("shows in a refresh the setting that is another, and no other", async () => {
    const wish = { calendarReminder: "Join us", chat: CHAT };
    const shownAs = async (...elements: Element[]) => (await drift(additionalInfo, wish, ...elements)).inputs;
    expect(await shownAs(reminder("Come"), widget({ ...SETTINGS, cnc_other: "a" }))).to.deep.equal({
      calendarReminder: "Come",
    });
    const plain = { calendarReminder: "Join us", chat: { enabled: true } };
    expect(
      (await drift(additionalInfo, plain, reminder("Come"), widget({ cnc_enabled: "1" }))).inputs,
    ).to.deep.equal({ calendarReminder: "Come" });
    expect(await shownAs(reminder("Join us"), widget({ cnc_enabled: 0 }))).to.deep.equal({
      chat: { enabled: false },
    });
    expect(await shownAs(reminder("Join us"))).to.deep.equal({ chat: undefined });
    expect(await shownAs(detail("calenderReminder", "null"), widget(SETTINGS))).to.deep.equal({
      calendarReminder: undefined,
    });
    expect(await shownAs(reminder("Join us"), detail("cnc_widgetSettings", '"on"'))).to.deep.equal({
      chat: undefined,
    });
    expect(
      (await drift(additionalInfo, { calendarReminder: "Join us" }, reminder("Come"), widget(SETTINGS)))
        .inputs,
    ).to.deep.equal({ calendarReminder: "Come" });
  });

  it("is read by an import, whatever else is in it", async () => {
    const foreign = [text("Detail", ""), text("Note", "x"), detail("calenderReminder", '"z"', "Other")];
    expect(await filled(additionalInfo, ...foreign, reminder("Join us"), widget(SETTINGS))).to.deep.equal({
      calendarReminder: "Join us",
      chat: CHAT,
    });
    expect(await filled(additionalInfo, ...foreign)).to.deep.equal({
      calendarReminder: undefined,
      chat: undefined,
    });
    expect((await filled(additionalInfo, widget({ cnc_moderation: "9" }))).chat).to.deep.equal({
      enabled: false,
    });
    for (const [moderation, kept] of [
      ["off", "0"],
      ["on", 1],
    ] as const)
      expect(
        (await filled(additionalInfo, widget({ cnc_enabled: 1, cnc_moderation: kept }))).chat,
      ).to.deep.equal({ enabled: true, moderation });
  });

  it("has a profile of the module for chat, and errors name the reminder before the chat", async () => {
    expect(additionalInfo).to.include({
      key: "additionalInfo",
      label: "additional info",
      product: "module chatandcollaboration",
    });
    const wish = { chat: CHAT };
    expect(await profileOf(additionalInfo, wish, PROFILES)).to.equal(3);
    expect(await profileOf(additionalInfo, wish, [{ id: 9, name: "Entry Additional Info" }])).to.equal(9);
    expect(await errorsName(additionalInfo, { ...wish, calendarReminder: "Join us" })).to.equal(
      "calendarReminder",
    );
    expect(await errorsName(additionalInfo, wish)).to.equal("chat");
  });
});

describe("the mode of a room", () => {
  const WEBINAR = detail("meetingEntryMode", '"webinar"');

  it("is written for a webinar; an interactive room needs nothing", async () => {
    expect(await written(roomMode, { mode: "webinar" })).to.equal(buildMetadata([WEBINAR]));
    expect(await written(roomMode, { mode: "interactive" })).to.equal(undefined);
    expect(await errorsName(roomMode, { mode: "webinar" })).to.equal("mode");
  });

  it("is taken away when a webinar becomes interactive, and what others keep stays", async () => {
    expect(await written(roomMode, { mode: "interactive" }, seen(WEBINAR))).to.equal(
      "metadata_metadata.delete",
    );
    const foreign = detail("theirs", '"x"');
    expect(await written(roomMode, { mode: "interactive" }, seen(foreign, WEBINAR))).to.equal(
      buildMetadata([foreign]),
    );
    expect(await written(roomMode, { mode: "interactive" }, seen(foreign))).to.equal(undefined);
  });

  it("shows in a refresh when it is the other one", async () => {
    expect((await drift(roomMode, { mode: "interactive" }, WEBINAR)).inputs).to.deep.equal({
      mode: "webinar",
    });
    expect((await drift(roomMode, { mode: "webinar" })).inputs).to.deep.equal({ mode: "interactive" });
    expect(await drift(roomMode, { mode: "webinar" }, WEBINAR)).to.deep.equal({ inputs: {} });
    expect(await drift(roomMode, { mode: "interactive" })).to.deep.equal({ inputs: {} });
  });

  it("is read by an import as interactive unless it says webinar", async () => {
    expect(await filled(roomMode, WEBINAR)).to.deep.equal({ mode: "webinar" });
    expect(await filled(roomMode)).to.deep.equal({ mode: "interactive" });
    expect(await filled(roomMode, detail("meetingEntryMode", '"other"'))).to.deep.equal({
      mode: "interactive",
    });
  });
});
