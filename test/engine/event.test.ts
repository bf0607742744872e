/** An event of all kinds from files, through its life: made, looked at, moved, changed in kind, swapped, taken down. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { OutputMap } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { type AgendaItem, EventProgram } from "../../event";
import { readAgenda } from "../../event/readAgenda";
import { WebcastSession } from "../../provider";
import { EngineStack } from "../support/engine";
import { World } from "../support/world";

const EVENT = `
name: Summit
timezone: Europe/Berlin
days: [2027-06-08]
include: sessions.yaml
website: https://summit.example
team: [mira@summit.example]
defaults: { webinar: { templateRoomEntryId: TEMPLATE } }
channels:
  - { id: hall, name: Hall }
  - { id: stage 2, name: Stage 2, feeds: restream }
videos:
  - { id: talk, name: Talk, file: talk.mp4 }
presenters:
  - { id: mira, name: Mira Okafor }
tracks:
  - { id: main, name: Main stage }
`;

const SESSIONS = `
- { id: opening, title: Opening, track: main, start: 2027-06-08T09:00, duration: 45m, presenters: [mira] }
- { id: aired, kind: simulive, title: Aired, track: main, start: 2027-06-08T10:00, video: talk }
- { id: panel, kind: studio, title: Panel, start: 2027-06-08T11:00, duration: 1h }
- { id: workshop, kind: interactive, title: Workshop, start: 2027-06-08T12:00, duration: 1h }
- { id: clinic, kind: webinar, title: Clinic, start: 2027-06-08T13:00, duration: 1h }
- { id: lounge, kind: interactive, title: Lounge }
- { id: "talk/7 ü, 1::2", title: Odd, track: main, start: 2027-06-08T14:00, duration: 30m, channel: hall }
- { id: early, title: Early, start: 2027-06-08T15:00, duration: 30m, channel: stage 2 }
- { id: late, title: Late, start: 2027-06-08T16:00, duration: 30m, channel: stage 2 }
`;

describe("an event from files", function () {
  this.timeout(600_000);
  let world: World;
  let folder: string;
  let stack: EngineStack;
  let sessions = SESSIONS;

  const put = (text: string) => {
    sessions = text;
    writeFileSync(join(folder, "sessions.yaml"), sessions);
  };

  before(async () => {
    world = await World.withProfiles({ mediaSeconds: 1800, mediaNeedsContent: true });
    const { webinarTemplate } = world.emulator.provision();
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-event-"));
    writeFileSync(join(folder, "event.yaml"), EVENT.replace("TEMPLATE", webinarTemplate));
    writeFileSync(join(folder, "talk.mp4"), "a recording");
    put(SESSIONS);
    stack = await EngineStack.create(world, async () => {
      const event = new EventProgram("summit", { file: join(folder, "event.yaml") });
      const { agenda, embeds, ingest, calendar, website } = event;
      return { agenda, embeds, ingest, calendar, website };
    });
  });
  after(async () => {
    await stack?.close();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const agenda = (): Promise<AgendaItem[]> => readAgenda(stack.stack);
  const entryOf = async (id: string) => (await agenda()).find(item => item.id === id)!.entryId;
  const changesOf = ({ same: _, ...changes }: Record<string, number>) => changes;

  it("is made in one run: sessions of all kinds, fed in both ways", async () => {
    const { changes } = await stack.up();
    // Stack, component, 2 categories, member, token, 2 channels, video, 9 sessions.
    expect(changes).to.deep.equal({ create: 2 + 2 + 1 + 1 + 2 + 1 + 9 });
    const items = await agenda();
    expect(items.map(({ id }) => id)).to.deep.equal([
      ...["opening", "aired", "panel", "workshop", "clinic", "talk/7 ü, 1::2", "early", "late"],
    ]);
    expect(items.find(({ id }) => id === "aired")!.end).to.equal("2027-06-08T10:30+02:00");
    const outputs: OutputMap = await stack.stack.outputs();
    expect(outputs.ingest!.secret).to.equal(true);
    expect(outputs.calendar!.value).to.match(/UID:talk\/7 ü\\, 1::2@summit\.pulumi-kaltura/);
    expect(world.emulator.counts()).to.include({ categories: 2, categoryUsers: 1, appTokens: 1 });
  });

  it("changes nothing when it is looked at again", async () => {
    expect(
      changesOf(await stack.preview().then(({ changes }) => changes as Record<string, number>)),
    ).to.deep.equal({});
  });

  it("moves a session in place: its entry stays, whatever rows change places", async () => {
    const before = await agenda();
    const [first, ...rest] = SESSIONS.trim().split("\n");
    put([...rest.reverse(), first!.replace("09:00", "09:30")].join("\n"));
    expect(changesOf((await stack.up()).changes as Record<string, number>)).to.deep.equal({ update: 1 });
    const after = await agenda();
    expect(after[0]).to.include({
      id: "opening",
      start: "2027-06-08T09:30+02:00",
      end: "2027-06-08T10:15+02:00",
    });
    expect(after.map(({ id, entryId }) => [id, entryId])).to.deep.equal(
      before.map(({ id, entryId }) => [id, entryId]),
    );
  });

  it("turns a webcast into a simulive and back, under the same entry", async () => {
    const entry = await entryOf("opening");
    const webcast = sessions;
    put(
      sessions.replace(
        /- \{ id: opening, title: Opening/,
        "- { id: opening, kind: simulive, video: talk, title: Opening",
      ),
    );
    const { changes } = await stack.up();
    expect(changesOf(changes as Record<string, number>)).to.deep.equal({ update: 1 });
    expect(await entryOf("opening")).to.equal(entry);
    expect((await agenda())[0]!.kind).to.equal("simulive");
    put(webcast);
    expect(changesOf((await stack.up()).changes as Record<string, number>)).to.deep.equal({ update: 1 });
    expect(await entryOf("opening")).to.equal(entry);
  });

  it("swaps two sessions of one channel in one run", async () => {
    const before = await Promise.all(["early", "late"].map(entryOf));
    put(
      sessions
        .replace(/(id: early.*?)T15:00/, "$1T99:00")
        .replace(/(id: late.*?)T16:00/, "$1T15:00")
        .replace("T99:00", "T16:00"),
    );
    // Both sessions, and the channel that sends to them.
    expect(changesOf((await stack.up()).changes as Record<string, number>)).to.deep.equal({ update: 3 });
    expect(await Promise.all(["early", "late"].map(entryOf))).to.deep.equal(before);
    expect((await agenda()).slice(-2).map(({ id }) => id)).to.deep.equal(["late", "early"]);
    expect(changesOf((await stack.preview()).changes as Record<string, number>)).to.deep.equal({});
  });

  it("refuses a broken event in the preview, with file, line and column, and changes nothing", async () => {
    const good = sessions;
    put(sessions.replace("title: Odd, ", "title: Odd, titel: x, ").replace("id: lounge", "id: clinic"));
    const error = await stack.preview().then(
      () => expect.fail("it was taken"),
      (thrown: Error) => thrown,
    );
    expect(error.message).to.match(/2 things are wrong with the event, so nothing is deployed/);
    expect(error.message).to.match(/sessions\.yaml:\d+:\d+: error: .*is not a property.*\(form\)/);
    expect(error.message).to.match(/sessions\.yaml:\d+:\d+: error: .*\(idTwice\)/);
    put(good);
    expect(changesOf((await stack.preview()).changes as Record<string, number>)).to.deep.equal({});
  });

  it("takes over the sessions of a program that made each by itself, with their entries", async () => {
    // On an account of its own: a stack of the same name would take the first one's objects for its own.
    const account = await World.withProfiles();
    const other = await EngineStack.create(account, async () => {
      const webcast = new WebcastSession("talk", {
        ...{ name: "Talk", start: "2027-06-08T09:00", end: "2027-06-08T10:00", timezone: "Europe/Berlin" },
      });
      return { entryId: webcast.id };
    });
    await other.up();
    const { entryId } = await other.stack.outputs();
    other.program = async () => {
      const sessions = [{ id: "talk", title: "Talk", start: "2027-06-08T09:00", duration: "1h" }];
      const { agenda } = new EventProgram(
        "summit",
        { name: "Other", timezone: "Europe/Berlin", sessions },
        {
          transformations: [
            ({ name, props, opts }) => ({
              props,
              opts: pulumi.mergeOptions(opts, {
                aliases: [{ name: name.replace(/^summit-/, ""), parent: pulumi.rootStackResource }],
              }),
            }),
          ],
        },
      );
      return { agenda };
    };
    // The component and the event's category are new.
    expect(changesOf((await other.up()).changes as Record<string, number>)).to.deep.equal({
      create: 2,
      update: 1,
    });
    expect((await readAgenda(other.stack))[0]!.entryId).to.equal(entryId!.value);
    await other.destroy();
    await other.close();
    await account.stop();
  });

  it("comes down to nothing", async () => {
    await stack.destroy();
    const left = { entries: 0, scheduleEvents: 0, categories: 0, categoryUsers: 0, appTokens: 0 };
    expect(world.emulator.counts()).to.include(left);
  });
});
