/** What an import takes into the state of an object that is there, on a server of our own. */
import { expect } from "chai";
import { importById } from "../../provider/lifecycle/operations";
import type { Props } from "../../provider/lifecycle/values";
import { markOf, markTags } from "../../provider/mark";
import { failureOf } from "../support/failure";
import { refusal, ToyServer, toyOf, toyPart } from "./toy";

const OWN = markOf("organization/summit/test", "Toy", "it");
const FOREIGN = markOf("organization/other/test", "Toy", "it");

describe("an import", () => {
  let server: ToyServer;
  let marks: string[];
  beforeEach(() => {
    server = new ToyServer();
    server.objects.set("root", { id: "1_root", name: "aa" });
    server.objects.set("leaf", { id: "1_leaf", name: "aa", size: 3 });
    marks = [];
  });

  /** The toy whose root says that of itself, beside its name. */
  const saying = (more: Props = {}) =>
    toyOf([
      toyPart(server, "root", {
        fill: async observed => ({ name: observed?.name, ...more }),
        marks: () => marks,
      }),
      toyPart(server, "leaf", { fill: async observed => ({ size: observed?.size }) }),
    ]);
  const bring = (more?: Props, mark: string | undefined = OWN) =>
    importById(saying(more), server.runtime, "1_root", mark);

  it("takes what each part says, with the ids of all, and writes nothing", async () => {
    const inputs = { name: "aa", size: 3 };
    const rest = { rootId: "1_root", leafId: "1_leaf", rootName: "aa", leafName: "aa" };
    expect(await bring()).to.deep.equal({ id: "1_root", inputs, outputs: { ...inputs, ...rest } });
    expect(server.requests).to.deep.equal([]);
  });

  it("takes what this kind of resource has as an input, at any depth, and leaves unset what is", async () => {
    const found = await bring({
      ...{ "group.on": true, "group.text": "hi", level: undefined },
      ...{ nothing: 1, "group.nothing": 1, "group.text.nothing": 1, "tags.nothing": 1, "nothing.on": 1 },
    });
    expect(found?.inputs).to.deep.equal({ name: "aa", size: 3, group: { on: true, text: "hi" } });
  });

  it("is none where the object is not there; parts that are not there may say something, too", async () => {
    server.objects.delete("leaf");
    const told: unknown[] = [];
    const toy = toyOf([
      toyPart(server, "root", { fill: async observed => ({ name: observed?.name }) }),
      toyPart(server, "leaf", {
        fill: async (observed, site, known) => {
          told.push(observed, site.seen.has("leaf"), known);
          return { level: "low" };
        },
      }),
    ]);
    const found = await importById(toy, server.runtime, "1_root", OWN);
    expect(told).to.deep.equal([undefined, false, { name: "aa" }]);
    expect(found?.inputs).to.deep.equal({ name: "aa", level: "low" });
    expect(found?.outputs).to.deep.equal({ name: "aa", level: "low", rootId: "1_root", rootName: "aa" });
    server.objects.clear();
    expect(await importById(toy, server.runtime, "1_root", OWN)).to.equal(undefined);
  });

  it("knows its own mark, and says whose other it finds", async () => {
    marks = [...markTags(OWN)];
    expect((await bring())?.inputs).to.deep.equal({ name: "aa", size: 3, mark: OWN });
    marks = [markTags(OWN)[0]!];
    expect((await bring())?.inputs, "of a sibling").to.not.have.property("mark");
    marks = [];
    expect((await bring({}, undefined))?.inputs).to.not.have.property("mark");
    expect(server.said).to.deep.equal([]);
    marks = [...markTags(FOREIGN)];
    expect((await bring())?.inputs).to.not.have.property("mark");
    expect(server.said).to.deep.equal([
      `toy 1_root carries the mark of another resource or stack (${markTags(FOREIGN)[0]}): take it out of that state first (pulumi state delete), or both will change it back and forth. The next update here puts this resource's mark in its place`,
    ]);
  });

  it("leaves out what this package can't say, where it can, and says so", async () => {
    const found = await bring({ size: 99, "group.text": "alone", name: "too long" });
    expect(found?.inputs).to.deep.equal({ name: "too long", size: 3 });
    expect(server.said).to.have.length(2);
    expect(server.said[0]).to.match(/^toy 1_root has something that this package can't say: name: .*5/);
    expect(server.said[1]).to.match(/: group\.on: /);
  });

  it("says that it was an import which failed", async () => {
    const observe = async () => {
      throw refusal("permission", "DENIED");
    };
    const toy = toyOf([toyPart(server, "root", { observe })]);
    const failure = await failureOf(importById(toy, server.runtime, "1_root", OWN));
    expect(failure?.message).to.match(/^toy could not be imported: do this \(Kaltura: DENIED/);
  });
});
