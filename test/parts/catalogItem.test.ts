/** What is ordered of REACH and who pays: chosen only where it is one thing, and listed for people where it is not. */
import { expect } from "chai";
import type { CatalogItem, ReachProfile } from "../../provider/kaltura/wire";
import {
  type Choice,
  catalogItemId,
  reachProfileId,
  recordedServices,
} from "../../provider/parts/catalogItem";
import { failureOf } from "../support/failure";
import { desk } from "./site";

const item = (id: number, more: Partial<CatalogItem> = {}): CatalogItem => ({
  objectType: "KalturaVendorCaptionsCatalogItem",
  id,
  status: 2,
  serviceFeature: 1,
  serviceType: 2,
  turnAroundTime: 1800,
  sourceLanguage: "English",
  ...more,
});

const profile = (id: number, name: string, status?: number): ReachProfile => ({
  objectType: "KalturaReachProfile",
  id,
  name,
  ...(status === undefined ? {} : { status }),
});

const order = (choice: Choice, ...items: CatalogItem[]) =>
  catalogItemId(choice, recordedServices, desk({ catalogItems: () => items }).site);
const payer = (wished: string | number | undefined, ...profiles: ReachProfile[]) =>
  reachProfileId(wished, desk({ reachProfiles: () => profiles }).site);
const words = async (work: Promise<number>) => (await failureOf(work))?.message;

describe("what is ordered", () => {
  it("is what the program names by its id, and nothing is looked up", async () => {
    const { site, asked } = desk();
    expect(await catalogItemId({ catalogItemId: 7, service: "captions" }, recordedServices, site)).to.equal(
      7,
    );
    expect(asked).to.deep.equal([]);
  });

  it("is the only active one of the service", async () => {
    const captions = { service: "captions" };
    expect(await order(captions, item(1), item(2, { serviceFeature: 2 }))).to.equal(1);
    expect(await order(captions, item(1), item(2, { status: 1 }), item(3, { status: 3 }))).to.equal(1);
    const { status: _, ...silent } = item(4);
    expect(await order(captions, silent, item(2, { status: 1 }))).to.equal(4);
  });

  it("is narrowed by each of who does it, how fast, from and to which language", async () => {
    const base = item(1, { targetLanguage: "French" });
    const choose = (more: Choice, other: Partial<CatalogItem>) =>
      order({ service: "captions", ...more }, { ...base, id: 2, ...other }, base);
    expect(await choose({ serviceType: "machine" }, { serviceType: 1 })).to.equal(1);
    expect(await choose({ serviceType: "human" }, { serviceType: 1 })).to.equal(2);
    expect(await choose({ turnaround: "30minutes" }, { turnAroundTime: 0 })).to.equal(1);
    expect(await choose({ turnaround: "immediate" }, { turnAroundTime: 0 })).to.equal(2);
    expect(await choose({ sourceLanguage: "English" }, { sourceLanguage: "German" })).to.equal(1);
    expect(await choose({ targetLanguage: "French" }, { targetLanguage: "German" })).to.equal(1);
  });

  it("is not guessed where several fit: an order costs", async () => {
    const { sourceLanguage: _, ...silent } = item(4);
    expect(
      await words(
        order(
          { service: "captions" },
          item(1),
          item(2, { serviceType: 1, turnAroundTime: -1, targetLanguage: "French" }),
          item(3, { serviceType: 9, turnAroundTime: 77 }),
          silent,
        ),
      ),
    ).to.equal(
      "input service: the account can order several that fit: machine, English, 30minutes (catalogItemId 1); human, English to French, bestEffort (catalogItemId 2); English (catalogItemId 3); machine, 30minutes (catalogItemId 4). Set sourceLanguage, targetLanguage, serviceType or turnaround, or catalogItemId",
    );
  });

  it("is none where nothing of the service fits, and then all of the service is named", async () => {
    expect(
      await words(
        order({ service: "captions", serviceType: "human" }, item(1), item(2, { serviceFeature: 2 })),
      ),
    ).to.equal(
      "input service: the account can order no captions like that; it can order: machine, English, 30minutes (catalogItemId 1)",
    );
    expect(await words(order({ service: "dubbing" }, item(1)))).to.equal(
      "input service: the account can order no dubbing like that; it can order: none; ask Kaltura to enable it",
    );
  });
});

describe("the reach profile that pays", () => {
  it("is the one of that id, and nothing is looked up", async () => {
    const { site, asked } = desk();
    expect(await reachProfileId(12, site)).to.equal(12);
    expect(await reachProfileId("12", site)).to.equal(12);
    expect(asked).to.deep.equal([]);
  });

  it("is the active one of that name, also where the name begins or ends with digits", async () => {
    const all = [
      profile(1, "Captions"),
      profile(2, "2027 budget"),
      profile(3, "Budget 2027", 2),
      profile(4, "Captions", 1),
    ];
    expect(await payer("Captions", ...all)).to.equal(1);
    expect(await payer("2027 budget", ...all)).to.equal(2);
    expect(await payer("Budget 2027", ...all)).to.equal(3);
  });

  it("need not be named where only one is active", async () => {
    expect(await payer(undefined, profile(1, "Old", 1), profile(2, "New"), profile(3, "Gone", 3))).to.equal(
      2,
    );
  });

  it("has to be named where there are several, and can't be where there is none", async () => {
    expect(await words(payer(undefined, profile(1, "A"), profile(2, "B"), profile(3, "C", 1)))).to.equal(
      'input reachProfile: the account has not one reach profile but: "A" (1), "B" (2); name the one that pays',
    );
    expect(await words(payer(undefined))).to.equal(
      "input reachProfile: the account has not one reach profile but: none; name the one that pays",
    );
  });

  it("is refused under a name that none or several have", async () => {
    expect(await words(payer("C", profile(1, "A"), profile(2, "C", 1)))).to.equal(
      'input reachProfile: the account has no active reach profile of name "C"; it has: "A" (1)',
    );
    expect(await words(payer("A", profile(1, "A"), profile(2, "A")))).to.equal(
      'input reachProfile: the account has more than one active reach profile of name "A"; it has: "A" (1), "A" (2)',
    );
  });
});
