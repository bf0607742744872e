/** Profiles that inputs name by system name: what is written, what a refresh says, what an import gives. */
import { expect } from "chai";
import { OperationError } from "../../provider/lifecycle/failure";
import type { Props } from "../../provider/lifecycle/values";
import { idsToWrite, type Named, nameDrift, namesIn } from "../../provider/parts/bySystemName";
import { failureOf } from "../support/failure";
import { desk } from "./site";

const TABLE: readonly Named[] = [
  {
    input: "conversionProfile",
    wire: "conversionProfileId",
    what: "live conversion profile",
    all: load => load.conversionProfiles(),
  },
  {
    input: "accessControl",
    wire: "accessControlId",
    what: "access control profile",
    all: load => load.accessControls(),
  },
];

type Profiles = ReadonlyArray<{ id?: number; systemName?: string }>;

const CONVERSIONS: Profiles = [
  { id: 1, systemName: "passthrough" },
  { id: 2 },
  { id: 3, systemName: "" },
  { id: 4, systemName: "cloud" },
];
const CONTROLS: Profiles = [
  { id: 1, systemName: "open" },
  { id: 9, systemName: "closed" },
];

const account = (conversions = CONVERSIONS, controls = CONTROLS) =>
  desk({ conversionProfiles: () => conversions, accessControls: () => controls });

describe("an input that names a profile", () => {
  const written = (inputs: Props, observed?: Props, { site } = account()) =>
    idsToWrite(TABLE, inputs, observed, site);

  it("is sent as the id of that profile", async () => {
    expect(await written({ conversionProfile: "cloud", accessControl: "open" })).to.deep.equal({
      conversionProfileId: 4,
      accessControlId: 1,
    });
  });

  it("is not sent when the object has that profile", async () => {
    const inputs = { conversionProfile: "cloud", accessControl: "open" };
    expect(await written(inputs, { conversionProfileId: 4, accessControlId: 9 })).to.deep.equal({
      accessControlId: 1,
    });
    expect(await written(inputs, { conversionProfileId: 4, accessControlId: 1 })).to.deep.equal({});
  });

  it("costs no look-up when it is not set", async () => {
    expect(await written({ name: "Keynote" }, {}, desk())).to.deep.equal({});
    const at = account();
    await written({ accessControl: "open" }, {}, at);
    expect(at.asked).to.deep.equal(["accessControls"]);
  });

  it("is refused when the account has no such profile, with the names that it has", async () => {
    const refused = await failureOf(written({ conversionProfile: "4k" }));
    expect(refused).to.be.instanceOf(OperationError);
    expect(refused!.message).to.equal(
      'input conversionProfile: the account has no live conversion profile of system name "4k"; it has: passthrough, cloud',
    );
    for (const none of [[], [{ id: 2 }]])
      expect((await failureOf(written({ accessControl: "x" }, {}, account([], none))))?.message).to.equal(
        'input accessControl: the account has no access control profile of system name "x"; it has: none',
      );
  });
});

describe("a refresh of a profile that an input names", () => {
  const drift = (inputs: Props, observed: Props, { site } = account()) =>
    nameDrift(TABLE, inputs, observed, site);

  it("shows nothing where the object has it, whatever else it has", async () => {
    expect(
      await drift({ conversionProfile: "cloud" }, { conversionProfileId: 4, accessControlId: 9 }),
    ).to.deep.equal({});
    expect(await drift({}, { conversionProfileId: 4 }, desk())).to.deep.equal({});
  });

  it("shows the name of the one that the object has instead, each input by itself", async () => {
    const inputs = { conversionProfile: "cloud", accessControl: "open" };
    expect(await drift(inputs, { conversionProfileId: 1, accessControlId: 9 })).to.deep.equal({
      conversionProfile: "passthrough",
      accessControl: "closed",
    });
    expect(await drift(inputs, { conversionProfileId: 4, accessControlId: 9 })).to.deep.equal({
      accessControl: "closed",
    });
  });

  it("shows the input as not set where the object has none, or one without a name", async () => {
    for (const observed of [{}, { conversionProfileId: 2 }, { conversionProfileId: 77 }])
      expect(await drift({ conversionProfile: "cloud" }, observed)).to.deep.equal({
        conversionProfile: undefined,
      });
  });

  it("shows the object's profile when the named one is no longer there", async () => {
    expect(await drift({ conversionProfile: "deleted" }, { conversionProfileId: 4 })).to.deep.equal({
      conversionProfile: "cloud",
    });
    expect(await drift({ conversionProfile: "deleted" }, {})).to.deep.equal({ conversionProfile: undefined });
  });
});

describe("an import of an object with profiles", () => {
  const names = (observed: Props, { site } = account()) => namesIn(TABLE, observed, site);

  it("gives their names", async () => {
    expect(await names({ conversionProfileId: 4, accessControlId: 9 })).to.deep.equal({
      conversionProfile: "cloud",
      accessControl: "closed",
    });
  });

  it("leaves out what has no name, or is not listed", async () => {
    for (const id of [2, 3, 77])
      expect(await names({ conversionProfileId: id, accessControlId: 1 })).to.deep.equal({
        accessControl: "open",
      });
  });

  it("asks for nothing where the object has none", async () => {
    expect(await names({ conversionProfileId: 0 }, desk())).to.deep.equal({});
  });
});
