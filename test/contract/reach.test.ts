import { expect } from "chai";
import type { ReachIds } from "../../emulator/index";
import { Client } from "./client";

const VENDOR = 103;
const HOUR = 3600;

describe("the embedded Kaltura's REACH", () => {
  let client: Client;
  let vendor: Client;
  let reach: ReachIds;
  let entryId: string;
  const now = () => client.emulator.clock.now();

  const setUp = async (setup: Parameters<Client["emulator"]["addReach"]>[0] = {}) => {
    await client?.emulator.stop();
    client = await Client.start();
    reach = client.emulator.addReach(setup);
    vendor = client.asAccount(VENDOR);
    ({ id: entryId } = await client.call("media.add", {
      entry: { objectType: "KalturaMediaEntry", name: "Talk", mediaType: 1 },
    }));
    client.emulator.runJobs();
  };
  beforeEach(() => setUp());
  afterEach(() => client.emulator.stop());

  const order = (more: Record<string, unknown> = {}, by = client) =>
    by.call("reach_entryvendortask.add", {
      entryVendorTask: {
        objectType: "KalturaEntryVendorTask",
        entryId,
        reachProfileId: reach.profileId,
        catalogItemId: reach.items.machineCaptions,
        ...more,
      },
    });
  const task = (action: string, id: string, more: Record<string, unknown> = {}, by = client) =>
    by.call(`reach_entryvendortask.${action}`, { id, ...more });
  const work = (id: string, fields: Record<string, unknown>) =>
    task("updateJob", id, { entryVendorTask: { objectType: "KalturaEntryVendorTask", ...fields } }, vendor);
  const used = async () =>
    (await client.call("reach_reachprofile.get", { id: reach.profileId })).usedCredit as number;

  describe("orders", () => {
    it("show an aborted task once more, and never again", async () => {
      const { id } = await order();
      expect(await task("abort", id, { abortReason: "changed my mind" })).to.include({
        status: 7,
        errDescription: "changed my mind",
      });
      expect((await task("get", id)).code).to.equal("ENTRY_VENDOR_TASK_NOT_FOUND");
      expect((await task("abort", id)).code).to.equal("ENTRY_VENDOR_TASK_NOT_FOUND");
      const filter = { objectType: "KalturaEntryVendorTaskFilter", statusEqual: 7 };
      expect((await client.call("reach_entryvendortask.list", { filter })).totalCount).to.equal(0);
    });

    it("cost what they cost though they are aborted", async () => {
      await setUp({ credit: 10 });
      const { id } = await order();
      expect(await used()).to.equal(2);
      await task("abort", id);
      expect(await used()).to.equal(2);
    });

    it("can be placed again once the first has ended badly, not once it is done", async () => {
      const { id } = await order();
      await work(id, { status: 6, errDescription: "no sound" });
      const again = await order();
      expect(again.status).to.equal(1);
      await work(again.id, { status: 3 });
      await work(again.id, { status: 2, outputObjectId: "0_caption1" });
      expect((await order()).code).to.equal("ENTRY_VENDOR_TASK_DUPLICATION");
    });

    it("of a user wait for an administrator, who may be told no for want of credit", async () => {
      await setUp({ credit: 3, moderated: true });
      const first = await order({}, client.asUser("ann"));
      expect(first).to.include({ status: 4, userId: "ann" });
      expect(first).to.not.have.any.keys("queueTime", "expectedFinishTime");
      client.emulator.store.collection<{ id: number; partnerId: number; usedCredit: number }>(
        "reachProfiles",
      );
      expect(await task("approve", first.id)).to.include({ status: 1, moderatingUser: "tester" });
      expect(await used()).to.equal(2);
      expect((await order({ catalogItemId: reach.items.humanCaptions })).code).to.equal(
        "EXCEEDED_MAX_CREDIT_ALLOWED",
      );
    });

    it("are one's own to abort, or an administrator's", async () => {
      const { id } = await order();
      const error = await task("abort", id, {}, client.asUser("bob"));
      expect(error.code).to.equal("ENTRY_VENDOR_TASK_ACTION_NOT_ALLOWED");
      expect(error.args).to.deep.equal({ ID: id, USER_ID: "bob" });
    });

    it("go with their entry as long as nobody works on them", async () => {
      const waiting = await order();
      const taken = await order({ catalogItemId: reach.items.humanCaptions });
      await work(taken.id, { status: 3 });
      await client.call("media.delete", { entryId });
      expect((await task("get", waiting.id)).code).to.equal("ENTRY_VENDOR_TASK_NOT_FOUND");
      expect((await task("get", taken.id)).status).to.equal(3);
      expect((await task("abort", taken.id)).code).to.equal("ENTRY_ID_NOT_FOUND");
    });

    it("need an object in partnerData, and an item that the account has", async () => {
      expect((await order({ partnerData: "[1]" })).code).to.equal("PARTNER_DATA_NOT_VALID_JSON_STRING");
      expect((await order({ partnerData: '{"a":1}' })).partnerData).to.equal('{"a":1}');
      const other = client.emulator.addReach({ partnerId: VENDOR });
      expect((await order({ catalogItemId: other.items.chapters })).code).to.equal(
        "CATALOG_ITEM_NOT_ENABLED_FOR_ACCOUNT",
      );
    });

    it("of captions need ten seconds of recording, those of chapters do not", async () => {
      const { id } = await client.call("liveStream.add", {
        liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Live", mediaType: 201 },
        sourceType: "32",
      });
      expect((await order({ entryId: id })).code).to.equal("ENTRY_TOO_SHORT");
      expect((await order({ entryId: id, catalogItemId: reach.items.chapters })).code).to.equal(
        "FEATURE_TYPE_NOT_SUPPORTED_FOR_ENTRY",
      );
    });

    it("take from the profile the words of the item's language", async () => {
      const dictionaries = [{ objectType: "KalturaDictionary", language: "English", data: "Pulumi" }];
      await client.call("reach_reachprofile.update", {
        id: reach.profileId,
        reachProfile: { objectType: "KalturaReachProfile", dictionaries },
      });
      expect((await order()).dictionary).to.equal("Pulumi");
    });
  });

  describe("vendor", () => {
    it("reaches the entry with the order's key until the work is done", async () => {
      const { id, accessKey } = await order();
      const key = client.withKs(accessKey);
      const session = await client.call("session.get", { session: accessKey });
      expect(session.privileges).to.equal(
        [
          `edit:${entryId},setrole:REACH_VENDOR_ROLE,disableentitlementforentry:${entryId}`,
          `sview:${entryId},download:${entryId},enablecaptionmoderation`,
        ].join(","),
      );
      expect(Number(session.expiry)).to.equal(now() + 7 * 24 * HOUR);
      const caption = await key.call("caption_captionasset.add", {
        entryId,
        captionAsset: { objectType: "KalturaCaptionAsset", language: "English", label: "English" },
      });
      expect(caption.displayOnPlayer).to.equal(false);
      await work(id, { status: 3 });
      expect(await work(id, { status: 2, outputObjectId: caption.id })).to.include({ status: 2 });
      expect((await key.call("baseEntry.get", { entryId })).args.KSID).to.equal("LOGOUT");
    });

    it("gets only jobs that wait, its own, and asks for nothing else", async () => {
      const { id } = await order();
      const jobs = (filter?: object) => vendor.call("reach_entryvendortask.getJobs", { filter });
      expect((await jobs()).objects.map((job: { id: string }) => job.id)).to.deep.equal([id]);
      const ready = { objectType: "KalturaEntryVendorTaskFilter", statusEqual: 2 };
      expect((await jobs(ready)).totalCount).to.equal(1);
      await work(id, { status: 9 });
      expect((await jobs()).totalCount).to.equal(0);
      expect((await jobs({ ...ready, statusEqual: 9 })).totalCount).to.equal(1);
      // The account's own look-up is by account, so the vendor finds the task in lists only.
      expect((await task("get", id, {}, vendor)).code).to.equal("ENTRY_VENDOR_TASK_NOT_FOUND");
      expect((await vendor.call("reach_entryvendortask.list")).totalCount).to.equal(1);
    });

    it("gets another key only while it works", async () => {
      const { id, accessKey } = await order();
      expect((await task("extendAccessKey", id, {}, vendor)).code).to.equal("CANNOT_EXTEND_ACCESS_KEY");
      await work(id, { status: 3 });
      expect((await task("extendAccessKey", id, {}, vendor)).accessKey).to.not.equal(accessKey);
    });

    it("cannot take what is done", async () => {
      const { id } = await order();
      await work(id, { status: 3 });
      await work(id, { status: 3, externalTaskId: "mine" });
      await work(id, { status: 2 });
      const error = await work(id, { status: 7 });
      expect(error.code).to.equal("CANNOT_UPDATE_STATUS_OF_TASK_WHICH_IS_IN_FINAL_STATE");
      expect((await work(id, { unitsUsed: 5 })).code).to.equal(
        "CANNOT_UPDATE_UNIT_USED_OF_TASK_WHICH_IS_IN_FINAL_STATE",
      );
    });

    it("says what it used before a task that is charged by use is done", async () => {
      await setUp({ credit: 100, items: { machineCaptions: { payPerUse: true } } });
      const added = await order();
      expect(added).to.not.have.property("price");
      await work(added.id, { status: 3 });
      expect((await work(added.id, { status: 2 })).code).to.equal("MISSING_MANDATORY_PARAMETER");
      expect(await work(added.id, { status: 2, unitsUsed: 180_000 })).to.include({ price: 3 });
      expect(await used()).to.equal(3);
    });
  });

  describe("live captions", () => {
    let liveId: string;
    let eventId: number;
    const at = (hours: number) => now() + hours * HOUR;
    const event = async () => client.call("schedule_scheduleevent.get", { scheduleEventId: eventId });
    const orderLive = (data: Record<string, unknown>, more: Record<string, unknown> = {}) =>
      order({
        entryId: liveId,
        catalogItemId: reach.items.liveCaptions,
        taskJobData: { objectType: "KalturaScheduledVendorTaskData", ...data },
        ...more,
      });

    beforeEach(async () => {
      ({ id: liveId } = await client.call("liveStream.add", {
        liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Live", mediaType: 201 },
        sourceType: "32",
      }));
      ({ id: eventId } = await client.call("schedule_scheduleevent.add", {
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          ...{ summary: "Live", startDate: at(24), endDate: at(25), recurrenceType: 0 },
          ...{ templateEntryId: liveId, preStartTime: 600 },
        },
      }));
    });

    it("last as long as the event with what is played before it", async () => {
      const added = await orderLive({ scheduledEventId: eventId });
      expect(added.taskJobData).to.deep.include({
        ...{ entryDuration: 4_200_000, startDate: at(24) - 600, endDate: at(25) },
      });
      expect((await event()).liveFeatures).to.deep.equal([
        {
          systemName: `LiveCaptionFeature-reach-${added.id}`,
          ...{ preStartTime: 0, postEndTime: 0, language: "eng", objectType: "KalturaLiveCaptionFeature" },
        },
      ]);
    });

    it("leave the event, with their price, when they are aborted in time", async () => {
      await setUpLive(100);
      const { id } = await orderLive({ scheduledEventId: eventId });
      expect(await used()).to.equal(140);
      expect(await task("abort", id)).to.include({ status: 7, price: 0 });
      expect((await event()).liveFeatures).to.deep.equal([]);
      expect(await used()).to.equal(0);
    });

    it("are paid for when they are aborted too late", async () => {
      await setUpLive(100);
      const { id } = await orderLive({ scheduledEventId: eventId });
      client.emulator.clock.freeze(at(23));
      await task("abort", id);
      expect((await event()).liveFeatures).to.deep.equal([]);
      expect(await used()).to.equal(140);
    });

    /** The same entry and event on an account with so much credit left. */
    async function setUpLive(left: number): Promise<void> {
      reach = client.emulator.addReach({ credit: 140 + left });
    }

    it("make an event of their own when they name none", async () => {
      const { taskJobData } = await orderLive({ startDate: at(48), endDate: at(49) });
      const made = await client.call("schedule_scheduleevent.get", {
        scheduleEventId: taskJobData.scheduledEventId,
      });
      expect(made).to.include({
        ...{
          summary: "Auto generated reach event",
          templateEntryId: liveId,
          startDate: at(48),
          endDate: at(49),
        },
      });
      expect(made.liveFeatures).to.have.length(1);
      const clash = await orderLive(
        { startDate: at(24), endDate: at(25) },
        { catalogItemId: reach.items.liveTranslation },
      );
      expect(clash.code).to.equal("SCHEDULE_TIME_IN_USE");
    });

    it("are refused for a wrong entry, event, time or item", async () => {
      const codes = async (data: Record<string, unknown>, more = {}) => (await orderLive(data, more)).code;
      expect(await codes({})).to.equal("PROPERTY_VALIDATION_CANNOT_BE_NULL");
      expect(await codes({ scheduledEventId: 999_999 })).to.equal("SCHEDULE_EVENT_ID_NOT_FOUND");
      expect(await codes({ scheduledEventId: eventId }, { entryId })).to.equal(
        "TASK_EVENT_ENTRY_ID_MISMATCH",
      );
      expect(
        await codes({ scheduledEventId: eventId }, { catalogItemId: reach.items.humanCaptions }),
      ).to.equal("CATALOG_ITEM_AND_JOB_DATA_MISMATCH");
      expect(await codes({ scheduledEventId: eventId, startDate: at(1), endDate: at(24) })).to.equal(
        "PROPERTY_VALIDATION_MIN_VALUE",
      );
      expect(await codes({ startDate: at(30), endDate: at(43) })).to.equal("TOO_LONG_SCHEDULED_TASK");
      client.emulator.clock.freeze(at(23.5));
      expect(await codes({ scheduledEventId: eventId })).to.equal("TOO_LATE_ORDER");
    });

    it("of one entry and item wait for one another", async () => {
      await orderLive({ scheduledEventId: eventId });
      const second = await client.call("schedule_scheduleevent.add", {
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          ...{ summary: "Live 2", startDate: at(48), endDate: at(49), recurrenceType: 0 },
          templateEntryId: liveId,
        },
      });
      expect((await orderLive({ scheduledEventId: second.id })).code).to.equal(
        "ENTRY_VENDOR_TASK_DUPLICATION",
      );
    });
  });

  describe("credit", () => {
    const admin = () => client.asAccount(-2);
    const addProfile = (credit: Record<string, unknown>) =>
      admin().call("reach_reachprofile.add", {
        partnerId: client.emulator.partnerId,
        reachProfile: { objectType: "KalturaReachProfile", name: "p", profileType: 2, credit },
      });

    it("is checked for its kind, in the server's order", async () => {
      const range = { objectType: "KalturaTimeRangeVendorCredit" };
      const codes = async (credit: Record<string, unknown>) => {
        const { code, args } = await addProfile(credit);
        return `${code} ${args.PROP_NAME ?? ""}`.trim();
      };
      expect(await codes(range)).to.match(/NULL KalturaTimeRangeVendorCredit::toDate$/);
      expect(await codes({ ...range, toDate: now() })).to.match(/::fromDate$/);
      expect(await codes({ ...range, toDate: now(), fromDate: now() + 5 })).to.match(/::credit$/);
      expect(await codes({ ...range, toDate: now(), fromDate: now() + 5, credit: 1 })).to.equal(
        "INVALID_CREDIT_DATES",
      );
      const negative = { objectType: "KalturaVendorCredit", fromDate: now(), credit: 1, overageCredit: -1 };
      expect(await codes(negative)).to.equal("OVERAGE_CREDIT_CANNOT_BE_NEGATIVE");
    });

    it("of a time ends with it", async () => {
      const credit = {
        objectType: "KalturaTimeRangeVendorCredit",
        credit: 9,
        fromDate: now(),
        toDate: now(),
      };
      const { id } = await addProfile(credit);
      expect((await order({ reachProfileId: id })).status).to.equal(1);
      client.emulator.clock.advance(2 * 24 * HOUR);
      client = client.asAccount(client.emulator.partnerId);
      const late = await order({ reachProfileId: id, catalogItemId: reach.items.humanCaptions });
      expect(late.code).to.equal("CREDIT_EXPIRED");
    });

    it("of a month is there again in the next", async () => {
      const credit = { objectType: "KalturaReoccurringVendorCredit", credit: 2, frequency: "month" };
      const { id } = await addProfile({ ...credit, fromDate: now(), toDate: now() + 400 * 24 * HOUR });
      await order({ reachProfileId: id });
      const chapters = () => order({ reachProfileId: id, catalogItemId: reach.items.chapters });
      expect((await chapters()).code).to.equal("EXCEEDED_MAX_CREDIT_ALLOWED");
      client.emulator.clock.advance(35 * 24 * HOUR);
      client = client.asAccount(client.emulator.partnerId);
      expect((await chapters()).status).to.equal(1);
    });

    it("is the administration's to change", async () => {
      const changed = {
        id: reach.profileId,
        reachProfile: {
          objectType: "KalturaReachProfile",
          credit: { objectType: "KalturaVendorCredit", credit: 7, fromDate: now() },
        },
      };
      const credit = async () =>
        (await client.call("reach_reachprofile.get", { id: reach.profileId })).credit.credit;
      await client.call("reach_reachprofile.update", changed);
      expect(await credit()).to.equal(-9999);
      await admin().call("reach_reachprofile.update", changed);
      expect(await credit()).to.equal(7);
    });
  });
});
