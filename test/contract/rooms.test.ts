/** Rules of rooms and virtual events on which the recordings say little. */
import { expect } from "chai";
import { Client } from "./client";

describe("the embedded Kaltura's rooms", () => {
  let client: Client;
  const add = (more: object = {}) =>
    client.call("room_room.add", {
      entry: { objectType: "KalturaRoomEntry", name: "r", roomType: 1, ...more },
    });

  beforeEach(async () => {
    client = await Client.start();
  });
  afterEach(() => client.stop());

  it("are listed only when their status is asked for", async () => {
    const { id } = await add();
    const rooms = (filter: object) =>
      client.ids("room_room.list", { objectType: "KalturaRoomEntryFilter", ...filter });
    expect(await rooms({})).to.deep.equal([]);
    expect(await rooms({ statusIn: "2,7" })).to.deep.equal([id]);
    expect(await rooms({ statusIn: "2,7", roomTypeEqual: 2 })).to.deep.equal([]);
  });

  it("cannot lose their template or recording by clearing, only by an empty id", async () => {
    const template = await add();
    const { id } = await add({ templateRoomEntryId: template.id });
    const update = (room: object) => ({ roomId: id, room: { objectType: "KalturaRoomEntry", ...room } });
    for (const field of ["templateRoomEntryId", "recordedEntryId"]) {
      expect(await client.refused("room_room.update", update({ [`${field}__null`]: "" }))).to.equal(
        "INTERNAL_SERVERL_ERROR",
      );
    }
    const emptied = await client.call("room_room.update", update({ templateRoomEntryId: "" }));
    expect(emptied.templateRoomEntryId).to.equal("");
  });

  it("leave their broadcast entry and their events where they are", async () => {
    const broadcastEntryId = await client.liveEntry();
    const { id } = await add({ broadcastEntryId });
    const meeting = await client.call("schedule_scheduleevent.add", {
      scheduleEvent: {
        objectType: "KalturaMeetingScheduleEvent",
        summary: "m",
        recurrenceType: 0,
        startDate: 1_900_000_000,
        endDate: 1_900_003_600,
        templateEntryId: id,
      },
    });
    await client.call("room_room.delete", { roomId: id });
    client.emulator.runJobs();
    expect((await client.call("liveStream.get", { entryId: broadcastEntryId })).status).to.equal(2);
    const { status } = await client.call("schedule_scheduleevent.get", { scheduleEventId: meeting.id });
    expect(status).to.equal(2);
  });
});

describe("the embedded Kaltura's virtual events", () => {
  it("lose the white space of their registration form", async () => {
    const client = await Client.start();
    const add = (registrationFormSchema: string) => ({
      virtualEvent: { objectType: "KalturaVirtualEvent", name: "vev", registrationFormSchema },
    });
    const added = await client.call("virtualevent_virtualevent.add", add('{ "a b": 1 }'));
    expect(added.registrationFormSchema).to.equal('{"ab":1}');
    expect(await client.refused("virtualevent_virtualevent.add", add("[]"))).to.equal(
      "VIRTUAL_EVENT_INVALID_REGISTRATION_FORM_SCHEMA",
    );
    await client.stop();
  });
});
