/** States of released versions, as people have them: this version previews them without a change, in either front end. */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { registry } from "../../provider/resources/registry";
import { frontEnds, ProtocolClient } from "../support/protocol";
import { type FrontEndName, type Recorded, recordings } from "../support/records";

/** To itself, and from dynamic resources to the plugin. */
const WAYS: ReadonlyArray<readonly [FrontEndName, FrontEndName]> = [
  ["dynamic", "dynamic"],
  ["plugin", "plugin"],
  ["dynamic", "plugin"],
];

describe("an upgrade", function () {
  this.timeout(60_000);
  const clients = new Map<FrontEndName, ProtocolClient>();
  before(async () => {
    for (const name of ["dynamic", "plugin"] as const) {
      const client = await ProtocolClient.start(frontEnds[name]);
      // A preview needs no more.
      await client.configure({ partnerId: "107", playerId: "4711" });
      clients.set(name, client);
    }
  });
  after(async () => {
    for (const client of clients.values()) await client.stop();
  });

  /** What a preview of the same program shows. */
  async function previewed({ kind, name, said, ...held }: Recorded, by: FrontEndName): Promise<Props> {
    const client = clients.get(by)!;
    const { inputs, reasons } = await client.check(kind, name, said, held.inputs);
    expect(reasons).to.deep.equal([]);
    const diff = await client.diff(kind, name, held, inputs);
    return {
      changes: diff.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      places: [...diff.getDetaileddiffMap().keys()],
      replaces: diff.getReplacesList(),
    };
  }

  for (const [version, recorded] of recordings()) {
    it(`from ${version} has a state of every kind to try`, () => {
      // Kinds that came later are not in it.
      expect(recorded.length).to.be.greaterThan(registry.length);
    });

    for (const [from, to] of WAYS) {
      // A move to the plugin writes the state anew, and that alone.
      const moves = to !== from;
      it(`from ${version}, ${from} resources by ${moves ? `the ${to}` : "the same"}: no change`, async () => {
        for (const one of recorded.filter(r => r.frontEnd === from)) {
          expect(await previewed(one, to), `${one.kind} ${one.name}`).to.deep.equal({
            changes: moves,
            places: [],
            replaces: [],
          });
        }
      });
    }
  }

  it("would notice a change", async () => {
    const one = recordings()[0]![1].find(r => r.kind === "WebcastSession" && r.frontEnd === "plugin")!;
    const { places } = await previewed({ ...one, said: { ...one.said, name: "Another" } }, "plugin");
    expect(places).to.deep.equal(["name"]);
  });
});
