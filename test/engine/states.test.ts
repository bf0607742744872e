/** States that runs can leave, and one operation on each: the real engine takes them, and the next runs put all in order. */
import { expect } from "chai";
import { problemsOf } from "../support/cases";
import { dump } from "../support/dump";
import { EngineStack } from "../support/engine";
import { type Event, program } from "../support/events";
import { realOf } from "../support/realProgram";
import type { Snapshot } from "../support/stack";
import { World } from "../support/world";

const session = (name: string, slot: number) => ({
  ...{ kind: "WebcastSession" as const, name, slot, track: "t0" as const, inHall: false },
  details: { chat: { enabled: true } },
});
const EVENT: Event = {
  t0: { name: "Main", under: "event" },
  a: session("Talk", 0),
  b: session("Panel", 1),
  room: { name: "Round table", slot: 2, track: "t0", details: {} },
  token: { privileges: ["view:*"] },
};

/** A resource as the engine keeps it. */
interface Kept {
  urn: string;
  type: string;
  id: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  initErrors?: string[];
}
interface Deployment {
  resources: Kept[];
  pending_operations?: Array<{ resource: Kept; type: string }>;
}

const nameOf = ({ urn }: Kept) => urn.split("::").pop()!;

describe("states that runs leave, on the real engine", function () {
  this.timeout(300_000);
  let world: World;
  let stack: EngineStack;

  beforeEach(async () => {
    world = await World.withProfiles();
    stack = await EngineStack.create(world, realOf(program(EVENT)));
    await stack.up();
  });
  afterEach(async () => {
    await stack.destroy();
    expect(await dump(world)).to.deep.equal({});
    await stack.close();
    await world.stop();
  });

  const state = async () => (await stack.stack.exportStack()).deployment as Deployment;
  /** Puts another state in place of the one there is. */
  async function become(change: (deployment: Deployment) => void): Promise<void> {
    const whole = await stack.stack.exportStack();
    change(whole.deployment as Deployment);
    await stack.stack.importStack(whole);
  }
  const resource = (deployment: Deployment, name: string) =>
    deployment.resources.find(kept => nameOf(kept) === name)!;
  const urnOf = async (name: string) => resource(await state(), name).urn;

  async function inOrder(): Promise<void> {
    await stack.refresh();
    await stack.up();
    await stack.preview({ expectNoChanges: true });
    const { resources } = await state();
    const ours = resources.filter(({ type }) => type.includes("kaltura:"));
    expect(ours).to.have.length(Object.keys(program(EVENT)).length);
    for (const { outputs } of ours) expect(outputs.__provider).to.match(/^exports\.handler=/);
    const snapshot = ours.map(kept => {
      const { __provider: _, ...outputs } = kept.outputs;
      const kind = kept.type.split(":").pop()!;
      return [nameOf(kept), { ...{ kind, id: kept.id }, inputs: kept.inputs, outputs, initErrors: [] }];
    });
    expect(problemsOf(Object.fromEntries(snapshot) as Snapshot)).to.deep.equal([]);
    expect(
      Object.keys(await dump(world)).filter(key => /AGAIN|unmarked|of no entry/.test(key)),
    ).to.deep.equal([]);
  }

  it("a create that was never noted: up makes no second one", async () => {
    await become(deployment => {
      const lost = resource(deployment, "a");
      deployment.resources = deployment.resources.filter(kept => kept !== lost);
      deployment.pending_operations = [{ resource: { ...lost, id: "" }, type: "creating" }];
    });
    await stack.up();
    await stack.stack.refresh({ clearPendingCreates: true });
    await inOrder();
  });

  it("half a session with an init error, at which a preview and a run on another target pass by", async () => {
    const [event] = await world.list("schedule_scheduleevent", {
      objectType: "KalturaLiveStreamScheduleEventFilter",
    });
    await world.must("schedule_scheduleevent", "delete", { scheduleEventId: event!.id });
    await become(deployment => {
      for (const name of ["a", "b"]) {
        const half = resource(deployment, name);
        half.initErrors = ["could not make the schedule event"];
        half.outputs.unfinished = ["event"];
        delete half.outputs.scheduleEventId;
      }
    });
    await stack.preview();
    await stack.stack.up({ target: [await urnOf("room")] });
    expect(resource(await state(), "a").initErrors).to.have.length(1);
    await inOrder();
  });

  it("deleted parts, with a call that fails in a refresh of one target and a destroy of another", async () => {
    for (const { id } of (
      await world.list("baseEntry", { objectType: "KalturaBaseEntryFilter", nameEqual: "Talk" })
    ).slice(0, 1))
      await world.must("baseEntry", "delete", { entryId: id });
    world.emulator.faults.add({ action: "list", kind: "apiError", code: "SERVICE_FORBIDDEN", times: 0 });
    await stack.stack.refresh({ target: [await urnOf("b")] }).catch(() => {});
    world.emulator.faults.clear();
    await stack.stack.destroy({ target: [await urnOf("token")] });
    await inOrder();
  });
});
