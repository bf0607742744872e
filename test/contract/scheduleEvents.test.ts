/** Rules of schedule events on which the recordings say little: delays of the index, moves, links, series. */
import { expect } from "chai";
import { Client } from "./client";

const START = 1_900_000_000;
const HOUR = 3600;

describe("the embedded Kaltura's schedule events", () => {
  let client: Client;
  let entryId: string;
  const event = (more: object = {}) => ({
    objectType: "KalturaLiveStreamScheduleEvent",
    summary: "s",
    startDate: START,
    endDate: START + HOUR,
    recurrenceType: 0,
    templateEntryId: entryId,
    ...more,
  });
  const add = (more?: object) => client.call("schedule_scheduleevent.add", { scheduleEvent: event(more) });
  const update = (id: number, changes: object) =>
    client.call("schedule_scheduleevent.update", {
      scheduleEventId: id,
      scheduleEvent: { objectType: "KalturaLiveStreamScheduleEvent", ...changes },
    });
  const get = (id: number) => client.call("schedule_scheduleevent.get", { scheduleEventId: id });
  const ofEntry = () =>
    client.ids("schedule_scheduleevent.list", {
      objectType: "KalturaLiveStreamScheduleEventFilter",
      templateEntryIdEqual: entryId,
    });
  const byIds = (...ids: number[]) =>
    client.ids("schedule_scheduleevent.list", { objectType: "KalturaScheduleEventFilter", idIn: ids.join() });

  beforeEach(async () => {
    client = await Client.start();
    entryId = await client.liveEntry();
  });
  afterEach(() => client.stop());

  describe("while the search index lags", () => {
    beforeEach(() => client.emulator.setIndexLag(5000));

    it("are found by id at once, by their entry later", async () => {
      const { id } = await add();
      expect(await byIds(id)).to.deep.equal([id]);
      expect((await get(id)).summary).to.equal("s");
      expect(await ofEntry()).to.deep.equal([]);
      client.emulator.clock.advance(5);
      expect(await ofEntry()).to.deep.equal([id]);
    });

    it("slip through the overlap rule when they come quickly", async () => {
      await add();
      expect((await add()).id, "the first is not known to the index yet").to.be.a("number");
      client.emulator.clock.advance(5);
      expect(await client.refused("schedule_scheduleevent.add", { scheduleEvent: event() })).to.equal(
        "SCHEDULE_TIME_IN_USE",
      );
    });

    it("are gone from lists as soon as they are deleted", async () => {
      const { id } = await add();
      client.emulator.clock.advance(5);
      await client.call("schedule_scheduleevent.delete", { scheduleEventId: id });
      expect(await ofEntry()).to.deep.equal([]);
      expect(await byIds(id)).to.deep.equal([]);
    });

    it("block the time they had until the index knows of the move", async () => {
      const { id } = await add();
      client.emulator.clock.advance(5);
      await update(id, { startDate: START + 10 * HOUR, endDate: START + 11 * HOUR });
      expect(await client.refused("schedule_scheduleevent.add", { scheduleEvent: event() })).to.equal(
        "SCHEDULE_TIME_IN_USE",
      );
      client.emulator.clock.advance(5);
      expect((await add()).status).to.equal(2);
    });
  });

  describe("when they are moved", () => {
    it("take their pre and post time along, seen by date filters only", async () => {
      const { id } = await add({ preStartTime: 600, postEndTime: 60 });
      const moved = await update(id, { startDate: START + HOUR, endDate: START + 3 * HOUR });
      expect([moved.startDate, moved.endDate, moved.duration]).to.deep.equal([
        START + HOUR,
        START + 3 * HOUR,
        2 * HOUR,
      ]);
      const from = (time: number) =>
        client.ids("schedule_scheduleevent.list", {
          objectType: "KalturaScheduleEventFilter",
          startDateGreaterThanOrEqual: time,
        });
      expect(await from(START + HOUR - 600)).to.deep.equal([id]);
      expect(await from(START + HOUR - 599)).to.deep.equal([]);
    });

    it("may touch a neighbour, but not overlap it", async () => {
      await add();
      const { id } = await add({ startDate: START + 5 * HOUR, endDate: START + 6 * HOUR });
      expect((await update(id, { startDate: START + HOUR, endDate: START + 2 * HOUR })).startDate).to.equal(
        START + HOUR,
      );
      const onto = { scheduleEventId: id, scheduleEvent: event({ startDate: START + HOUR - 1 }) };
      expect(await client.refused("schedule_scheduleevent.update", onto)).to.equal("SCHEDULE_TIME_IN_USE");
    });

    it("take their followers along, and lose those that go their own way", async () => {
      const leader = await add({ postEndTime: 60 });
      const { startDate: _, endDate: __, ...untimed } = event();
      const follower = await client.call("schedule_scheduleevent.add", {
        scheduleEvent: { ...untimed, duration: 600, linkedTo: { eventId: leader.id, offset: 30 } },
      });
      expect(follower.startDate).to.equal(START + HOUR + 90);
      await update(leader.id, { startDate: START, endDate: START + 2 * HOUR });
      expect((await get(follower.id)).startDate).to.equal(START + 2 * HOUR + 90);
      expect((await get(leader.id)).linkedBy).to.equal(String(follower.id));
      await update(follower.id, { startDate: START + 9 * HOUR, endDate: START + 10 * HOUR });
      expect((await get(follower.id)).linkedTo).to.equal(undefined);
      expect((await get(leader.id)).linkedBy).to.equal("");
    });
  });

  it("outlive their entry", async () => {
    const { id } = await add();
    await client.call("liveStream.delete", { entryId });
    client.emulator.runJobs();
    expect((await get(id)).status).to.equal(2);
    expect(await ofEntry()).to.deep.equal([id]);
    expect(client.emulator.counts()).to.include({ entries: 0, scheduleEvents: 1 });
  });

  it("count as long as they are not deleted, cancelled or not", async () => {
    const { id } = await add();
    await client.call("schedule_scheduleevent.cancel", { scheduleEventId: id });
    expect(client.emulator.counts().scheduleEvents).to.equal(1);
    await client.call("schedule_scheduleevent.delete", { scheduleEventId: id });
    expect(client.emulator.counts().scheduleEvents).to.equal(0);
  });

  it("leave on their entry what it can do", async () => {
    const { id } = await add({ sourceEntryId: await client.liveEntry("source") });
    await client.call("schedule_scheduleevent.delete", { scheduleEventId: id });
    const entry = await client.call("liveStream.get", { entryId });
    expect(entry.capabilities).to.equal("live_schedule_capability,simulive_capability");
  });

  it("of a redirect decide while they run where the entry leads", async () => {
    const target = await client.liveEntry("target");
    const now = client.emulator.clock.now();
    await client.call("schedule_scheduleevent.add", {
      scheduleEvent: {
        ...event({ startDate: now + 10, endDate: now + 20 }),
        objectType: "KalturaLiveRedirectScheduleEvent",
        redirectEntryId: target,
      },
    });
    const leadsTo = async () => (await client.call("liveStream.get", { entryId })).redirectEntryId;
    expect(await leadsTo()).to.equal(undefined);
    client.emulator.clock.advance(15);
    expect(await leadsTo()).to.equal(target);
    client.emulator.clock.advance(15);
    expect(await leadsTo()).to.equal(undefined);
  });

  it("are listed by owners who are known, and by no others", async () => {
    const { id } = await add({ ownerId: "somebody" });
    const byOwner = { filter: { objectType: "KalturaScheduleEventFilter", ownerIdEqual: "somebody" } };
    expect((await client.call("schedule_scheduleevent.list", byOwner)).totalCount).to.equal(0);
    await update(id, { ownerId: "somebody" });
    expect((await client.call("schedule_scheduleevent.list", byOwner)).totalCount).to.equal(1);
    const nobody = { filter: { objectType: "KalturaScheduleEventFilter", ownerIdEqual: "nobody" } };
    expect(await client.refused("schedule_scheduleevent.list", nobody)).to.equal("INVALID_USER_ID");
  });

  it("keep six digits of a place, though the answer to add shows all", async () => {
    const added = await add({ geoLatitude: 48.8566143 });
    expect(added.geoLatitude).to.equal(48.8566143);
    expect((await get(added.id)).geoLatitude).to.equal(48.8566);
  });

  it("change one live feature and leave the others", async () => {
    const feature = (systemName: string) => ({
      objectType: "KalturaLiveCaptionFeature",
      systemName,
      mediaKey: "k",
    });
    const { id } = await add({ liveFeatures: [feature("a"), feature("b")] });
    const params = (featureName: string) => ({
      scheduledEventId: id,
      featureName,
      liveFeature: { objectType: "KalturaLiveCaptionFeature", language: "eng" },
    });
    const changed = await client.call("schedule_scheduleevent.updateLiveFeature", params("b"));
    expect(changed.liveFeatures[0]).not.to.have.property("language");
    expect(changed.liveFeatures[1]).to.include({ systemName: "b", mediaKey: "k", language: "eng" });
    expect(await client.refused("schedule_scheduleevent.updateLiveFeature", params("c"))).to.equal(
      "FEATURE_NAME_NOT_FOUND",
    );
  });

  describe("of a series", () => {
    const series = (recurrence: object) =>
      add({ recurrenceType: 1, duration: 1800, recurrence: { timeZone: "Europe/Paris", ...recurrence } });
    const starts = async (parentId: number) => {
      const filter = { objectType: "KalturaScheduleEventFilter", parentIdEqual: parentId };
      const answer = await client.call("schedule_scheduleevent.list", { filter });
      return answer.objects.map((date: { startDate: number }) =>
        new Date(date.startDate * 1000).toISOString(),
      );
    };

    it("come at the same time of day, summer or winter", async () => {
      // The first is on Sunday, 17 March 2030 at 18:46:40 in Paris; summer begins on the 31st.
      const { id } = await series({ frequency: "weeks", count: 3 });
      expect(await starts(id)).to.deep.equal([
        "2030-03-17T17:46:40.000Z",
        "2030-03-24T17:46:40.000Z",
        "2030-03-31T16:46:40.000Z",
      ]);
    });

    it("follow days of the week and of the month", async () => {
      const weekly = await series({ frequency: "weeks", count: 4, byDay: "TU,TH" });
      expect((await starts(weekly.id)).map((at: string) => at.slice(0, 10))).to.deep.equal([
        "2030-03-19",
        "2030-03-21",
        "2030-03-26",
        "2030-03-28",
      ]);
      const monthly = await series({ frequency: "months", count: 3, byDay: "-1FR" });
      expect((await starts(monthly.id)).map((at: string) => at.slice(0, 10))).to.deep.equal([
        "2030-03-29",
        "2030-04-26",
        "2030-05-31",
      ]);
    });

    it("have what the series has, and go with it", async () => {
      const { id } = await series({ frequency: "days", count: 2 });
      await update(id, { location: "Paris" });
      const dates = await ofEntry();
      expect(dates).to.have.length(3);
      expect((await get(dates[2] as number)).location).to.equal("Paris");
      expect(await client.refused("schedule_scheduleevent.delete", { scheduleEventId: dates[2] })).to.equal(
        "RECURRENCE_CANT_BE_DELETE",
      );
      await client.call("schedule_scheduleevent.delete", { scheduleEventId: id });
      expect(await ofEntry()).to.deep.equal([]);
      expect(client.emulator.counts().scheduleEvents).to.equal(0);
    });
  });
});
