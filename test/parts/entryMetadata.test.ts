/** One metadata object of an entry: found by its profile, written beside what others keep in it, deleted when empty. */
import { expect } from "chai";
import { Reference } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import type { Metadata, MetadataProfile } from "../../provider/kaltura/wire";
import { OperationError } from "../../provider/lifecycle/failure";
import { entryMetadata, type MetadataSpec, type Seen } from "../../provider/parts/entryMetadata";
import { textOf } from "../../provider/parts/metadataXml";
import { refusal } from "../lifecycle/toy";
import { failureOf } from "../support/failure";
import { type Answers, desk, shown } from "./site";

interface Inputs {
  color?: string;
  size?: string;
}

const text = (name: string, value: string | undefined) =>
  value === undefined ? [] : [{ name, text: value }];

const spec: MetadataSpec<Inputs> = {
  key: "paint",
  label: "paint",
  profile: { systemName: "PAINT", name: "Paint", module: "painting" },
  inputs: ["size", "color"],
  want: ({ color, size }) =>
    color === undefined && size === undefined
      ? undefined
      : [...text("Color", color), ...text("IsPaint", "1"), ...text("Size", size)],
  owner: ({ name }) =>
    name === "IsPaint" ? true : name === "Color" ? "color" : name === "Size" ? "size" : undefined,
  // Says all that it is shown, so that a test sees what that is.
  drift: ({ color }, elements) =>
    textOf(elements, "Color") === color ? {} : Object.fromEntries(elements.map(e => [e.name, e.text])),
  fill: (elements, known) => ({ found: elements.map(e => e.name), known }),
};

const paint = entryMetadata(spec);

const XSD = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="metadata"><xsd:complexType><xsd:sequence>
  ${["Size", "Foreign", "Color", "IsPaint"].map(name => `<xsd:element name="${name}"/>`).join("")}
</xsd:sequence></xsd:complexType></xsd:element></xsd:schema>`;

const PROFILE = { id: 7, systemName: "PAINT", name: "Paint", xsd: XSD } as MetadataProfile;

const at = (answers: Answers = {}, seen = {}) => desk(answers, { handles: { entry: "1_e" }, seen });
const withProfile = () => at({ metadataProfiles: () => [PROFILE] });

const seen = (...elements: Array<[string, string]>): Seen => ({
  id: 31,
  version: 4,
  elements: elements.map(([name, text]) => ({ name, text })),
});
const plan = (
  { site }: ReturnType<typeof desk>,
  inputs: Inputs,
  observed?: Seen,
  previous?: Inputs,
  part = paint,
) => part.plan({ inputs, previous, unfinished: new Set() }, observed, site);

describe("the profile of a metadata object", () => {
  const look = async (...lists: MetadataProfile[][]) => {
    const there = at({ metadataProfiles: () => lists.shift() ?? [], invalidate: () => undefined });
    const planned = plan(there, { color: "red" });
    const error = await failureOf(planned);
    const id = error === undefined ? (await planned)[0]?.call.args.metadataProfileId : undefined;
    return { id, asked: there.asked, error };
  };

  it("is the one of the system name, or else of the name", async () => {
    const byName = { ...PROFILE, id: 1, systemName: "OTHER" };
    const stranger = { ...PROFILE, id: 2, systemName: "OTHER", name: "Other" };
    expect((await look([stranger, byName, PROFILE])).id).to.equal(7);
    const { id, asked } = await look([stranger, byName]);
    expect(id).to.equal(1);
    expect(asked).to.deep.equal(["metadataProfiles"]);
  });

  it("is looked for once more when a resource of the same run may have made it", async () => {
    const { id, asked } = await look([], [PROFILE]);
    expect(id).to.equal(7);
    expect(asked).to.deep.equal(["metadataProfiles", "invalidate metadataProfiles", "metadataProfiles"]);
  });

  it("is asked for by name and module when there is none", async () => {
    const { error, asked } = await look();
    expect(error).to.be.instanceOf(OperationError);
    expect(error?.message).to.equal(
      'the account has no metadata profile "Paint" (system name PAINT): have the module painting enabled on it, or make the profile with a MetadataProfile resource from pulumi-kaltura\'s schema folder',
    );
    expect(asked).to.have.length(3);
  });
});

describe("the look at a metadata object", () => {
  const OWN: Metadata = {
    id: 31,
    metadataProfileId: 7,
    version: 4,
    xml: "<metadata><Color>red</Color></metadata>",
  };
  const FOREIGN: Metadata = { id: 30, metadataProfileId: 6, xml: "<metadata><Color>blue</Color></metadata>" };
  const look = async (objects: Metadata[], profiles: MetadataProfile[], wanted: Inputs = {}) => {
    const { site, asked } = at({
      metadataOf: () => objects,
      metadataProfiles: () => profiles,
      invalidate: () => undefined,
    });
    return { found: await paint.observe(site, wanted), asked };
  };

  it("finds the one of its profile among those of the entry", async () => {
    const { found, asked } = await look([FOREIGN, OWN], [PROFILE]);
    expect(found).to.deep.equal(seen(["Color", "red"]));
    expect(asked).to.deep.equal(["metadataOf 1_e", "metadataProfiles"]);
    expect((await look([FOREIGN], [PROFILE])).found).to.equal(undefined);
    expect((await look([{ id: 31, metadataProfileId: 7 }], [PROFILE])).found).to.deep.equal({
      id: 31,
      version: undefined,
      elements: [],
    });
  });

  it("asks for no profile when there is nothing and nothing is wanted", async () => {
    const { found, asked } = await look([], [PROFILE]);
    expect(found).to.equal(undefined);
    expect(asked).to.deep.equal(["metadataOf 1_e"]);
  });

  it("asks once for a profile that is wanted", async () => {
    const { found, asked } = await look([OWN], [PROFILE], { color: "red" });
    expect(found?.id).to.equal(31);
    expect(asked).to.have.members(["metadataOf 1_e", "metadataProfiles"]);
    expect((await look([], [PROFILE], { color: "red" })).found).to.equal(undefined);
  });

  it("asks for objects and profile at the same time when it is wanted", async () => {
    let asked: ((objects: Metadata[]) => void) | undefined;
    const { site } = at({
      // Answers only once the profiles were asked for.
      metadataOf: () =>
        new Promise<Metadata[]>(resolve => {
          asked = resolve;
        }),
      metadataProfiles: () => {
        asked?.([OWN]);
        return [PROFILE];
      },
    });
    expect((await paint.observe(site, { color: "red" }))?.id).to.equal(31);
  });

  it("does not fail on an account without the profile, so the session can be taken down", async () => {
    expect((await look([FOREIGN], [])).found).to.equal(undefined);
    expect((await look([{ id: 1, metadataProfileId: 6 }], [], { color: "red" })).found).to.equal(undefined);
  });

  it("asks for nothing while there is no entry", async () => {
    const { site } = desk();
    expect(await paint.observe(site, { color: "red" })).to.equal(undefined);
    site.handles.set("entry", new Reference(calls.liveStream.get("1_x"), "id"));
    expect(await paint.observe(site, { color: "red" })).to.equal(undefined);
  });
});

describe("a new metadata object", () => {
  it("is made for the entry, in the order of the schema", async () => {
    const there = withProfile();
    const [step, ...more] = await plan(there, { color: "red", size: "9" });
    expect(more).to.deep.equal([]);
    expect(shown([step!])).to.deep.equal([
      {
        purpose: "make the paint metadata",
        call: "metadata_metadata.add",
        args: {
          metadataProfileId: 7,
          objectType: "1",
          objectId: "1_e",
          xmlData: "<metadata><Size>9</Size><Color>red</Color><IsPaint>1</IsPaint></metadata>",
        },
      },
    ]);
    step!.done!({ id: 31, version: 4, xml: "<metadata><Color>red</Color></metadata>" } as never);
    expect(there.site.seen.get("paint")).to.deep.equal(seen(["Color", "red"]));
  });

  it("gets what it has at first beside what is wanted", async () => {
    const part = entryMetadata({ ...spec, initial: ({ color }) => text("Foreign", `was ${color}`) });
    const [step] = await plan(withProfile(), { color: "red" }, undefined, undefined, part);
    expect(step?.call.args.xmlData).to.equal(
      "<metadata><Foreign>was red</Foreign><Color>red</Color><IsPaint>1</IsPaint></metadata>",
    );
  });

  it("is not made when nothing is wanted, and no profile is asked for then", async () => {
    expect(await plan(at(), {})).to.deep.equal([]);
  });

  it("names the first input that ended up in it when it is refused", async () => {
    const [one] = await plan(withProfile(), { color: "red" });
    expect(one?.inputOf?.("xmlData")).to.equal("color");
    const [both] = await plan(withProfile(), { color: "red", size: "9" });
    expect(both?.inputOf?.("xmlData")).to.equal("size");
  });

  it("is looked at again when somebody made it meanwhile", async () => {
    const [step] = await plan(withProfile(), { color: "red" });
    expect(step?.recover?.(refusal("exists"))).to.equal(true);
    expect(step?.recover?.(refusal("input"))).to.equal(false);
  });
});

describe("a metadata object that is there", () => {
  it("is left alone when ours is in it as wanted, whatever others keep in it", async () => {
    const observed = seen(["Foreign", "x"], ["IsPaint", "1"], ["Color", "red"], ["Size", "9"]);
    expect(await plan(withProfile(), { color: "red" }, observed)).to.deep.equal([]);
    expect(await plan(withProfile(), { color: "red", size: "9" }, observed)).to.deep.equal([]);
  });

  it("is written with what others keep in it, and only if nobody wrote meanwhile", async () => {
    const there = withProfile();
    const observed = seen(["IsPaint", "1"], ["Color", "red"], ["Foreign", "x"], ["Size", "9"]);
    const [step, ...more] = await plan(there, { color: "blue" }, observed);
    expect(more).to.deep.equal([]);
    expect(shown([step!])).to.deep.equal([
      {
        purpose: "update the paint metadata",
        call: "metadata_metadata.update",
        args: {
          id: 31,
          xmlData:
            "<metadata><Size>9</Size><Foreign>x</Foreign><Color>blue</Color><IsPaint>1</IsPaint></metadata>",
          version: 4,
        },
      },
    ]);
    expect(step?.inputOf?.("xmlData")).to.equal("color");
    expect(step?.recover?.(refusal("input", "INVALID_METADATA_VERSION"))).to.equal(true);
    expect(step?.recover?.(refusal("input", "INVALID_METADATA_DATA"))).to.equal(false);
    step!.done!({ id: 31, version: 5, xml: "<metadata><Color>blue</Color></metadata>" } as never);
    expect(there.site.seen.get("paint")).to.deep.equal({ ...seen(["Color", "blue"]), version: 5 });
  });

  it("loses what the program dropped, and is deleted when nothing is left", async () => {
    const there = withProfile();
    const [update] = await plan(
      there,
      { color: "red" },
      seen(["IsPaint", "1"], ["Color", "red"], ["Size", "9"]),
      {
        color: "red",
        size: "9",
      },
    );
    expect(update?.call.args.xmlData).to.equal("<metadata><Color>red</Color><IsPaint>1</IsPaint></metadata>");
    const [kept] = await plan(there, {}, seen(["IsPaint", "1"], ["Foreign", "x"]));
    expect(kept?.call.args.xmlData).to.equal("<metadata><Foreign>x</Foreign></metadata>");

    const observed = seen(["IsPaint", "1"], ["Size", "9"]);
    there.site.seen.set("paint", observed);
    const [gone, ...more] = await plan(there, {}, observed, { size: "9" });
    expect(more).to.deep.equal([]);
    expect(shown([gone!])).to.deep.equal([
      { purpose: "delete the paint metadata", call: "metadata_metadata.delete", args: { id: 31 } },
    ]);
    // What others wrote meanwhile must not go with it, so the look has to be a fresh one.
    expect(gone).to.deep.include({ fine: ["gone"], keepsOthers: true });
    gone!.done!(null as never);
    expect(there.site.seen.has("paint")).to.equal(false);
  });

  it("keeps what others keep inside an element of ours", async () => {
    const part = entryMetadata<Inputs>({
      ...spec,
      merged: (element, there) => ({ ...element, text: `${element.text}+${textOf(there, element.name)}` }),
    });
    const observed = seen(["IsPaint", "x"], ["Color", "y"], ["Foreign", "z"]);
    const [step] = await plan(withProfile(), { color: "red" }, observed, undefined, part);
    expect(step?.call.args.xmlData).to.equal(
      "<metadata><Foreign>z</Foreign><Color>red+y</Color><IsPaint>1+x</IsPaint></metadata>",
    );
  });

  it("goes with its entry, and needs no permission but a module", async () => {
    expect(await paint.remove(seen(), at().site)).to.deep.equal([]);
    expect(paint).to.include({ key: "paint", label: "paint", product: "module painting" });
    expect(paint.permissions).to.deep.equal([]);
  });
});

describe("a refresh of a metadata object", () => {
  const drift = (inputs: Inputs, observed: Seen | undefined, part = paint) =>
    part.drift(inputs, observed, at().site);

  it("says that it is missing when it is wanted", async () => {
    expect(await drift({ color: "red" }, undefined)).to.deep.equal({ inputs: {}, missing: true });
    expect(await drift({}, undefined)).to.deep.equal({ inputs: {}, missing: false });
  });

  it("shows nothing when ours is in it as wanted", async () => {
    const observed = seen(["Foreign", "x"], ["IsPaint", "1"], ["Color", "red"], ["Size", "9"]);
    expect(await drift({ color: "red" }, observed)).to.deep.equal({ inputs: {} });
  });

  it("shows what ours says now, and nothing of others", async () => {
    const observed = seen(["Foreign", "x"], ["IsPaint", "1"], ["Color", "blue"], ["Size", "9"]);
    expect(await drift({ color: "red" }, observed)).to.deep.equal({
      inputs: { IsPaint: "1", Color: "blue" },
      missing: false,
    });
  });

  it("says that something is missing where no input shows it", async () => {
    expect(await drift({ color: "red" }, seen(["Color", "red"]))).to.deep.equal({
      inputs: {},
      missing: true,
    });
    expect(await drift({}, seen(["IsPaint", "1"]))).to.deep.equal({ inputs: {}, missing: true });
  });

  it("compares with what a write would bring", async () => {
    const part = entryMetadata<Inputs>({
      ...spec,
      merged: (element, there) => there.find(e => e.name === element.name) ?? element,
    });
    expect(await drift({ color: "red" }, seen(["IsPaint", "yes"], ["Color", "RED"]), part)).to.deep.equal({
      inputs: {},
    });
  });
});

describe("an import of a metadata object", () => {
  it("is told all that is in it, and what is known already", async () => {
    const { site } = at();
    const known = { timezone: "Europe/Berlin" };
    expect(await paint.fill!(seen(["Color", "red"], ["Foreign", "x"]), site, known)).to.deep.equal({
      found: ["Color", "Foreign"],
      known,
    });
    expect(await paint.fill!(undefined, site, known)).to.deep.equal({ found: [], known });
  });
});
