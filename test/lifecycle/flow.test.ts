/** Observe, plan, send: the flow behind every operation, on a resource and a server made for it. */
import { expect } from "chai";
import { ApiError, TransportError } from "../../provider/kaltura/errors";
import { explain, OperationError, PartialError } from "../../provider/lifecycle/failure";
import { create, read, remove, update } from "../../provider/lifecycle/operations";
import type { Part } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { failureOf } from "../support/failure";
import { type Inputs, refusal, ToyServer, toyOf, toyPart } from "./toy";

const lost = (happened: "no" | "unknown" = "unknown") =>
  new TransportError("reset", happened, "the line broke");
const A: Inputs = { name: "aa" } as Inputs;
const B: Inputs = { name: "bb" } as Inputs;

describe("the flow of every operation", () => {
  let server: ToyServer;
  let toy: ReturnType<typeof toyOf>;
  beforeEach(() => {
    server = new ToyServer();
    toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf")]);
  });
  const make = (inputs: Props = { ...A }) => create(toy, server.runtime, inputs);
  const change = (inputs: Props, state: Props = { ...A, rootId: "1_root", leafId: "1_leaf" }) =>
    update(toy, server.runtime, "1_root", state, inputs);
  const STATE = { name: "aa", rootId: "1_root", leafId: "1_leaf", rootName: "aa", leafName: "aa" };
  const partial = async (work: Promise<unknown>) => {
    const error = await failureOf(work);
    expect(error).to.be.instanceOf(PartialError);
    return error as PartialError;
  };
  const plainly = async (work: Promise<unknown>) => {
    const error = await failureOf(work);
    expect(error).to.be.instanceOf(OperationError).and.not.instanceOf(PartialError);
    expect(error!.stack).to.equal(error!.message);
    return error!.message;
  };

  describe("create", () => {
    it("makes all parts in one request and looks at nothing", async () => {
      expect(await make({ ...A, size: null, __provider: "text" })).to.deep.equal({
        id: "1_root",
        outputs: STATE,
      });
      expect(server.requests).to.deep.equal([["root.add", "leaf.add"]]);
      expect(server.looks).to.deep.equal([]);
      expect(server.waits).to.deep.equal([]);
    });

    it("goes on from what a run made that was killed", async () => {
      await make();
      toy = toyOf([toyPart(server, "root", { begun: async () => true }), toyPart(server, "leaf")]);
      server.objects.delete("leaf");
      server.requests.length = 0;
      await make();
      expect(server.requests).to.deep.equal([["leaf.add"]]);
    });

    it("leaves nothing in the state when the root is refused, and says why the root was, not the rest", async () => {
      server.trouble("root.add", refusal("input", "ROOT"));
      server.trouble("leaf.add", refusal("input", "LEAF"));
      const words = await plainly(make());
      expect(words).to.include("could not add the root: do this (Kaltura: ROOT").and.not.include("LEAF");
    });

    it("keeps what is there and names what is not when a part is refused", async () => {
      server.trouble("leaf.add", refusal("input", "LEAF"));
      const error = await partial(make());
      expect(error.message).to.match(
        /^could not add the leaf: do this .* Run pulumi up again: it completes what is missing$/,
      );
      expect(error.reasons).to.deep.equal([error.message]);
      expect(error.id).to.equal("1_root");
      expect(error.properties).to.deep.equal({
        name: "aa",
        rootId: "1_root",
        rootName: "aa",
        unfinished: ["leaf"],
      });
      expect(error.name).to.equal("PartialError");
      server.requests.length = 0;
      await change({ ...A }, error.properties);
      expect(server.requests).to.deep.equal([["leaf.add"]]);
    });

    it("repeats what is busy without looking, after waits that grow", async () => {
      server.trouble("root.add", refusal("busy"), refusal("busy"));
      server.trouble("leaf.add", refusal("busy"), refusal("busy"));
      await make();
      expect(server.looks).to.deep.equal([]);
      expect(server.requests).to.have.length(3);
      expect(server.waits).to.deep.equal([1_000, 2_000]);
    });

    it("looks before it repeats when some of it went through", async () => {
      server.trouble("leaf.add", refusal("busy"));
      await make();
      expect(server.requests).to.deep.equal([["root.add", "leaf.add"], ["leaf.add"]]);
      expect(server.looks).to.deep.equal(["root", "leaf"]);
    });

    it("takes a server error for passing twice, then for an answer", async () => {
      server.trouble("leaf.add", refusal("server"), refusal("server"));
      await make();
      server = new ToyServer();
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf")]);
      server.trouble("leaf.add", refusal("server"), refusal("server"), refusal("server"));
      await partial(make());
      expect(server.requests).to.have.length(3);
      expect(server.waits).to.deep.equal([1_000, 2_000]);
    });

    it("gives up at once when one refusal is no passing one", async () => {
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf"), toyPart(server, "twig")]);
      server.trouble("leaf.add", refusal("busy"));
      server.trouble("twig.add", refusal("permission"));
      const error = await partial(make());
      expect(error.properties.unfinished).to.deep.equal(["leaf", "twig"]);
      expect(error.message).to.include("could not add the leaf").and.include("; could not add the twig");
      expect(server.requests).to.have.length(1);
      expect(server.waits).to.deep.equal([]);
    });

    it("gives up what is busy for ever after six rounds", async () => {
      server.trouble("root.add", ...Array.from({ length: 20 }, () => refusal("busy")));
      server.trouble("leaf.add", ...Array.from({ length: 20 }, () => refusal("busy")));
      const message = await plainly(make());
      expect(message).to.include("BUSY");
      expect(message.match(/Once that is mended/g), "said once").to.have.length(1);
      expect(server.requests).to.have.length(6);
      expect(server.waits).to.deep.equal([1_000, 2_000, 5_000, 10_000, 15_000, 15_000]);
    });
  });

  describe("an answer that is lost", () => {
    it("is looked up and not repeated", async () => {
      server.trouble("root.add", { lost: lost() });
      expect((await make()).id).to.equal("1_root");
      expect(server.requests).to.have.length(1);
      expect(server.waits).to.deep.equal([500]);
    });

    it("is waited for, as what was made may show late", async () => {
      let looks = 0;
      const late = toyPart(server, "root");
      const root: Part<Inputs, Props> = {
        ...late,
        observe: async (site, want) => (++looks < 4 ? undefined : late.observe(site, want)),
      };
      toy = toyOf([root, toyPart(server, "leaf")]);
      server.trouble("root.add", { lost: lost() });
      await make();
      expect(server.requests).to.have.length(1);
      expect(server.waits).to.deep.equal([500, 1_000, 2_000, 4_000]);
    });

    it("is repeated once it is sure that nothing happened", async () => {
      server.trouble("root.add", lost());
      await make();
      expect(server.requests).to.have.length(2);
      expect(server.waits).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000]);
    });

    it("is looked up once where the id is known, and longer for what only a search finds", async () => {
      await make();
      server.trouble("leaf.update", { lost: lost() });
      await change({ ...B });
      expect(server.waits).to.deep.equal([500]);
      server.objects.delete("leaf");
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { searched: true })]);
      server.trouble("leaf.add", lost());
      server.waits.length = 0;
      await change({ ...B });
      expect(server.waits).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000]);
    });

    it("ends the operation when it stays lost, with what is known", async () => {
      await make();
      server.trouble("leaf.update", ...Array.from({ length: 9 }, () => lost()));
      server.objects.set("root", { id: "1_root", name: "bb" });
      const error = await partial(change({ ...B }));
      expect(error.message).to.include("the line broke");
      expect(error.properties.unfinished).to.deep.equal(["leaf"]);
      expect(server.waits).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000]);
    });

    it("is none when nothing was sent: that ends it", async () => {
      server.trouble("root.add", lost("no"));
      expect(await plainly(make())).to.include("the line broke");
      expect(server.requests).to.have.length(1);
      server.requests.length = 0;
      server.objects.set("root", { id: "1_root", name: "aa" });
      server.trouble("leaf.add", lost("no"));
      const error = await partial(change({ ...A }));
      expect(error.properties.unfinished).to.deep.equal(["leaf"]);
      expect(server.requests).to.have.length(1);
    });
  });

  describe("update", () => {
    it("looks first, and sends what differs", async () => {
      await make();
      server.objects.set("root", { id: "1_root", name: "bb" });
      server.requests.length = 0;
      expect((await change({ ...B })).outputs).to.include({ name: "bb", rootName: "bb", leafName: "bb" });
      expect(server.requests).to.deep.equal([["leaf.update"]]);
      expect(server.looks).to.deep.equal(["root", "leaf"]);
    });

    it("says that the object is gone, and what to do", async () => {
      expect(await plainly(change({ ...B }))).to.equal(
        "toy 1_root is not in Kaltura any more; run pulumi refresh, then pulumi up makes it anew",
      );
      expect(server.requests).to.deep.equal([]);
    });

    it("keeps owing what it was to take out", async () => {
      await make();
      server.trouble("leaf.update", refusal("input"));
      const error = await partial(change({ ...B }, { ...STATE, size: 3, tags: ["x"] }));
      expect(error.properties).to.deep.include({ name: "bb", size: 3, tags: ["x"], unfinished: ["leaf"] });
    });

    it("takes a refusal that means it is done for done", async () => {
      await make();
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { fine: ["exists"] })]);
      server.trouble("leaf.update", refusal("exists"));
      expect((await change({ ...B })).id).to.equal("1_root");
      server.trouble("leaf.update", refusal("gone"));
      await partial(change({ name: "cc" }));
    });

    it("plans again what another way can mend, at once or when time can", async () => {
      await make();
      const mend = (way: boolean | "later") =>
        toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { recover: () => way })]);
      toy = mend(true);
      server.trouble("leaf.update", refusal("input"));
      await change({ ...B });
      expect(server.waits).to.deep.equal([]);
      toy = mend("later");
      server.trouble("leaf.update", refusal("input"));
      await change({ name: "cc" });
      expect(server.waits).to.deep.equal([1_000]);
      toy = mend(false);
      server.trouble("leaf.update", refusal("input"));
      await partial(change({ name: "dd" }));
    });
  });

  describe("what goes alone", () => {
    const withAlone = () =>
      toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { alone: true }), toyPart(server, "twig")]);

    it("goes in a request of its own, and the rest after it, with a fresh look", async () => {
      toy = withAlone();
      await make();
      expect(server.requests).to.deep.equal([["root.add"], ["leaf.add"], ["twig.add"]]);
      expect(server.looks).to.deep.equal(["root", "leaf", "twig"]);
    });

    it("does not go when what is before it failed, and stays owed with what is after it", async () => {
      toy = withAlone();
      server.objects.set("root", { id: "1_root", name: "old" });
      server.trouble("root.update", refusal("input"));
      const error = await partial(change({ ...A }));
      expect(server.requests).to.deep.equal([["root.update"]]);
      expect(error.properties.unfinished).to.deep.equal(["root", "leaf", "twig"]);
    });

    it("stays owed when it is refused", async () => {
      toy = withAlone();
      server.trouble("leaf.add", refusal("input"));
      expect((await partial(make())).properties.unfinished).to.deep.equal(["leaf", "twig"]);
    });
  });

  describe("what no call ends", () => {
    it("is done when all calls went through, and all is owed when it is not", async () => {
      let settled = 0;
      const settle = async () => {
        if (++settled === 1) throw new OperationError("the upload broke");
      };
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", { settle })]);
      const error = await partial(make());
      expect(error.message).to.include("the upload broke");
      expect(error.properties.unfinished).to.deep.equal(["root", "leaf"]);
      await change({ ...A }, error.properties);
      expect(settled).to.equal(2);
    });
  });

  describe("read", () => {
    const look = (state: Props = STATE) => read(toy, server.runtime, "1_root", state);

    it("says what the server has, and writes nothing", async () => {
      await make();
      server.objects.set("leaf", { id: "1_leaf", name: "by hand" });
      server.requests.length = 0;
      // The inputs can't say both names, so the part that has the other one is to be looked after.
      expect(await look()).to.deep.equal({
        inputs: { name: "by hand" },
        outputs: { ...STATE, name: "by hand", leafName: "by hand", unfinished: ["root"] },
      });
      expect(server.requests).to.deep.equal([]);
    });

    it("names a part that is gone, and knows when all is", async () => {
      await make();
      server.objects.delete("leaf");
      expect((await look())!.outputs.unfinished).to.deep.equal(["leaf"]);
      server.objects.delete("root");
      expect(await look()).to.equal(undefined);
    });

    it("keeps a resource whose root is gone while something of it is left", async () => {
      await make();
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", { outlivesRoot: true })]);
      server.objects.delete("root");
      expect((await look())!.outputs).to.deep.equal({ ...STATE, unfinished: ["(gone)"] });
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf")]);
      expect(await look()).to.equal(undefined);
    });

    it("says nothing of drift while what it depends on is not there, and owes the rest still", async () => {
      await make();
      const inForce = async () => {
        throw new OperationError("the film is gone");
      };
      toy = toyOf(toy.parts as never, { inForce });
      server.objects.set("leaf", { id: "1_leaf", name: "by hand" });
      const found = await look({ ...STATE, unfinished: ["leaf", "(gone)"], left: "over" });
      expect(found!.inputs).to.deep.equal({ name: "aa" });
      expect(found!.outputs).to.deep.include({ unfinished: ["root", "leaf"], left: "over" });
      expect(await plainly(change({ ...A }))).to.equal("the film is gone");
      toy = toyOf(toy.parts as never, {
        inForce: async () => {
          throw new Error("ours");
        },
      });
      expect(await plainly(look())).to.include("through a fault of pulumi-kaltura (please report it): ours");
    });
  });

  describe("delete", () => {
    const take = () => remove(toy, server.runtime, "1_root", STATE);

    it("goes backwards, the root last, in one request", async () => {
      await make();
      server.requests.length = 0;
      server.looks.length = 0;
      await take();
      expect(server.requests).to.deep.equal([["leaf.delete", "root.delete"]]);
      expect(server.looks, "once").to.deep.equal(["root", "leaf"]);
    });

    it("is done when nothing is there, and takes away what outlived the root", async () => {
      await take();
      expect(server.requests).to.deep.equal([]);
      server.objects.set("leaf", { id: "1_leaf" });
      await take();
      expect(server.requests).to.deep.equal([["leaf.delete"]]);
    });

    it("takes gone for done, waits for what is busy, and says what is refused", async () => {
      await make();
      server.trouble("leaf.delete", refusal("gone"));
      await take();
      await make();
      server.trouble("root.delete", refusal("busy"));
      await take();
      expect(server.waits).to.deep.equal([1_000]);
      expect(server.objects.size).to.equal(0);
      await make();
      server.trouble("root.delete", refusal("input", "STAYS"));
      expect(await plainly(take())).to.include("could not delete the root: do this (Kaltura: STAYS");
    });

    it("lets a root go first that may have to stay", async () => {
      toy = toyOf([toyPart(server, "root", { mayStay: () => true }), toyPart(server, "leaf")]);
      await make();
      server.requests.length = 0;
      await take();
      expect(server.requests).to.deep.equal([["root.delete"], ["leaf.delete"]]);
    });
  });

  describe("what is noted for the next run", () => {
    const mark = "pulumi0123456789x0123456789ab";
    const M = { ...A, mark };
    beforeEach(() => {
      // The leaf is found by a search alone.
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { searched: true })]);
    });

    it("is what goes out, before it does, and what came of it", async () => {
      await make(M);
      expect(server.noted).to.deep.equal([
        "nothing, open: root",
        "nothing, open: root,leaf",
        "1_root,1_leaf, open: none",
      ]);
    });

    it("is taken back when nothing went out", async () => {
      const begun = async () => {
        throw refusal("permission");
      };
      toy = toyOf([toyPart(server, "root", { begun })]);
      await plainly(make(M));
      expect(server.noted).to.deep.equal(["nothing, open: root", "nothing, open: none"]);
    });

    it("is nothing of calls that make nothing", async () => {
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf")]);
      await make();
      server.noted.length = 0;
      await change({ ...B, mark });
      expect(server.requests.at(-1)).to.deep.equal(["root.update", "leaf.update"]);
      expect(server.noted).to.deep.equal([]);
    });

    it("is nothing without a mark", async () => {
      await make();
      await remove(toy, server.runtime, "1_root", STATE);
      expect(server.noted).to.deep.equal([]);
    });

    it("stays open where the server broke down, not where it said no", async () => {
      server.trouble("leaf.add", refusal("server"), refusal("server"), refusal("server"));
      await partial(make(M));
      expect(server.noted.at(-1)).to.equal("1_root, open: leaf");
      server = new ToyServer();
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { searched: true })]);
      server.trouble("leaf.add", refusal("input"));
      await partial(make(M));
      expect(server.noted.at(-1)).to.equal("1_root, open: none");
      server.trouble("root.update", refusal("server"), refusal("server"), refusal("server"));
      server.noted.length = 0;
      await partial(change({ ...B, mark }));
      // What the state knows is looked up by its id: there is nothing to search for.
      expect(server.noted.at(-1)).to.equal("1_root,1_leaf, open: none");
    });

    it("is closed where nothing arrived, and open where nobody knows", async () => {
      const lostFor = async (happened: "no" | "unknown") => {
        server.noted.length = 0;
        server.searchable = false;
        server.trouble("root.add", ...Array.from({ length: 9 }, () => lost(happened)));
        await failureOf(make(M));
        return server.noted.at(-1);
      };
      expect(await lostFor("no")).to.equal("nothing, open: none");
      expect(await lostFor("unknown")).to.equal("nothing, open: root,leaf");
    });

    it("is forgotten with a delete, unless another was made in its place", async () => {
      const taken = async (root: string | undefined) => {
        server.noted.length = 0;
        server.trace = () => ({ ids: root === undefined ? {} : { root }, open: [], busy: false });
        await remove(toy, server.runtime, "1_root", { ...STATE, mark });
        return server.noted;
      };
      expect(await taken("1_root")).to.deep.equal(["forgotten"]);
      expect(await taken(undefined)).to.deep.equal(["forgotten"]);
      expect(await taken("1_other")).to.deep.equal([]);
      server.trace = () => undefined;
      await remove(toy, server.runtime, "1_root", { ...STATE, mark });
      expect(server.noted).to.deep.equal(["forgotten"]);
    });
  });

  describe("what an earlier run left", () => {
    const mark = "pulumi0123456789x0123456789ab";
    const M = { ...A, mark };
    /** A root that carries a mark, and a leaf that a search alone finds. */
    const marked = (marks: string[] = [mark]) =>
      toyOf([
        toyPart(server, "root", { marks: () => marks }),
        toyPart(server, "leaf", {}, { searched: true }),
      ]);
    const left = (ids: Record<string, string>, open: string[] = [], busy = false) => ({ ids, open, busy });
    const WAITING =
      "An earlier run was killed while it made something: waiting until Kaltura shows what became of it, up to 15 s";

    beforeEach(() => {
      // The search index is behind: only what has a known id is found.
      server.searchable = false;
      server.objects.set("root", { id: "1_root", name: "aa" });
      toy = marked();
    });

    it("is taken up by its ids, without a wait", async () => {
      server.objects.set("leaf", { id: "1_leaf", name: "aa" });
      server.trace = () => left({ root: "1_root", leaf: "1_leaf" });
      expect((await make(M)).id).to.equal("1_root");
      expect(server.requests).to.deep.equal([]);
      expect(server.waits).to.deep.equal([]);
      expect(server.said).to.deep.equal([]);
    });

    it("is not made of what is gone by now, or was given to another resource", async () => {
      server.objects.clear();
      server.trace = () => left({ root: "1_root" });
      await make(M);
      expect(server.requests).to.deep.equal([["root.add", "leaf.add"]]);
      server = new ToyServer();
      server.searchable = false;
      server.objects.set("root", { id: "1_root", name: "aa" });
      toy = marked(["pulumi9999999999x0123456789ab"]);
      server.trace = () => left({ root: "1_root" });
      await make(M);
      expect(server.requests).to.deep.equal([["root.add", "leaf.add"]]);
    });

    it("is not looked for again where it was given to another resource", async () => {
      server.objects.set("leaf", { id: "1_leaf", name: "aa" });
      toy = toyOf([
        toyPart(server, "root", {
          marks: () => ["pulumi9999999999x0123456789ab"],
          begun: async () => true,
        }),
        toyPart(server, "leaf", {}, { searched: true }),
      ]);
      server.trace = () => left({ root: "1_root", leaf: "1_leaf" });
      await make(M);
      expect(server.requests).to.deep.equal([["root.add", "leaf.add"]]);
    });

    it("is waited for while there is something of a part, and more of it was to be made", async () => {
      let looks = 0;
      const whole = toyPart(server, "leaf", {}, { searched: true });
      // The index shows the half of it in the first three looks.
      const observe: typeof whole.observe = async () => ({ id: "1_leaf", name: ++looks < 4 ? "half" : "aa" });
      toy = toyOf([toyPart(server, "root", { marks: () => [mark] }), { ...whole, observe }]);
      server.trace = () => left({ root: "1_root" }, ["leaf"]);
      await make(M);
      expect(server.waits).to.deep.equal([500, 500, 1_000]);
      expect(server.requests).to.deep.equal([]);
    });

    it("is waited for in silence once it was said, however many resources wait", async () => {
      server.objects.clear();
      server.trace = () => left({}, ["root"]);
      await make(M);
      await make(M);
      expect(server.said).to.deep.equal([WAITING]);
    });

    it("is taken down with the rest", async () => {
      server.objects.set("leaf", { id: "1_leaf", name: "aa" });
      server.trace = () => left({ root: "1_root", leaf: "1_leaf" });
      await remove(toy, server.runtime, "1_root", { ...M, rootId: "1_root" });
      expect(server.requests).to.deep.equal([["leaf.delete", "root.delete"]]);
    });

    it("is waited for while another process is at it, which is said once", async () => {
      const traces = [left({}, ["root"], true), left({}, ["root"], true), left({ root: "1_root" }, ["leaf"])];
      server.trace = () => (traces.length > 1 ? traces.shift() : traces[0]);
      toy = toyOf([
        toyPart(server, "root", { marks: () => [mark] }),
        toyPart(server, "leaf", {}, { searched: true }),
      ]);
      // What was open shows in the fourth look.
      const sleep = server.runtime.sleep;
      (server.runtime as { sleep: typeof sleep }).sleep = async ms => {
        await sleep(ms);
        if (server.waits.length === 4) {
          server.searchable = true;
          server.objects.set("leaf", { id: "1_leaf", name: "aa" });
        }
      };
      expect((await make(M)).id).to.equal("1_root");
      expect(server.waits).to.deep.equal([500, 500, 1_000, 1_000]);
      expect(server.said).to.deep.equal([WAITING]);
      expect(server.requests).to.deep.equal([]);
    });

    it("is made after all, once an orphan must have ended and the index must know", async () => {
      server.objects.clear();
      server.trace = () => left({}, ["root"]);
      await make(M);
      expect(server.waits.reduce((sum, ms) => sum + ms, 0)).to.be.within(60_000, 62_000);
      expect(server.waits.slice(0, 6)).to.deep.equal([500, 500, 1_000, 1_000, 2_000, 2_000]);
      expect(server.requests).to.deep.equal([["root.add", "leaf.add"]]);
    });

    it("adds to what the state knows, and does not replace it", async () => {
      server.objects.set("leaf", { id: "1_leaf", name: "aa" });
      server.trace = () => left({ root: "1_root", leaf: "1_leaf" });
      await change(M, { ...M, rootId: "1_root" });
      expect(server.requests).to.deep.equal([]);
      expect(server.looks).to.deep.equal(["root", "leaf", "root", "leaf"]);
      server.looks.length = 0;
      server.trace = () => left({ root: "1_root" }, ["leaf"]);
      await change(M, { ...M, rootId: "1_root", leafId: "1_leaf" });
      expect(server.looks, "nothing that only the journal knows").to.deep.equal(["root", "leaf"]);
      // Another object by now, as after an adoption: what was noted is none of its.
      server.trace = () => left({ root: "1_other", leaf: "1_leaf" });
      await change(M, { ...M, rootId: "1_root" });
      expect(server.requests).to.deep.equal([["leaf.add"]]);
    });

    it("is no matter of a resource without a mark", async () => {
      server.trace = () => {
        throw new Error("asked");
      };
      server.objects.clear();
      await make();
      expect(server.requests).to.have.length(1);
    });
  });

  describe("a look that fails", () => {
    const broken = (error: Error) => {
      toy = toyOf([
        toyPart(server, "root", {
          observe: async () => {
            throw error;
          },
        }),
      ]);
    };

    it("says what was to be done, and, of what is made or changed, what to run next", async () => {
      broken(refusal("permission"));
      const why = "do this (Kaltura: PERMISSION – said PERMISSION [toy.act])";
      const next = ". Once that is mended run pulumi up again: it goes on with what is left";
      expect(await plainly(change({ ...B }))).to.equal(`toy could not be updated: ${why}${next}`);
      expect(await plainly(read(toy, server.runtime, "1_root", STATE))).to.equal(
        `toy could not be read: ${why}`,
      );
      expect(await plainly(remove(toy, server.runtime, "1_root", STATE))).to.equal(
        `toy could not be deleted: ${why}`,
      );
      broken(lost());
      expect(await plainly(change({ ...B })))
        .to.include("toy could not be updated: the line broke")
        .and.include(next);
    });
  });

  describe("what the state knows", () => {
    it("is where parts are looked for that nothing else finds", async () => {
      await make();
      server.searchable = false;
      server.requests.length = 0;
      await change({ ...B }, { name: "aa", leafId: "1_leaf" });
      expect(server.requests).to.deep.equal([["root.update", "leaf.update"]]);
      await change({ ...A }, { name: "aa", leafId: 5 });
      expect(server.requests.at(-1)).to.deep.equal(["root.update", "leaf.update"]);
      // Not by what is no id.
      await change({ ...B }, { name: "aa", leafId: true });
      expect(server.requests.at(-1)).to.deep.equal(["root.update", "leaf.add"]);
    });

    it("goes with what is sent, so that nothing stale is read of it after", async () => {
      await make();
      expect(server.known).to.deep.equal([[]]);
      await change({ ...B });
      expect(server.known.at(-1)).to.deep.equal(["1_root", "1_leaf"]);
    });

    it("goes for reading ahead: longer for a read than before a write", async () => {
      const mark = "pulumi0123456789x0123456789ab";
      await make();
      const marked = { ...STATE, mark };
      await read(toy, server.runtime, "1_root", marked);
      await change({ ...A, mark }, marked);
      await remove(toy, server.runtime, "1_root", marked);
      expect(server.readers.map(r => r.maxAgeMs)).to.include.members([30_000, 5_000]);
      expect(server.readers[0]).to.deep.include({ stack: "pulumi0123456789", resource: mark });
      expect(server.readers.at(-1)).to.deep.include({ maxAgeMs: 5_000 });
      server.readers.length = 0;
      await make();
      await read(toy, server.runtime, "1_root", STATE);
      await read(toy, server.runtime, "1_root", { ...STATE, mark: "no mark" });
      expect(server.readers).to.deep.equal([]);
    });

    it("is looked at anew before a list that others share is written", async () => {
      const mark = "pulumi0123456789x0123456789ab";
      await make();
      server.usedReadAhead = true;
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { keepsOthers: true })]);
      server.looks.length = 0;
      await change({ ...B, mark }, { ...STATE, mark });
      expect(server.looks).to.deep.equal(["root", "leaf", "root", "leaf"]);
      toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf")]);
      server.looks.length = 0;
      await change({ ...A, mark }, { ...STATE, mark });
      expect(server.looks).to.deep.equal(["root", "leaf"]);
    });

    it("does not keep what was for the making alone", async () => {
      expect((await make({ ...A, once: "only" })).outputs).to.deep.equal(STATE);
    });
  });

  it("advises what a step knows better, and hides no refusal when the advice fails", async () => {
    const advising = (advice: () => Promise<string | undefined>) =>
      toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { advice })]);
    const said = async () => {
      server.trouble("leaf.add", refusal("input", "LEAF"));
      const { message } = await partial(make());
      server.objects.clear();
      return message;
    };
    toy = advising(async () => "ask Ann");
    expect(await said()).to.include("could not add the leaf: ask Ann (Kaltura: LEAF");
    toy = advising(async () => {
      throw new Error("no line");
    });
    expect(await said())
      .to.include("could not add the leaf: do this (Kaltura: LEAF")
      .and.not.include("no line");
  });

  it("names the input that Kaltura's property comes from", async () => {
    const error = new ApiError({
      ...{ code: "TOO_LONG", message: "too long", kind: "input", hint: "shorten it" },
      ...{ args: { PROP_NAME: "KalturaLeaf::title" }, service: "leaf", action: "add", sessionId: "77" },
    });
    const inputOf = (property: string) => (property === "title" ? "name" : undefined);
    toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { inputOf })]);
    server.trouble("leaf.add", error);
    expect((await partial(make())).message).to.include(
      "could not add the leaf: input name; shorten it (Kaltura: TOO_LONG – too long [leaf.add, session 77])",
    );
    server.objects.clear();
    toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf")]);
    server.trouble("leaf.add", error);
    expect((await partial(make())).message).to.include("could not add the leaf: shorten it (Kaltura");
    expect(explain("words")).to.equal("words");
    expect(explain(new Error("words"))).to.equal("words");
  });

  it("finds at once what only a search finds, when it does", async () => {
    await make();
    server.objects.delete("leaf");
    toy = toyOf([toyPart(server, "root"), toyPart(server, "leaf", {}, { searched: true })]);
    server.trouble("leaf.add", { lost: lost() });
    await change({ ...A });
    expect(server.waits).to.deep.equal([500]);
  });

  it("looks again when one of two refusals was mended and the other is busy", async () => {
    await make();
    toy = toyOf([toyPart(server, "root", {}, { recover: () => true }), toyPart(server, "leaf")]);
    server.trouble("root.update", refusal("input"));
    server.trouble("leaf.update", refusal("busy"));
    server.looks.length = 0;
    await change({ ...B });
    expect(server.looks).to.deep.equal(["root", "leaf", "root", "leaf"]);
    expect(server.waits).to.deep.equal([1_000]);
  });

  it("looks again at all that was refused, when it was a broken server that refused it", async () => {
    server.trouble("root.add", refusal("server"));
    server.trouble("leaf.add", refusal("server"));
    await make();
    expect(server.looks).to.deep.equal(["root"]);
    expect(server.requests).to.have.length(2);
  });

  it("gives up a delete that is busy for ever after six rounds", async () => {
    await make();
    server.trouble("root.delete", ...Array.from({ length: 20 }, () => refusal("busy")));
    server.requests.length = 0;
    expect(await plainly(remove(toy, server.runtime, "1_root", STATE))).to.include("BUSY");
    expect(server.requests).to.have.length(6);
  });

  it("says of a look before a create what was not made", async () => {
    const begun = async () => {
      throw refusal("permission", "DENIED");
    };
    toy = toyOf([toyPart(server, "root", { begun })]);
    expect(await plainly(make())).to.match(/^toy could not be made: do this/);
  });

  it("says of refusals at a look what was not done, and of our own faults that they are ours", async () => {
    const looking = (error: Error) =>
      toyOf([
        toyPart(server, "root", {
          observe: async () => {
            throw error;
          },
        }),
      ]);
    toy = looking(refusal("permission", "DENIED"));
    expect(await plainly(read(toy, server.runtime, "1_root", STATE))).to.match(
      /^toy could not be read: do this \(Kaltura: DENIED/,
    );
    expect(await plainly(change({ ...B }))).to.match(/^toy could not be updated: do this/);
    expect(await plainly(remove(toy, server.runtime, "1_root", STATE))).to.match(
      /^toy could not be deleted: do/,
    );
    toy = looking(lost());
    expect(await plainly(change({ ...B }))).to.match(/^toy could not be updated: the line broke; /);
    toy = looking(new TypeError("x of undefined"));
    expect(await plainly(change({ ...B }))).to.equal(
      "toy could not be updated, through a fault of pulumi-kaltura (please report it): x of undefined",
    );
  });
});
