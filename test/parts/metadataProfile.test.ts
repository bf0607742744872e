/** A metadata profile alone: what is sent for it, what a refresh shows, and what is said of one in its way. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { metadataProfile } from "../../provider/parts/metadataProfile";
import { refusal } from "../lifecycle/toy";
import { type Desk, desk, expectPointer, MARK, OTHER, STACK, shown } from "./site";

const SIBLING = `${STACK}xaaaaaaaaaaaa`;
const XSD = "<schema/>";

const required = { name: "Agenda", systemName: "agenda", xsd: XSD };
const everyInput: Props = { ...required, objectType: "entry", createMode: "kmc" };
const everyProperty: Props = { name: "Agenda", systemName: "agenda", metadataObjectType: 1, createMode: 2 };

const want = (inputs: Props, previous?: Props) =>
  ({ inputs: { ...everyInput, ...inputs }, previous, unfinished: new Set() }) as never;

/** The profile 31 as the server has it. */
const there = (more: Props = {}) => ({ id: 31, ...everyProperty, xsd: XSD, ...more }) as never;

const plan = (inputs: Props, observed?: Props, previous?: Props, { site }: Desk = desk()) =>
  metadataProfile.plan(want(inputs, previous), observed as never, site);

/** What an update sends, beside the name of the class, and the schema; undefined when there is no call. */
async function patch(inputs: Props, observed: Props, previous?: Props) {
  const [step] = await plan(inputs, there(observed), previous);
  if (step === undefined) return undefined;
  const { metadataProfile: profile, xsdData } = step.call.args as { metadataProfile: Props; xsdData: string };
  const { objectType, ...rest } = profile;
  expect(objectType).to.equal("KalturaMetadataProfile");
  return { ...rest, xsdData };
}

const drift = (inputs: Props, observed: Props) =>
  metadataProfile.drift({ ...everyInput, ...inputs } as never, there(observed), desk().site);

describe("a metadata profile that is new", () => {
  it("goes by the key of released states, and needs the product and the permissions that the docs list", () => {
    const { key, label, product, permissions } = metadataProfile;
    expect({ key, label, product, permissions }).to.deep.equal({
      key: "profile",
      label: "metadata profile",
      product: "Custom metadata (plugin metadata)",
      permissions: ["CUSTOM_DATA_PROFILE_ADD", "CUSTOM_DATA_PROFILE_UPDATE", "CUSTOM_DATA_PROFILE_DELETE"],
    });
  });

  it("is made with all that is set, and its schema beside it", async () => {
    expect(shown(await plan({ description: "For sessions", mark: MARK }))).to.deep.equal([
      {
        purpose: 'make the metadata profile "Agenda"',
        call: "metadata_metadataprofile.add",
        args: {
          metadataProfile: {
            objectType: "KalturaMetadataProfile",
            ...everyProperty,
            description: `For sessions [${MARK}]`,
          },
          xsdData: XSD,
        },
      },
    ]);
  });

  it("is sent no description where there is neither a text nor a mark", async () => {
    const [step] = await plan({ createMode: undefined });
    expect(step!.call.args.metadataProfile).to.deep.equal({
      objectType: "KalturaMetadataProfile",
      name: "Agenda",
      systemName: "agenda",
      metadataObjectType: 1,
    });
  });

  it("is for any kind of object, made by any application", async () => {
    const numbers = async (objectType: string, createMode: string) => {
      const [step] = await plan({ objectType, createMode });
      const sent = step!.call.args.metadataProfile as Props;
      return [sent.metadataObjectType, sent.createMode];
    };
    expect(await numbers("category", "api")).to.deep.equal([2, 1]);
    expect(await numbers("user", "app")).to.deep.equal([3, 3]);
    expect(await numbers("partner", "kmc")).to.deep.equal([4, 2]);
    expect((await numbers("dynamicObject", "kmc"))[0]).to.equal(5);
    expect((await numbers("userEntry", "kmc"))[0]).to.equal(6);
  });

  it("is pointed at until its id is known, and is known by the id that the server answers", async () => {
    const place = desk();
    const [step] = await plan({}, undefined, undefined, place);
    expectPointer(place, "profile", step!, there(), "31");
  });
});

describe("a metadata profile that is there", () => {
  it("is left alone where the server has all that is set", async () => {
    expect(await patch({}, {})).to.equal(undefined);
    expect(await patch({ createMode: undefined }, {}, everyInput)).to.equal(undefined);
    expect(await patch({ description: "Mine", mark: MARK }, { description: `Mine [${MARK}]` })).to.equal(
      undefined,
    );
  });

  it("is sent what differs, always with its schema, without which Kaltura saves nothing", async () => {
    const place = desk();
    const steps = await plan({ name: "Program" }, there(), everyInput, place);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: 'update the metadata profile "Program"',
        call: "metadata_metadataprofile.update",
        args: {
          id: 31,
          metadataProfile: { objectType: "KalturaMetadataProfile", name: "Program" },
          xsdData: XSD,
        },
      },
    ]);
    const answer = there({ name: "Program" });
    steps[0]!.done!(answer);
    expect(place.site.handles.get("profile")).to.equal("31");
    expect(place.site.seen.get("profile")).to.equal(answer);
  });

  it("is sent a new schema", async () => {
    expect(await patch({ xsd: "<schema2/>" }, {})).to.deep.equal({ xsdData: "<schema2/>" });
    expect(await patch({}, { xsd: undefined })).to.deep.equal({ xsdData: XSD });
  });

  it("is left alone where only the writing of the schema differs", async () => {
    const written = ` <a b=&quot;1&quot; c=&#39;2&#39; d=&#039;3&#039;/>\n`;
    const stored = `<a b="1" c='2' d='3'/>`;
    expect(await patch({ xsd: written }, { xsd: stored })).to.equal(undefined);
    expect(await patch({ xsd: stored }, { xsd: written })).to.equal(undefined);
  });

  it("has its mark behind the text that people wrote, and another's mark taken away", async () => {
    const adopted = { description: `theirs [${OTHER}]` };
    expect(await patch({ mark: MARK }, adopted)).to.deep.equal({
      description: `theirs [${MARK}]`,
      xsdData: XSD,
    });
    expect(await patch({ description: "Mine", mark: MARK }, adopted)).to.deep.equal({
      description: `Mine [${MARK}]`,
      xsdData: XSD,
    });
    expect(await patch({ mark: MARK }, { description: `theirs [${MARK}]` }, {})).to.equal(undefined);
  });

  it("loses the description that the program drops, and keeps its mark", async () => {
    const before = { description: `Mine [${MARK}]` };
    expect(await patch({ mark: MARK }, before, { description: "Mine" })).to.deep.equal({
      description: `[${MARK}]`,
      xsdData: XSD,
    });
    expect(await patch({ description: "New", mark: MARK }, before, { description: "Mine" })).to.deep.equal({
      description: `New [${MARK}]`,
      xsdData: XSD,
    });
  });
});

describe("a metadata profile that Kaltura refuses", () => {
  it("is told by the input that a refused property comes from", async () => {
    const properties = ["KalturaMetadataProfile::metadataObjectType", "systemName", "description", "status"];
    const [add] = await plan({});
    const [update] = await plan({ name: "Program" }, there());
    for (const step of [add!, update!]) {
      expect(properties.map(p => step.inputOf!(p))).to.deep.equal([
        "objectType",
        "systemName",
        "description",
        undefined,
      ]);
    }
  });

  /** What is said of the system name agenda being taken, with these profiles on the account. */
  async function advice(profiles: Props[], kind: "exists" | "input" = "exists") {
    const place = desk({ metadataProfiles: () => profiles, invalidate: () => undefined });
    const [step] = await plan({ mark: MARK }, undefined, undefined, place);
    return { said: await step!.advice!(refusal(kind)), asked: place.asked };
  }
  const other = { id: 30, name: "Other", systemName: "other" };

  it("is told how to take over the one of its system name, and what that includes", async () => {
    const { said, asked } = await advice([other, there({ description: "theirs" })]);
    expect(said).to.equal(
      'metadata profile 31 ("Agenda", system name agenda) is there already, and not this program\'s: it was left alone. Sessions use it as it is, without this resource; to take it over, which includes that to delete the resource deletes all metadata of it, add adopt: "31"',
    );
    // The list that was asked for before may be older than the refusal.
    expect(asked).to.deep.equal(["invalidate metadataProfiles", "metadataProfiles"]);
  });

  it("is told whose it is when the one of its system name carries the mark of another", async () => {
    expect((await advice([there({ description: `x [${SIBLING}]` })])).said).to.equal(
      `metadata profile 31 ("Agenda", system name agenda) carries the mark of another resource of this stack. A resource that was renamed or moved keeps its object by the option aliases, without adopt. If that resource is in the state no more, say whose it was: adopt: { id: "31", from: "${SIBLING}" }`,
    );
    expect((await advice([there({ description: `x [${OTHER}]` })])).said).to.match(
      new RegExp(`^metadata profile 31 .* carries the mark of another stack \\(${OTHER}\\)\\.`),
    );
  });

  it("is told nothing more when none has its system name, or when the refusal is another", async () => {
    expect((await advice([other])).said).to.equal(undefined);
    expect(await advice([there()], "input")).to.deep.equal({ said: undefined, asked: [] });
  });
});

describe("a look for a metadata profile", () => {
  const mine = { id: 31, name: "Renamed", description: `x [${MARK}]` };
  const neighbours = [{ id: 30, name: "Agenda", description: `x [${SIBLING}]` }, { id: 32 }];
  const place = (profiles: Props[], handles: Props = {}) =>
    desk({ metadataProfiles: () => profiles, invalidate: () => undefined }, { handles });

  it("finds it by its id, once that is known, on a fresh list", async () => {
    const { site, asked } = place([...neighbours, mine], { profile: "31" });
    expect(await metadataProfile.observe(site, required)).to.equal(mine);
    expect(asked).to.deep.equal(["invalidate metadataProfiles", "metadataProfiles"]);
    expect(await metadataProfile.observe(place(neighbours, { profile: "31" }).site, { mark: MARK })).to.equal(
      undefined,
    );
  });

  it("goes by its own mark before that", async () => {
    const { site } = place([...neighbours, mine]);
    expect(await metadataProfile.observe(site, { mark: MARK })).to.equal(mine);
    expect(site.handles.get("profile")).to.equal("31");
  });

  it("finds none where none carries its mark, or where it has no mark", async () => {
    const { site, asked } = place(neighbours);
    expect(await metadataProfile.observe(site, { mark: MARK })).to.equal(undefined);
    expect(await metadataProfile.observe(site, required)).to.equal(undefined);
    expect(site.handles.has("profile")).to.equal(false);
    expect(asked.filter(look => look === "metadataProfiles")).to.have.length(1);
  });

  it("tells before a create whether a run that was killed has made it", async () => {
    const begun = (profiles: Props[], inputs: Props) =>
      metadataProfile.begun!(place(profiles).site, inputs as never);
    expect(await begun([...neighbours, mine], { mark: MARK })).to.equal(true);
    expect(await begun(neighbours, { mark: MARK })).to.equal(false);
    // Without a mark it must not be any profile without one.
    expect(await begun(neighbours, {})).to.equal(false);
  });

  it("sees whose mark it carries", () => {
    expect(metadataProfile.marks!(mine)).to.deep.equal([MARK]);
    expect(metadataProfile.marks!({ description: "theirs" } as never)).to.deep.equal([]);
  });
});

describe("a metadata profile to adopt", () => {
  it("is found by its id or its system name", async () => {
    const { site } = desk({ metadataProfiles: () => [{ id: 30, name: "A", systemName: "b" }, there()] });
    const found = [{ id: "31", title: 'metadata profile 31 ("Agenda", system name agenda)' }];
    expect(await metadataProfile.candidates!({ id: "31" }, site)).to.deep.equal(found);
    expect(await metadataProfile.candidates!({ id: "agenda" }, site)).to.deep.equal(found);
  });

  it("is none where the account has neither", async () => {
    const { site } = desk({ metadataProfiles: () => [there()] });
    expect(await metadataProfile.candidates!({ id: "32" }, site)).to.deep.equal([]);
  });
});

describe("a refresh of a metadata profile", () => {
  it("misses one that is gone, and one that lost its mark", async () => {
    expect(await metadataProfile.drift(required, undefined, desk().site)).to.deep.equal({
      inputs: {},
      missing: true,
    });
    const missing = async (inputs: Props, description?: string) =>
      (await drift(inputs, description === undefined ? {} : { description })).missing;
    expect(await missing({ mark: MARK }, `[${MARK}]`)).to.equal(false);
    expect(await missing({ mark: MARK }, `[${SIBLING}]`)).to.equal(true);
    expect(await missing({ mark: MARK })).to.equal(true);
    expect(await missing({}, `[${SIBLING}]`)).to.equal(false);
  });

  it("shows what the server has in place of what was set", async () => {
    expect(await drift({ description: "Mine" }, { description: "Mine" })).to.deep.equal({
      inputs: {},
      missing: false,
    });
    const changed = { name: "Program", createMode: 1, xsd: "<schema2/>", description: `Theirs [${MARK}]` };
    expect((await drift({ description: "Mine" }, changed)).inputs).to.deep.equal({
      name: "Program",
      createMode: "api",
      xsd: "<schema2/>",
      description: "Theirs",
    });
    expect((await drift({}, { description: "theirs" })).inputs).to.deep.equal({});
  });

  it("takes a schema that is written otherwise for the same", async () => {
    expect((await drift({ xsd: ` <a b=&quot;1&quot;/>` }, { xsd: `<a b="1"/>` })).inputs).to.deep.equal({});
    expect((await drift({}, { xsd: undefined })).inputs).to.deep.equal({ xsd: undefined });
  });
});

describe("an import of a metadata profile", () => {
  const fill = (observed: Props | undefined) => metadataProfile.fill!(observed as never, desk().site, {});

  it("writes all that the server has, the description without its mark", async () => {
    expect(await fill(there({ description: `For sessions [${MARK}]` }))).to.deep.equal({
      ...everyInput,
      description: "For sessions",
    });
    expect(await fill(there({ description: `[${MARK}]` }))).to.deep.equal({
      ...everyInput,
      description: undefined,
    });
  });

  it("writes nothing of one that is not there", async () => {
    expect(await fill(undefined)).to.deep.equal({});
  });
});

describe("a delete of a metadata profile", () => {
  it("is one call, and is content when it is gone already", async () => {
    const steps = await metadataProfile.remove(there(), desk().site);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: 'delete the metadata profile "Agenda"',
        call: "metadata_metadataprofile.delete",
        args: { id: 31 },
      },
    ]);
    expect(steps[0]!.fine).to.deep.equal(["gone"]);
  });

  it("is no call when it is not there", async () => {
    expect(await metadataProfile.remove(undefined, desk().site)).to.deep.equal([]);
  });
});
