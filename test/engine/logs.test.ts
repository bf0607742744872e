/**
 * Pulumi's own logs: what they may say of secrets is theirs (it is written before anybody could mark it), so it is held
 * to what docs/configuration.md says. Nothing of ours adds to it, and credentials of the environment are never in it.
 */
import { expect } from "chai";
import { AppToken, RestreamerChannel, WebcastSession } from "pulumi-kaltura";
import { type Canaries, found } from "../support/canaries";
import { EngineStack } from "../support/engine";
import { World } from "../support/world";

const ADMIN = "admin/secret+of the account=9z";

interface Verbosity {
  readonly debug?: boolean;
  readonly logVerbosity?: number;
}

describe("Pulumi's logs on the real engine", function () {
  this.timeout(240_000);
  let world: World;
  let stack: EngineStack;
  /** What lets its holder go on air, or start sessions. */
  const made: Record<string, string> = {};
  const credentials: Record<string, string> = { "admin secret": ADMIN };

  before(async () => {
    world = await World.withProfiles({ adminSecret: ADMIN });
    stack = await EngineStack.create(world, async () => {
      const session = new WebcastSession("talk", {
        name: "Talk",
        start: "2027-05-04T09:00Z",
        end: "2027-05-04T10:00Z",
      });
      new RestreamerChannel("hall", { name: "Hall", targets: [{ session }] });
      const { token } = new AppToken("token", { privileges: ["actionslimit:-1"] });
      return { ingest: session.ingest, token };
    });
    await stack.up();
    for (const entry of await world.list("liveStream", { objectType: "KalturaLiveStreamEntryFilter" })) {
      for (const [property, value] of Object.entries(entry)) {
        if (/BroadcastingUrl$|SrtStreamId$|^streamPassword$/.test(property) && String(value).length > 5)
          made[`${property} of ${String(entry.name)}`] = String(value);
      }
    }
    for (const { token } of await world.list("appToken", { objectType: "KalturaAppTokenFilter" }))
      made["app token"] = String(token);
    expect(Object.keys(made).length).to.be.greaterThan(10);
  });
  after(async () => {
    await stack.destroy();
    await stack.close();
    await world.stop();
  });

  /** All that a command prints, its logs included. */
  async function logs(command: "preview" | "up" | "refresh", options: Verbosity): Promise<string> {
    let text = "";
    const note = (more: string) => {
      text += more;
    };
    const all = { ...options, logToStdErr: true, logFlow: true, onOutput: note, onError: note };
    await stack.stack[command]({ ...all, color: "never" });
    return text;
  }
  const where = (canaries: Canaries, text: string) =>
    text.split("\n").filter(line => found(canaries, { line }).length > 0);

  for (const [what, options] of [
    ["--logtostderr --logflow", {}],
    ["-v=2", { logVerbosity: 2 }],
  ] as const) {
    it(`hold no secret with ${what}`, async () => {
      for (const command of ["preview", "up", "refresh"] as const)
        expect(where({ ...made, ...credentials }, await logs(command, options)), command).to.deep.equal([]);
    });
  }

  it("hold none of a refresh with -v=8", async () => {
    expect(where({ ...made, ...credentials }, await logs("refresh", { logVerbosity: 8 }))).to.deep.equal([]);
  });

  for (const [what, options] of [
    ["--debug", { debug: true }],
    ["-v=8", { logVerbosity: 8 }],
  ] as const) {
    it(`hold, with ${what}, what Pulumi's SDK says of a registered resource, and nothing else`, async () => {
      const lines = where({ ...made, ...credentials }, await logs("up", options));
      expect(lines.filter(line => !line.includes("RegisterResource RPC finished"))).to.deep.equal([]);
      expect(where(credentials, lines.join("\n"))).to.deep.equal([]);
      // When this fails, Pulumi has become better than docs/configuration.md says.
      expect(lines).to.not.deep.equal([]);
    });
  }

  it("hold, with -v=9, what goes between the engine and its plugins, but no credentials and no session", async () => {
    for (const command of ["up", "refresh"] as const) {
      const text = await logs(command, { logVerbosity: 9 });
      expect(where(credentials, text)).to.deep.equal([]);
      expect(text).to.not.match(/djJ8[\w-]{8}/);
      const others = where(made, text).filter(
        line => !/(Unmarshaling|Marshaling) property for RPC|RegisterResource RPC finished/.test(line),
      );
      expect(others).to.deep.equal([]);
    }
  });
});
