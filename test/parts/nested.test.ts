/** A part under a group of inputs: it is asked in its own words, what it answers is said in those of the resource. */
import { expect } from "chai";
import type { Part, Site, Step, Want } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { nested } from "../../provider/parts/nested";

interface Outer {
  title: string;
  room?: Inner;
}
interface Inner {
  name?: string;
  tags?: string[];
}

/** The room's own name, or the resource's. */
const inputsOf = ({ title, room }: Partial<Outer>): Partial<Inner> => ({ name: title!, ...room });

const site = {} as Site;
const step = (more: Partial<Step> = {}): Step => ({
  call: { service: "room", action: "update", args: {} },
  purpose: "update the room",
  ...more,
});

/** A part that notes what it is asked, beside what the test gives it. */
function asked(more: Partial<Part<Inner, string>> = {}) {
  const heard: unknown[] = [];
  const hear = (...what: unknown[]) => {
    heard.push(what);
  };
  const part: Part<Inner, string> = {
    key: "room",
    label: "studio room",
    permissions: ["P"],
    observe: async (at, want) => {
      hear("observe", at, want);
      return "seen";
    },
    plan: async (want, observed, at) => {
      hear("plan", want, observed, at);
      return [];
    },
    drift: async (inputs, observed, at) => {
      hear("drift", inputs, observed, at);
      return { inputs: {} };
    },
    remove: async () => [step({ purpose: "delete the room" })],
    ...more,
  };
  return { heard, hear, part, under: nested<Outer, Inner, string>(part, "room", inputsOf) };
}

const want = (more: Partial<Want<Outer>> = {}): Want<Outer> => ({
  inputs: { title: "Talk", room: { tags: ["a"] } },
  previous: undefined,
  unfinished: new Set(["room"]),
  ...more,
});
const INNER = { name: "Talk", tags: ["a"] };

describe("a part under a group of inputs", () => {
  it("keeps its key, its label and what needs no inputs", async () => {
    const { under } = asked();
    expect([under.key, under.label, under.permissions]).to.deep.equal(["room", "studio room", ["P"]]);
    expect((await under.remove("seen", site)).map(s => s.purpose)).to.deep.equal(["delete the room"]);
  });

  it("is not asked what only roots are, though it could tell", () => {
    const { under } = asked({ begun: async () => true, candidates: async () => [] });
    expect(under).to.not.have.any.keys("begun", "candidates");
  });

  it("has no answer to what it could not answer by itself", () => {
    expect(asked().under).to.not.have.any.keys("claim", "settle", "fill");
  });

  it("looks, plans and compares by its own inputs", async () => {
    const { under, heard } = asked();
    expect(await under.observe(site, want().inputs)).to.equal("seen");
    await under.plan(want(), "seen", site);
    await under.plan(want({ previous: { title: "Old" } }), undefined, site);
    await under.drift(want().inputs, "seen", site);
    const { unfinished } = want();
    expect(heard).to.deep.equal([
      ["observe", site, INNER],
      ["plan", { inputs: INNER, previous: undefined, unfinished }, "seen", site],
      ["plan", { inputs: INNER, previous: { name: "Old" }, unfinished }, undefined, site],
      ["drift", INNER, "seen", site],
    ]);
  });

  it("is adopted and settled by its own inputs, too", async () => {
    const { under, heard, hear } = asked({
      claim: async (...what) => hear("claim", ...what),
      settle: async (...what) => hear("settle", ...what),
    });
    await under.claim!(site, want().inputs, { id: "1_a" });
    await under.settle!(want(), site);
    expect(heard).to.deep.equal([
      ["claim", site, INNER, { id: "1_a" }],
      ["settle", { inputs: INNER, previous: undefined, unfinished: want().unfinished }, site],
    ]);
  });

  it("names an input in errors by its place in the group, and none where it knows none", async () => {
    const inputOf = (property: string) => (property === "tags" ? "tags" : undefined);
    const silent = step();
    const { under } = asked({ plan: async () => [silent, step({ purpose: "second", inputOf })] });
    const [first, second] = await under.plan(want(), undefined, site);
    expect(first).to.equal(silent);
    expect(second!.purpose).to.equal("second");
    expect(second!.inputOf!("tags")).to.equal("room.tags");
    expect(second!.inputOf!("id")).to.equal(undefined);
  });

  it("shows its drift in the group, and what is missing as it is", async () => {
    const { under } = asked({
      drift: async () => ({ inputs: { tags: ["b"], name: undefined }, missing: true }),
    });
    expect(await under.drift(want().inputs, "seen", site)).to.deep.equal({
      inputs: { "room.tags": ["b"], "room.name": undefined },
      missing: true,
    });
  });

  it("fills its inputs in under the group at an import, knowing what others filled in", async () => {
    const known: unknown[] = [];
    const { under } = asked({
      fill: async (observed, at, has: Props) => {
        known.push(observed, at, has);
        return { name: "Talk", tags: ["b"] };
      },
    });
    expect(await under.fill!("seen", site, { title: "Talk" })).to.deep.equal({
      "room.name": "Talk",
      "room.tags": ["b"],
    });
    expect(known).to.deep.equal(["seen", site, { name: "Talk" }]);
  });
});
