/** An order to REACH: placed once, found again by its mark, taken back while it can be, and never deleted. */
import { expect } from "chai";
import { ApiError } from "../../provider/kaltura/errors";
import { Reference } from "../../provider/kaltura/types";
import type { VendorTask } from "../../provider/kaltura/wire";
import type { Step, Want } from "../../provider/lifecycle/part";
import { recordedServices } from "../../provider/parts/catalogItem";
import { markOfOrder } from "../../provider/parts/orderMark";
import { type OrderInputs, taskStatuses, vendorTask } from "../../provider/parts/vendorTask";
import { type Answers, desk, MARK, OTHER, shown } from "./site";

const OURS = JSON.stringify({ pulumi: MARK });

interface Inputs extends OrderInputs {
  captions?: string;
}

/** An order that says nothing of its entry. */
const plain = vendorTask<Inputs>({ features: recordedServices, jobData: () => undefined });
/** One that works from captions. */
const ofCaptions = vendorTask<Inputs>({
  features: recordedServices,
  jobData: ({ captions }) => ({ objectType: "KalturaTranslationVendorTaskData", captionAssetId: captions }),
  jobInputs: { captionAssetId: "captions" },
  fits: (task, { captions }) => task.taskJobData?.captionAssetId === captions,
  fill: task => ({ captions: task.taskJobData?.captionAssetId }),
  drift: task => ({ captions: task.taskJobData?.captionAssetId }),
});

const inputs = (more: Partial<Inputs> = {}): Inputs => ({
  entryId: "1_film",
  catalogItemId: 7,
  reachProfile: 12,
  mark: MARK,
  ...more,
});
const wish = (more: Partial<Inputs> = {}, previous?: Partial<Inputs>): Want<Inputs> => ({
  inputs: inputs(more),
  previous,
  unfinished: new Set(),
});

const task = (more: Partial<VendorTask> = {}): VendorTask => ({
  objectType: "KalturaEntryVendorTask",
  id: "88",
  entryId: "1_film",
  catalogItemId: 7,
  reachProfileId: 12,
  status: taskStatuses.pending,
  partnerData: OURS,
  ...more,
});

/** What `begun` and `observe` answer when these are the entry's orders. */
async function found(
  tasks: VendorTask[],
  want: Partial<Inputs> = inputs(),
  part = plain,
  more: Answers = {},
) {
  const { site } = desk({ vendorTasksOf: (entry: string) => (entry === "1_film" ? tasks : []), ...more });
  const begun = await part.begun!(site, want);
  const seen = await part.observe(site, want);
  expect(begun, "begun as it is seen").to.equal(seen !== undefined);
  return { id: seen?.id, handle: site.handles.get("order"), has: site.handles.has("order") };
}

const NOTHING = { id: undefined, handle: undefined, has: false };

describe("an order that was placed before", () => {
  it("is the one of the known id, unless it is gone or was aborted", async () => {
    const look = (answer: VendorTask | undefined) => {
      const { site, asked } = desk({ vendorTask: () => answer }, { handles: { order: "88" } });
      return plain.observe(site, inputs()).then(seen => ({ seen, asked }));
    };
    const there = task({ status: taskStatuses.rejected });
    expect(await look(there)).to.deep.equal({ seen: there, asked: ["vendorTask 88"] });
    expect((await look(undefined)).seen).to.equal(undefined);
    expect((await look(task({ status: taskStatuses.aborted }))).seen).to.equal(undefined);
  });

  it("is found by its mark, its entry and what was ordered: the newest that still counts", async () => {
    const older = task({ id: "87" });
    expect(await found([older, task()])).to.deep.equal({ id: "88", handle: "88", has: true });
    const others = [
      task({ id: "90", partnerData: JSON.stringify({ pulumi: OTHER }) }),
      task({ id: "91", partnerData: "" }),
      task({ id: "92", catalogItemId: 8 }),
      task({ id: "93", status: taskStatuses.rejected }),
      task({ id: "94", status: taskStatuses.error }),
      task({ id: "95", status: taskStatuses.aborted }),
    ];
    expect((await found([task(), ...others])).id).to.equal("88");
    expect(await found(others)).to.deep.equal(NOTHING);
    expect((await found([task({ status: taskStatuses.ready, catalogItemId: "7" as never })])).id).to.equal(
      "88",
    );
  });

  it("is looked for under what the choice comes to", async () => {
    const items = [{ objectType: "KalturaVendorCaptionsCatalogItem", id: 7, serviceFeature: 1 }];
    const want = inputs({ catalogItemId: undefined, service: "captions" });
    expect((await found([task()], want, plain, { catalogItems: () => items })).id).to.equal("88");
  });

  it("has to fit in what the kind of order looks at beyond that", async () => {
    const from = (captionAssetId: string) => ({
      objectType: "KalturaTranslationVendorTaskData",
      captionAssetId,
    });
    const tasks = [task({ taskJobData: from("1_en") }), task({ id: "89", taskJobData: from("1_de") })];
    expect((await found(tasks, inputs({ captions: "1_en" }), ofCaptions)).id).to.equal("88");
    expect((await found(tasks, inputs({ captions: "1_fr" }), ofCaptions)).id).to.equal(undefined);
  });

  it("is not looked for without a mark or an entry, nor taken without an id", async () => {
    const { site } = desk();
    expect(await plain.observe(site, inputs({ mark: undefined }))).to.equal(undefined);
    expect(await plain.observe(site, { catalogItemId: 7, mark: MARK })).to.equal(undefined);
    const { id: _, ...nameless } = task();
    const { site: at } = desk({ vendorTasksOf: () => [nameless] });
    await plain.observe(at, inputs());
    expect(at.handles.has("order")).to.equal(false);
  });
});

describe("the mark of an order", () => {
  it("is read from its data, whatever else stands there", () => {
    expect(markOfOrder(task())).to.equal(MARK);
    for (const partnerData of [undefined, "", "{}", "null", "[]", '"pulumi"', "7", "{pulumi", '{"other":1}'])
      expect(markOfOrder({ objectType: "KalturaEntryVendorTask", partnerData } as VendorTask)).to.equal(
        undefined,
      );
  });

  it("is put beside what other applications keep there, where that is an object", async () => {
    const written = async (partnerData: string | undefined, mark: string | undefined = MARK) => {
      const seen = { ...task(), partnerData } as VendorTask;
      const [step] = await plain.plan(wish({ mark }), seen, desk().site);
      return (step?.call.args.entryVendorTask as VendorTask | undefined)?.partnerData;
    };
    expect(await written('{"other":1}')).to.equal(`{"other":1,"pulumi":"${MARK}"}`);
    expect(await written(`{"pulumi":"${OTHER}","other":1}`)).to.equal(`{"pulumi":"${MARK}","other":1}`);
    for (const text of [undefined, "", "null", "[1]", '"ab"', "{broken"]) {
      expect(await written(text), text ?? "none").to.equal(OURS);
    }
    expect(await written(OURS)).to.equal(undefined);
  });
});

describe("placing an order", () => {
  it("says what for, of what, who pays, and carries the mark", async () => {
    const { site, asked } = desk();
    const steps = await ofCaptions.plan(
      wish({ notes: "Names!", context: "Talk", captions: "1_en" }),
      undefined,
      site,
    );
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "place the order for entry 1_film",
        call: "reach_entryvendortask.add",
        args: {
          entryVendorTask: {
            objectType: "KalturaEntryVendorTask",
            entryId: "1_film",
            catalogItemId: 7,
            reachProfileId: 12,
            notes: "Names!",
            context: "Talk",
            partnerData: OURS,
            taskJobData: { objectType: "KalturaTranslationVendorTaskData", captionAssetId: "1_en" },
          },
        },
      },
    ]);
    expect(asked).to.deep.equal([]);
    expect(site.handles.get("order")).to.deep.equal(new Reference(steps[0]!.call, "id"));
  });

  it("leaves out what is not given", async () => {
    const [step] = await plain.plan(wish({ mark: undefined }), undefined, desk().site);
    expect(step!.call.args.entryVendorTask).to.deep.equal({
      objectType: "KalturaEntryVendorTask",
      entryId: "1_film",
      catalogItemId: 7,
      reachProfileId: 12,
    });
  });

  it("looks the service and the profile up where they are not ids", async () => {
    const { site } = desk({
      catalogItems: () => [{ id: 5, serviceFeature: 1 }],
      reachProfiles: () => [{ id: 3, name: "Budget" }],
    });
    const want = wish({ catalogItemId: undefined, service: "captions", reachProfile: "Budget" });
    const [step] = await plain.plan(want, undefined, site);
    expect(step!.call.args.entryVendorTask).to.include({ catalogItemId: 5, reachProfileId: 3 });
  });

  it("takes the order's id over once it is placed", async () => {
    const { site } = desk();
    const [step] = await plain.plan(wish(), undefined, site);
    step!.done!(task({ id: 88 as never }) as never);
    expect(site.handles.get("order")).to.equal("88");
    expect(site.seen.get("order")).to.deep.equal(task({ id: 88 as never }));
  });

  it("names the input that Kaltura refuses", async () => {
    const inputOf = async (part: typeof plain) => {
      const [step] = await part.plan(wish(), undefined, desk().site);
      return ["notes", "context", "entryId", "catalogItemId", "reachProfileId", "captionAssetId"].map(
        step!.inputOf!,
      );
    };
    const common = ["notes", "context", "entryId", "catalogItemId", "reachProfile"];
    expect(await inputOf(plain)).to.deep.equal([...common, undefined]);
    expect(await inputOf(ofCaptions)).to.deep.equal([...common, "captions"]);
  });
});

describe("an order that is there", () => {
  it("is left alone when nothing differs", async () => {
    expect(await plain.plan(wish({ notes: "a" }), task({ notes: "a" }), desk().site)).to.deep.equal([]);
    expect(await plain.plan(wish({ mark: undefined }), task({ partnerData: "" }), desk().site)).to.deep.equal(
      [],
    );
  });

  it("gets its notes and context changed, or emptied when the program drops them, and nothing else", async () => {
    const { site } = desk();
    const seen = task({ notes: "a", context: "b" });
    const steps = await plain.plan(wish({ notes: "new" }, { notes: "a", context: "b" }), seen, site);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "update the order for entry 1_film",
        call: "reach_entryvendortask.update",
        args: {
          id: "88",
          entryVendorTask: { objectType: "KalturaEntryVendorTask", notes: "new", context: "" },
        },
      },
    ]);
    const [emptied] = await plain.plan(wish({}, { notes: "a" }), task({ notes: "a" }), desk().site);
    expect(emptied!.call.args.entryVendorTask).to.include({ notes: "" });
    expect(steps[0]!.inputOf!("context")).to.equal("context");
    steps[0]!.done!(task({ notes: "new" }) as never);
    expect(site.handles.get("order")).to.equal("88");
    expect(site.seen.get("order")).to.deep.equal(task({ notes: "new" }));
  });

  it("gets the mark that it lacks, and nothing else", async () => {
    const [step] = await plain.plan(wish(), task({ partnerData: "" }), desk().site);
    expect(step!.call.args.entryVendorTask).to.deep.equal({
      objectType: "KalturaEntryVendorTask",
      partnerData: OURS,
    });
  });

  it("shows what somebody changed in it, and whether it or its mark is missing", async () => {
    const { site } = desk();
    const seen = task({ notes: "theirs" });
    expect(await plain.drift(inputs({ notes: "mine" }), seen, site)).to.deep.equal({
      inputs: { notes: "theirs" },
      missing: false,
    });
    expect(await plain.drift(inputs({ context: "mine" }), task({ partnerData: "" }), site)).to.deep.equal({
      inputs: { context: undefined },
      missing: true,
    });
    expect(await plain.drift(inputs({ mark: undefined }), task({ partnerData: "" }), site)).to.deep.equal({
      inputs: {},
      missing: false,
    });
    const unmarked = inputs({ notes: "mine", mark: undefined });
    expect(await plain.drift(unmarked, undefined, site)).to.deep.equal({ inputs: {}, missing: true });
    const job = { objectType: "KalturaTranslationVendorTaskData", captionAssetId: "1_de" };
    expect(await ofCaptions.drift(inputs(), task({ taskJobData: job }), site)).to.deep.equal({
      inputs: { captions: "1_de" },
      missing: false,
    });
  });

  it("gives all its inputs at an import", async () => {
    const { site } = desk();
    const job = { objectType: "KalturaTranslationVendorTaskData", captionAssetId: "1_de" };
    const common = { entryId: "1_film", catalogItemId: 7, reachProfile: 12 };
    expect(await ofCaptions.fill!(task({ notes: "a", taskJobData: job }), site, {})).to.deep.equal({
      ...common,
      notes: "a",
      captions: "1_de",
    });
    expect(await plain.fill!(task({ notes: "", context: "b" }), site, {})).to.deep.equal({
      ...common,
      context: "b",
    });
    expect(await plain.fill!(undefined, site, {})).to.deep.equal({});
  });

  it("tells how far it is, by the name of its status, and when it is expected", () => {
    expect(
      plain.outputs!(task({ price: 3, errDescription: "no sound", outputObjectId: "1_vtt" })),
    ).to.deep.equal({
      status: "pending",
      price: 3,
      errDescription: "no sound",
      outputObjectId: "1_vtt",
      expectedFinish: undefined,
    });
    const done = task({ status: 2, expectedFinishTime: Date.parse("2027-05-04T10:00Z") / 1000 });
    expect(plain.outputs!(done)).to.include({ status: "ready", expectedFinish: "2027-05-04T10:00Z" });
    const { status: _, ...silent } = task();
    expect([plain.outputs!(silent).status, plain.outputs!(task({ status: 77 })).status]).to.deep.equal([
      "0",
      "77",
    ]);
  });

  it("is called what it is, and what it takes is said", () => {
    expect([plain.label, plain.product, plain.permissions]).to.deep.equal([
      "REACH order",
      "REACH (plugin reach), with a reach profile that has credit",
      [],
    ]);
  });
});

describe("an order that is taken out of the program", () => {
  async function removal(observed: VendorTask | undefined) {
    const { site, said } = desk();
    return { steps: (await plain.remove(observed, site)) as Step[], said };
  }

  it("is taken back while nobody works on it", async () => {
    for (const status of [taskStatuses.pending, taskStatuses.pendingModeration, taskStatuses.scheduled]) {
      const { steps, said } = await removal(task({ status }));
      expect(shown(steps)).to.deep.equal([
        {
          purpose: "take back REACH order 88 for entry 1_film",
          call: "reach_entryvendortask.abort",
          args: { id: "88", abortReason: "taken out of the Pulumi program" },
        },
      ]);
      expect([steps[0]!.fine, said]).to.deep.equal([["gone"], []]);
    }
  });

  it("is looked at again when a vendor took it up meanwhile, but for no other refusal", async () => {
    const [step] = (await removal(task())).steps;
    const refused = (code: string) =>
      step!.recover!(
        new ApiError({ code, message: "no", args: {}, service: "entryVendorTask", action: "abort" }),
      );
    expect(refused("CANNOT_ABORT_NOT_MODERATED_TASK")).to.equal(true);
    expect(refused("SERVICE_FORBIDDEN")).to.equal(false);
  });

  it("stays when it is done, and people are told so", async () => {
    expect(await removal(task({ status: taskStatuses.ready }))).to.deep.equal({
      steps: [],
      said: ["REACH order 88 for entry 1_film is done; what it made stays on the entry"],
    });
  });

  it("is carried out when a vendor works on it, and people are told its price", async () => {
    expect(await removal(task({ status: taskStatuses.processing, price: 3 }))).to.deep.equal({
      steps: [],
      said: [
        "REACH order 88 for entry 1_film can't be taken back any more (processing); it is carried out, and its price of 3 stays charged",
      ],
    });
    expect((await removal(task({ status: taskStatuses.pendingEntryReady }))).said).to.deep.equal([
      "REACH order 88 for entry 1_film can't be taken back any more (pendingEntryReady); it is carried out, and its price of 0 stays charged",
    ]);
  });

  it("needs nothing, and nothing is said, when it came to nothing or is gone", async () => {
    const { rejected, error, aborted } = taskStatuses;
    for (const status of [rejected, error, aborted])
      expect(await removal(task({ status }))).to.deep.equal({ steps: [], said: [] });
    expect(await removal(undefined)).to.deep.equal({ steps: [], said: [] });
  });
});
