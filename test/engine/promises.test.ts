/**
 * A preview keeps its word: whatever it calls known, inputs, outputs, computed addresses and the stack's own outputs,
 * is the same after `up`. For random events, made and then changed, and for the example.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineEvent, LocalWorkspace } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import fc from "fast-check";
import { startEmulator } from "../../emulator";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { EngineStack } from "../support/engine";
import { anEdit, anEvent, edited, program } from "../support/events";
import { withReach } from "../support/reach";
import { type Known, realOf } from "../support/realProgram";
import { World } from "../support/world";

const NIGHTLY = process.env.NIGHTLY !== undefined;

/** What the engine's events say of resources, by `urn side`. */
function told(events: readonly EngineEvent[]): Known {
  const all: Known = {};
  for (const { resourcePreEvent, resOutputsEvent } of events) {
    const metadata = (resOutputsEvent ?? resourcePreEvent)?.metadata;
    if (!metadata?.new || metadata.type.startsWith("pulumi:providers:")) continue;
    for (const side of ["inputs", "outputs"] as const)
      for (const [property, value] of Object.entries(metadata.new[side] ?? {}))
        if (!property.startsWith("__"))
          all[`${side} of ${metadata.urn.split("::").pop()}: ${property}`] = value;
  }
  return all;
}

const isKnown = (value: unknown) =>
  value !== undefined && !JSON.stringify(value ?? null).match(new RegExp(`${UNKNOWN}|output<`));

/** What a preview called known and is otherwise now. */
const broken = (said: Known, is: Known) =>
  Object.entries(said)
    .filter(([what, value]) => isKnown(value) && what in is)
    .filter(([what, value]) => JSON.stringify(value) !== JSON.stringify(is[what]))
    .map(([what, value]) => `${what}: ${JSON.stringify(value)} became ${JSON.stringify(is[what])}`);

const count = (said: Known) => Object.values(said).filter(isKnown).length;

describe("a preview keeps its word", function () {
  this.timeout(NIGHTLY ? 3_600_000 : 600_000);

  it("for random events, made and changed", async () => {
    const world = await World.withProfiles();
    await withReach(world);
    let promises = 0;
    try {
      const cases = fc.sample(fc.tuple(anEvent, fc.array(anEdit, { minLength: 3, maxLength: 5 })), {
        numRuns: NIGHTLY ? 12 : 2,
        seed: Number(process.env.PROMISES_SEED ?? 20270506),
      });
      for (const [first, edits] of cases) {
        const versions = [first, edits.reduce(edited, first)];
        const stack = await EngineStack.create(world, async () => ({}));
        try {
          for (const version of versions) {
            const [planned, there]: [Known, Known] = [{}, {}];
            stack.program = realOf(program(version), planned);
            const preview = await stack.preview();
            stack.program = realOf(program(version), there);
            const up = await stack.up();
            const said = { ...told(preview.events), ...planned };
            promises += count(said);
            const is = { ...told(up.events), ...there };
            const words = broken(said, is).join("\n");
            expect(words, JSON.stringify(version)).to.equal("");
          }
        } finally {
          await stack.destroy();
          await stack.close();
        }
      }
    } finally {
      await world.stop();
    }
    expect(promises).to.be.greaterThan(100);
    console.log(`      ${promises} values were called known`);
  });

  it("for the example", async () => {
    const emulator = await startEmulator({ mediaSeconds: 1800, mediaNeedsContent: true });
    const { webinarTemplate } = emulator.provision();
    const backend = mkdtempSync(join(tmpdir(), "pulumi-kaltura-test-"));
    try {
      const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "promises-of-the-example", workDir: join(__dirname, "..", "..", "..") },
        {
          envVars: {
            PULUMI_BACKEND_URL: `file://${backend}`,
            PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            KALTURA_SERVICE_URL: emulator.url,
            KALTURA_PARTNER_ID: String(emulator.partnerId),
            KALTURA_ADMIN_SECRET: emulator.adminSecret,
            KALTURA_PLAYER_ID: "4711",
            KALTURA_MAKE_PROFILES: "1",
            KALTURA_ORDER_CAPTIONS: "1",
            KALTURA_WEBINAR_TEMPLATE: webinarTemplate,
          },
        },
      );
      const [planned, done, same]: [EngineEvent[], EngineEvent[], EngineEvent[]] = [[], [], []];
      await stack.preview({ onEvent: event => planned.push(event) });
      await stack.up({ onEvent: event => done.push(event) });
      expect(broken(told(planned), told(done)).join("\n")).to.equal("");
      expect(count(told(planned))).to.be.greaterThan(100);
      // And once it is there: what a preview shows of it is what it is.
      await stack.preview({ onEvent: event => same.push(event), expectNoChanges: true });
      expect(broken(told(same), told(done)).join("\n")).to.equal("");
      const outputs: Props = Object.fromEntries(
        Object.entries(await stack.outputs()).map(([name, { value }]) => [name, value]),
      );
      expect(outputs).to.be.an("object").that.is.not.empty;
      await stack.destroy();
      await stack.workspace.removeStack(stack.name);
    } finally {
      await emulator.stop();
      rmSync(backend, { recursive: true });
    }
  });
});
