/** What is on, what may be taken over, what a preview says of both: word for word, as people read it. */
import { expect } from "chai";
import { z } from "zod";
import { SettingError } from "../../provider/config";
import { ApiError } from "../../provider/kaltura/errors";
import {
  AdoptionRefused,
  adoptionOf,
  adoptLine,
  isMarked,
  isOthers,
  refusalOf,
  takeOver,
} from "../../provider/lifecycle/adopt";
import { type AdoptionDiff, adoptionText } from "../../provider/lifecycle/adoptionDiff";
import { adoptionRemark } from "../../provider/lifecycle/adoptionRemark";
import type { Definition } from "../../provider/lifecycle/define";
import type { Difference } from "../../provider/lifecycle/diff";
import { OperationError } from "../../provider/lifecycle/failure";
import { heldOutputs } from "../../provider/lifecycle/held";
import {
  adviceOnLive,
  type Disruption,
  guardContent,
  guardRemoval,
  guardUpdate,
  isIn,
  timesIn,
  titleOf,
} from "../../provider/lifecycle/live";
import type { AnyPart, Site, Step } from "../../provider/lifecycle/part";
import { percent } from "../../provider/lifecycle/progress";
import { remarksOn } from "../../provider/lifecycle/remarks";
import { property } from "../../provider/lifecycle/schema";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import type { ComputedOutputs } from "../../provider/outputs/embeds";
import type { Slot } from "../../provider/slots";
import { failureOf } from "../support/failure";
import { toy, inputs as toyInputs } from "./toy";

/** Ten o'clock of the show's day. */
const TEN = Date.parse("2027-05-04T10:00Z") / 1000;
const SLOT: Slot = { start: TEN - 600, end: TEN + 600 };

const part = (more: Partial<AnyPart> = {}): AnyPart =>
  ({
    key: "root",
    label: "live entry",
    permissions: [],
    observe: async (site: Site) => site.seen.get("root"),
    ...more,
  }) as AnyPart;

/** A toy that can be on air; its parts see what lies in the site. */
const live = (...parts: AnyPart[]): Definition =>
  ({
    ...toy,
    inputs: toyInputs.extend({
      allowChangesWhileLive: z.boolean().optional(),
      start: property(z.string().optional(), { whileLive: "guarded" }),
      source: property(z.string().optional(), { whileLive: "guarded" }),
    }),
    parts,
    root: "root",
  }) as unknown as Definition;

const site = (seen: Props = {}, id: unknown = "1_abc", now = TEN): Site =>
  ({
    runtime: { now: () => now * 1000 },
    handles: new Map([["root", id]]),
    seen: new Map(Object.entries(seen)),
  }) as unknown as Site;

const thrown = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

describe("times that count", () => {
  it("begin with the lead-in and end before the end of the lead-out", () => {
    const slot = { ...SLOT, lead: 60, tail: 30 };
    const at = [TEN - 661, TEN - 660, TEN, TEN + 629, TEN + 630];
    expect(at.map(epoch => isIn(slot, epoch))).to.deep.equal([false, true, true, true, false]);
  });

  it("are those of the session, or its recording's end, and those of each target", () => {
    const own = { start: TEN, end: TEN + 3600, lead: 0, tail: 0 };
    expect(timesIn({ start: "2027-05-04T10:00Z", end: "2027-05-04T11:00Z" })).to.deep.equal([own]);
    expect(
      timesIn({ start: "2027-05-04T12:00", endsAt: "2027-05-04T13:00", timezone: "Europe/Berlin" }),
    ).to.deep.equal([own]);
    expect(
      timesIn({
        start: "2027-05-04T10:00Z",
        end: "2027-05-04T11:00Z",
        endsAt: "2027-05-04T12:00Z",
        scheduleEvent: { preStartSeconds: 60, postEndSeconds: 30 },
      }),
    ).to.deep.equal([{ ...own, lead: 60, tail: 30 }]);
    const target = { from: "2027-05-04T12:00", until: "2027-05-04T13:00", timezone: "Europe/Berlin" };
    expect(timesIn({ targets: [{ ...target, preStartSeconds: 5, postEndSeconds: "?" }, {}] })).to.deep.equal([
      { ...own, lead: 5 },
    ]);
  });

  it("are none where one is missing, not known or no time, and where the zone is no text", () => {
    for (const props of [
      {},
      { start: "2027-05-04T10:00Z" },
      { end: "2027-05-04T10:00Z" },
      { start: UNKNOWN, end: "2027-05-04T10:00Z" },
      { start: "2027-05-04T10:00", end: "2027-05-04T11:00", timezone: 7 },
      { targets: "none" },
    ])
      expect(timesIn(props), JSON.stringify(props)).to.deep.equal([]);
  });
});

describe("the words of the live guard", () => {
  const MOVES: Disruption = { what: "moves it away from now", inputs: ["start", "end"], whileOnAir: false };
  const update = (definition: Definition, at: Site, disrupts: Disruption | undefined, props: Props = {}) =>
    thrown(() => guardUpdate(definition, at, [{} as Step, { disrupts } as Step], { name: "Talk", ...props }));
  const slotted = part({ slots: seen => (seen as { slots: Slot[] }).slots });

  it("name a resource by its kind, name and id, as far as it has them", () => {
    expect(titleOf(toy, { name: "Talk" }, "1_a")).to.equal('toy "Talk" (1_a)');
    expect(titleOf(toy, { name: 7 }, undefined)).to.equal("toy");
  });

  it("say until when, in the inputs' own time, and what an update would do", () => {
    const seen = { root: { slots: [SLOT] } };
    expect(update(live(slotted), site(seen), MOVES)).to.equal(
      'toy "Talk" (1_abc) is on from 2027-05-04T09:50Z to 2027-05-04T10:10Z, and this moves it away from now (start, end); nothing was changed. Run again after that, or set allowChangesWhileLive: true to do it all the same',
    );
    const local = { start: "2027-05-04T11:50", timezone: "Europe/Berlin" };
    expect(update(live(slotted), site(seen, null), { ...MOVES, inputs: [] }, local)).to.equal(
      'toy "Talk" is on from 2027-05-04T11:50 to 2027-05-04T12:10, and this moves it away from now; nothing was changed. Run again after that, or set allowChangesWhileLive: true to do it all the same',
    );
    for (const more of [{ lead: 60 }, { tail: 60 }])
      expect(update(live(slotted), site({ root: { slots: [{ ...SLOT, ...more }] } }), MOVES)).to.include(
        ", lead-in and lead-out counted, and this",
      );
  });

  it("judge by the time that a step names, where it names one", () => {
    const seen = { root: { slots: [SLOT] } };
    const elsewhere = { start: TEN + 7200, end: TEN + 9000 };
    expect(update(live(slotted), site(seen), { ...MOVES, slot: elsewhere })).to.equal(undefined);
    expect(update(live(slotted), site({}), { ...MOVES, slot: SLOT })).to.include(
      "is on from 2027-05-04T09:50Z",
    );
  });

  it("count what is on air at another time only for what disrupts it then", () => {
    const airing = live(part({ onAir: seen => (seen as { air: boolean }).air }), part({ key: "other" }));
    const takes = { what: "takes away what it shows", inputs: ["source"], whileOnAir: true };
    expect(update(airing, site({ root: { air: true } }), takes)).to.include(
      'toy "Talk" (1_abc) is on air, and this takes away what it shows (source); nothing was changed. Run again when the broadcast is over, or',
    );
    expect(update(airing, site({ root: { air: true } }), MOVES)).to.equal(undefined);
    expect(update(airing, site({ root: { air: false } }), takes)).to.equal(undefined);
    expect(update(airing, site({}), takes)).to.equal(undefined);
  });

  it("hold neither what nothing disrupts, nor what is allowed, nor kinds that are never on", () => {
    const seen = { root: { slots: [SLOT] } };
    expect(update(live(slotted), site(seen), undefined)).to.equal(undefined);
    expect(update(live(slotted), site(seen), MOVES, { allowChangesWhileLive: true })).to.equal(undefined);
    expect(update({ ...live(slotted), inputs: toyInputs } as Definition, site(seen), MOVES)).to.equal(
      undefined,
    );
  });

  const removal = async (definition: Definition, at: Site, props: Props = {}) =>
    (await failureOf(guardRemoval(definition, at, { name: "Talk", ...props })))?.message;

  it("keep a delete from what is on, on air, or shown by what is on", async () => {
    expect(await removal(live(slotted), site({ root: { slots: [SLOT] } }))).to.equal(
      'toy "Talk" (1_abc) is on from 2027-05-04T09:50Z to 2027-05-04T10:10Z; nothing was deleted. Run again after that; to delete it all the same, set allowChangesWhileLive: true, run pulumi up, then this again',
    );
    expect(await removal(live(part({ onAir: () => true })), site({ root: {} }))).to.include(
      "is on air; nothing was deleted",
    );
    expect(await removal(live(part({ shownAt: async () => [SLOT] })), site({}))).to.include("is on from");
    expect(await removal(live(slotted), site({ root: { slots: [SLOT] } }, "1_abc", TEN + 600))).to.equal(
      undefined,
    );
    expect(
      await removal(live(slotted), site({ root: { slots: [SLOT] } }), { allowChangesWhileLive: true }),
    ).to.equal(undefined);
    expect(
      await removal({ ...live(slotted), inputs: toyInputs } as Definition, site({ root: { slots: [SLOT] } })),
    ).to.equal(undefined);
  });

  it("keep other content from what a session shows", async () => {
    const content = async (shown: Slot[] | undefined, props: Props = {}) =>
      (
        await failureOf(
          guardContent(part(shown && { shownAt: async () => shown }), site({}), 'recording "Film"', props),
        )
      )?.message;
    expect(await content([SLOT])).to.equal(
      'recording "Film" is shown by a session that is on from 2027-05-04T09:50Z to 2027-05-04T10:10Z, so its content was not changed. Run again after that, or set allowChangesWhileLive: true to do it all the same',
    );
    expect(await content([{ start: 0, end: 1 }])).to.equal(undefined);
    expect(await content(undefined)).to.equal(undefined);
    expect(await content([SLOT], { allowChangesWhileLive: true })).to.equal(undefined);
  });

  describe("when Kaltura itself refuses", () => {
    const BROADCASTING = "CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING";
    const refused = (code: string, args: Record<string, string> = {}) =>
      new ApiError({ code, message: "no", args, service: "liveStream", action: "update" });
    const step = (args: Props, inputOf?: Step["inputOf"]) =>
      ({ call: { service: "liveStream", action: "update", args }, inputOf }) as unknown as Step;
    const advice = (error: ApiError, of: Step, props: Props = {}, seen: Props = {}) =>
      adviceOnLive(live(slotted), site(seen), of, error, { name: "Talk", ...props });

    it("name the inputs that it does not change while on air, and until when that is planned", () => {
      const sent = step(
        { id: "1_a", entry: { name: "Talk", dvrStatus: 1, dvrWindow__null: "" }, nothing: null },
        wire => (wire === "dvrStatus" ? "dvr.enabled" : undefined),
      );
      expect(advice(refused(BROADCASTING), sent)).to.equal(
        "Kaltura itself refuses to change inputs dvr.enabled, dvrWindow while it is on air or being recorded; run again when the broadcast is over",
      );
      expect(
        advice(refused(BROADCASTING), step({ entry: { dvrStatus: 1 } }), {}, { root: { slots: [SLOT] } }),
      ).to.equal(
        "Kaltura itself refuses to change input dvrStatus while it is on air or being recorded; run again when the broadcast is over (planned from 2027-05-04T09:50Z to 2027-05-04T10:10Z)",
      );
      expect(
        advice(refused(BROADCASTING), step({ entry: {} }), {
          start: "2027-05-04T10:00Z",
          end: "2027-05-04T11:00Z",
        }),
      ).to.equal(
        "Kaltura itself refuses this while it is on air or being recorded; run again when the broadcast is over (planned from 2027-05-04T10:00Z to 2027-05-04T11:00Z)",
      );
    });

    it("name properties that only the refusal names", () => {
      expect(advice(refused(BROADCASTING, { FIELD: "name" }), step({ entry: { name: "Talk" } }))).to.include(
        "to change input name while",
      );
    });

    it("say that nothing here lifts it, and to wait for the recording where it is that", () => {
      expect(advice(refused(BROADCASTING), step({}), { allowChangesWhileLive: true })).to.equal(
        "Kaltura itself refuses this while it is on air or being recorded, whatever allowChangesWhileLive says; run again when the broadcast is over",
      );
      expect(advice(refused("CANNOT_UPDATE_FIELDS_RECORDED_ENTRY_STILL_NOT_READY"), step({}))).to.equal(
        "Kaltura itself refuses this while it is on air or being recorded; run again when Kaltura has the recording ready, mostly within an hour after the broadcast",
      );
    });

    it("say nothing of other refusals", () => {
      expect(advice(refused("ENTRY_ID_NOT_FOUND"), step({}))).to.equal(undefined);
    });
  });
});

describe("the words of an adoption", () => {
  const OWN = markOf("organization/summit/test", "Toy", "it");
  const [STACK] = /^pulumi[0-9a-f]{10}/.exec(OWN)!;

  it("come as an id, a number or an object, whose unset values say nothing", () => {
    expect([undefined, null].map(adopt => adoptionOf({ adopt }))).to.deep.equal([undefined, undefined]);
    expect(adoptionOf({ adopt: 4711 })).to.deep.equal({ id: "4711" });
    expect(adoptionOf({ adopt: "1_a" })).to.deep.equal({ id: "1_a" });
    expect(
      adoptionOf({ adopt: { id: "1_a", from: null, referenceId: undefined, scheduleEventId: 7 } }),
    ).to.deep.equal({
      id: "1_a",
      scheduleEventId: "7",
    });
  });

  it("are a line to paste", () => {
    expect(adoptLine(7)).to.equal('adopt: "7"');
    expect(adoptLine("1_a", { from: "m", scheduleEventId: "7" })).to.equal(
      'adopt: { id: "1_a", from: "m", scheduleEventId: "7" }',
    );
  });

  it("refuse what another resource or stack owns, and take what carries no mark, the own one, or the named one", () => {
    const sibling = markOf("organization/summit/test", "Toy", "other");
    const foreign = markOf("organization/other/test", "Toy", "it");
    expect(refusalOf("entry 1_a", "1_a", [STACK, sibling], OWN, undefined)).to.equal(
      `entry 1_a carries the mark of another resource of this stack. A resource that was renamed or moved keeps its object by the option aliases, without adopt. If that resource is in the state no more, say whose it was: adopt: { id: "1_a", from: "${sibling}" }`,
    );
    for (const own of [OWN, undefined])
      expect(refusalOf("entry 1_a", "1_a", [foreign], own, undefined)).to.equal(
        `entry 1_a carries the mark of another stack (${foreign}). Managed by two it would be changed back and forth, and deleted by either. Take it out of that stack first, with retainOnDelete: true, so that it stays; then say here whose it was: adopt: { id: "1_a", from: "${foreign}" }`,
      );
    for (const marks of [[], [STACK, OWN]])
      expect(refusalOf("entry 1_a", "1_a", marks, OWN, undefined)).to.equal(undefined);
    expect(refusalOf("entry 1_a", "1_a", [foreign], OWN, foreign)).to.equal(undefined);
  });

  const rooted = (more: Partial<AnyPart>) =>
    live(part({ marks: seen => (seen as { marks: string[] }).marks, ...more }));

  it("tell what is marked, and what was given away", () => {
    const of = (marks: string[], definition = rooted({})) => {
      const at = site({ root: { marks } });
      return [
        isMarked(definition, at, { mark: OWN } as never),
        isOthers(definition, at, { mark: OWN } as never),
      ];
    };
    expect(of([])).to.deep.equal([false, false]);
    expect(of([OWN])).to.deep.equal([true, false]);
    expect(of([STACK, markOf("organization/summit/test", "Toy", "other")])).to.deep.equal([false, false]);
    expect(of([markOf("organization/other/test", "Toy", "it")])).to.deep.equal([false, true]);
    expect(of(["x"], live(part()))).to.deep.equal([true, false]);
    expect(isMarked(rooted({}), site({ root: { marks: [] } }), {} as never)).to.equal(true);
    expect(isMarked(rooted({}), site({}), { mark: OWN } as never)).to.equal(false);
  });

  describe("that finds", () => {
    const candidate = (id: string, unfit?: string) => ({ id, title: `entry ${id}`, ...(unfit && { unfit }) });
    const refusal = async (adoption: { id?: string; referenceId?: string }, ...candidates: object[]) =>
      (
        await failureOf(
          takeOver(
            rooted({ candidates: async () => candidates as never }),
            site({ root: { marks: [] } }),
            adoption,
            { mark: OWN } as never,
          ),
        )
      )?.message;

    it("one takes it", async () => {
      expect(await refusal({ id: "1_a" }, candidate("1_b", "it is a room"), candidate("1_a"))).to.equal(
        undefined,
      );
    });

    it("nothing, several, or something else refuses, and names what there is", async () => {
      expect(await refusal({ id: "1_a" })).to.equal(
        'input adopt: the account has nothing by the name of "1_a" that could be this toy. Mend it; or, if it was deleted on purpose, take adopt out, and a new one is made',
      );
      expect(await refusal({ referenceId: "KEY" }, candidate("1_a"), candidate("1_b"))).to.equal(
        'input adopt: the account has 2 of reference id "KEY": entry 1_a, entry 1_b. Name one of them by its id: adopt: "1_a"',
      );
      expect(await refusal({ id: "1_a" }, candidate("1_a", "it is a room"))).to.equal(
        "input adopt: entry 1_a can't be this toy: it is a room. Nothing was changed",
      );
      expect(
        (await failureOf(takeOver(live(part()), site({}), { id: "1_a" }, {} as never)))?.message,
      ).to.include("the account has nothing");
    });

    it("what goes before it is looked at says so", async () => {
      const gone = rooted({ candidates: async () => [candidate("1_a")], observe: async () => undefined });
      const error = await failureOf(takeOver(gone, site({}), { id: "1_a" }, {} as never));
      expect(error).to.include({ name: "AdoptionRefused", message: "input adopt: entry 1_a is gone" });
    });
  });

  it("show each difference of a preview, long ones cut, secret ones unsaid", () => {
    const diff: AdoptionDiff = {
      id: "1_a",
      title: 'entry 1_a ("Talk")',
      changes: [
        { path: "name", now: "Talk", wanted: "Keynote" },
        { path: "key", now: "a", wanted: "b" },
        { path: "group.text", now: undefined, wanted: "x".repeat(118) },
        { path: "list", now: "x".repeat(119), wanted: "hidden by the program" },
      ],
      steps: ["update the entry", "add the event"],
      unknown: ["tags", "at"],
      guarded: "it is on",
    };
    expect(adoptionText(toy, diff)).to.equal(
      [
        'takes over entry 1_a ("Talk"). Its id stays, and so does what the program does not set.',
        "pulumi up changes:",
        '  name: "Talk" → "Keynote"',
        "  key: another value (secret)",
        `  group.text: not set → "${"x".repeat(118)}"`,
        `  list: "${"x".repeat(118)}… → "hidden by the program"`,
        "Calls: update the entry; add the event. The ownership mark is put on what is taken over.",
        "Not known yet, so not compared: tags, at.",
        "pulumi up refuses this now: it is on.",
      ].join("\n"),
    );
    expect(adoptionText(toy, diff, ["list", "group"]))
      .to.include("  list: another value (secret)")
      .and.include("  group.text: another value (secret)");
    expect(
      adoptionText(toy, {
        id: "1_a",
        title: "it",
        changes: [],
        steps: [],
        unknown: [],
      } as unknown as AdoptionDiff),
    ).to.equal(
      "takes over it. Its id stays, and so does what the program does not set.\nNo input differs.\nCalls: none. The ownership mark is put on what is taken over.",
    );
  });
});

describe("what a preview says of an adoption that it can't compare", () => {
  const say = (adopt: unknown, problem?: unknown) =>
    adoptionRemark(
      toy,
      async work => {
        if (problem !== undefined) throw problem;
        return work({} as never);
      },
      { name: "aa", adopt },
      [],
    );

  it("is that it is not known yet, or who would have to say", async () => {
    expect(await say(UNKNOWN)).to.deep.equal({
      severity: "info",
      text: "what is to be taken over is not known yet, so the difference can't be shown",
    });
    const setting = new SettingError("partnerId", "is missing");
    expect(await say("1_a", setting)).to.deep.equal({
      severity: "info",
      text: `what is taken over can't be looked at in a preview without credentials, so the difference is not shown: ${setting.message}`,
    });
  });

  it("is an error where up would refuse it, and a warning where the look failed", async () => {
    expect(await say("1_a", new AdoptionRefused("it is theirs"))).to.deep.equal({
      severity: "error",
      text: "it is theirs",
    });
    for (const problem of [new OperationError("no line"), "no line"])
      expect(await say("1_a", problem)).to.deep.equal({
        severity: "warning",
        text: "what is taken over could not be looked at, so the difference is not shown: no line",
      });
  });
});

describe("what a preview says of a change", () => {
  const COMPUTED: ComputedOutputs = {
    playerUrl: {
      type: "string",
      doc: "",
      of: (id, _, config) => `${config.cdnHost}/${config.partnerId}/${config.playerId}/${id}`,
    },
    kafUrl: { type: "string", doc: "", of: (_id, _, config) => config.kafHost },
  };
  const held: Definition = {
    ...live(part()),
    outputs: z.object({
      ingest: property(z.string().optional(), { heldBy: "the encoder" }),
      seen: z.string().optional(),
    }),
    computed: COMPUTED,
  } as unknown as Definition;
  const difference = (more: Partial<Difference>): Difference =>
    ({
      changed: [],
      replaces: [],
      unfinished: [],
      details: [],
      deleteBeforeReplace: false,
      ...more,
    }) as Difference;
  const TIMES = { start: "2027-05-04T09:00Z", end: "2027-05-04T11:00Z" };
  const said = (state: Props, wished: Props, change: Partial<Difference>, definition = held) =>
    remarksOn(
      definition,
      "1_a",
      { name: "Talk", ...state },
      { name: "Talk", ...wished },
      difference(change),
      TEN * 1000,
    );

  it("tells who holds on to what", () => {
    expect([...heldOutputs(held)]).to.deep.equal([
      ["pages and applications", ["playerUrl"]],
      ["the encoder", ["ingest"]],
    ]);
  });

  it("names what is made anew, why, and what is another one then", () => {
    expect(said({}, {}, { replaces: ["kind", "name", "nowhere"] })).to.deep.equal([
      'toy "Talk" (1_a) is made anew, and the old one is deleted (kind: can\'t change; name; nowhere). Others then: playerUrl (for pages and applications); ingest (for the encoder)',
    ]);
    expect(said({}, {}, { replaces: ["unfinished"] })[0]).to.include("(somebody deleted it in Kaltura)");
    expect(said({}, {}, { replaces: ["kind"] }, toy as unknown as Definition)).to.deep.equal([]);
    expect(said({}, {}, {})).to.deep.equal([]);
  });

  it("warns of what up refuses while it is on", () => {
    expect(said(TIMES, TIMES, { replaces: ["kind"] })[1]).to.equal(
      'toy "Talk" (1_a) is on right now, so pulumi up refuses to make it anew; wait until it is over, or set allowChangesWhileLive: true and run pulumi up once before',
    );
    expect(said(TIMES, { ...TIMES, source: "2" }, { changed: ["source", "size"] })).to.deep.equal([
      'toy "Talk" (1_a) is on right now, so pulumi up refuses to change source; wait until it is over, or set allowChangesWhileLive: true',
    ]);
    const away = { start: "2027-05-05T09:00Z", end: "2027-05-05T11:00Z" };
    expect(said(TIMES, away, { changed: ["start"] })[0]).to.include("refuses to change start;");
    expect(said(TIMES, { start: UNKNOWN, end: TIMES.end }, { changed: ["start"] })[0]).to.include(
      "refuses to change start;",
    );
    const earlier = { ...TIMES, start: "2027-05-04T08:00Z" };
    const quiet: Array<[Props, Props, Partial<Difference>]> = [
      [TIMES, earlier, { changed: ["start"] }],
      [{ endsAt: TIMES.end, start: TIMES.start }, { start: earlier.start }, { changed: ["start"] }],
      [TIMES, { ...TIMES, allowChangesWhileLive: true }, { changed: ["source"] }],
      [away, TIMES, { changed: ["source"] }],
      [TIMES, TIMES, { changed: ["size"] }],
    ];
    for (const [state, wished, change] of quiet)
      expect(said(state, wished, change), JSON.stringify(wished)).to.deep.equal([]);
  });

  it("says of an adopt that comes too late that it does nothing", () => {
    const late = (adopt: unknown) => said({}, { adopt }, {});
    expect(late("1_b")).to.deep.equal([
      'toy "Talk" (1_a) is there already, so adopt (1_b) has no effect. To take over that one in its place, give it a resource of its own, and take this one out',
    ]);
    expect(late(4711)[0]).to.include("adopt (4711)");
    for (const adopt of [
      "1_a",
      UNKNOWN,
      "site>channels",
      "site 1_b",
      "1_b site",
      { referenceId: "KEY" },
      undefined,
    ])
      expect(late(adopt), String(adopt)).to.deep.equal([]);
  });

  it("counts in whole percent", () => {
    expect([percent(1, 3), percent(3, 3), percent(0, 7)]).to.deep.equal(["33 %", "100 %", "0 %"]);
  });
});
