/** The policies by themselves; how they serve calls, gateway.test.ts says. */
import { mock } from "node:test";
import { expect } from "chai";
import { ApiError, TransportError } from "../../provider/kaltura/errors";
import { Retry, type RetrySettings } from "../../provider/kaltura/retry";
import { failure } from "./server";

const refused = () => new TransportError("refused", "no", "Nobody listens");
const blocked = new ApiError({
  code: "ACTION_BLOCKED",
  message: "",
  args: {},
  service: "media",
  action: "add",
});

describe("trying again", () => {
  const waits: number[] = [];
  const retry = (settings: RetrySettings = {}, mayWait = true) =>
    new Retry({ baseMs: 1, maxMs: 4, blockedMs: 6, ...settings }, ms => {
      waits.push(ms);
      return mayWait;
    });
  beforeEach(() => {
    waits.length = 0;
  });

  it("waits ever longer, up to a limit, and says how often it was tried before", async () => {
    const seen: number[] = [];
    const error = refused();
    const work = async (before: number) => {
      seen.push(before);
      throw error;
    };
    expect(await failure(retry({ baseMs: 2, attempts: 6 }).run(work), TransportError)).to.equal(error);
    expect(seen).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(waits).to.have.length(5);
    for (const [i, most] of [2, 4, 4, 4, 4].entries()) expect(waits[i]).to.be.within(most / 2, most);
  });

  it("starts over with each work", async () => {
    const policy = retry({ baseMs: 4, maxMs: 64, attempts: 2 });
    for (let i = 0; i < 3; i++)
      await failure(
        policy.run(() => Promise.reject(refused())),
        TransportError,
      );
    for (const wait of waits) expect(wait).to.be.within(2, 4);
  });

  it("waits as long as the server orders", async () => {
    const busy = new TransportError("busy", "no", "Too busy", { retryAfter: 9 });
    for (const error of [busy, blocked])
      await failure(
        retry().run(() => Promise.reject(error)),
        Error,
      );
    expect(waits).to.deep.equal([9, 9, 9, 9, 6, 6, 6, 6]);
  });

  it("gives up with the failure as it is when there is no time to wait", async () => {
    const error = refused();
    expect(
      await failure(
        retry({}, false).run(() => Promise.reject(error)),
        TransportError,
      ),
    ).to.equal(error);
    expect(waits).to.have.length(1);
  });

  it("does nothing about what will not pass, or the caller does not want repeated", async () => {
    const tls = new TransportError("tls", "no", "No secure connection");
    await failure(
      retry().run(() => Promise.reject(tls)),
      TransportError,
    );
    await failure(
      retry().run(
        () => Promise.reject(refused()),
        () => false,
      ),
      TransportError,
    );
    expect(waits).to.deep.equal([]);
  });
});

describe("reaching a server that is away", () => {
  const away = refused();
  let tried = 0;
  const work = async () => {
    tried++;
    throw away;
  };
  beforeEach(() => {
    tried = 0;
    mock.timers.enable({ apis: ["Date"] });
  });
  afterEach(() => mock.timers.reset());

  it("is left after ten tries, for ten seconds; then one looks for all", async () => {
    const retry = new Retry({}, () => false);
    for (let i = 0; i < 15; i++) expect(await failure(retry.reach(work), TransportError)).to.equal(away);
    expect(tried).to.equal(10);

    mock.timers.tick(10_000);
    const errors = await Promise.all([1, 2, 3].map(() => failure(retry.reach(work), TransportError)));
    expect(errors).to.deep.equal([away, away, away]);
    expect(tried).to.equal(11);

    mock.timers.tick(10_000);
    expect(await Promise.all([1, 2, 3].map(i => retry.reach(async () => i)))).to.deep.equal([1, 2, 3]);
    expect(await failure(retry.reach(work), TransportError)).to.equal(away);
    expect(tried).to.equal(12);
  });

  it("is not left when it answers in between, or fails in another way", async () => {
    const retry = new Retry({}, () => false);
    const slow = new TransportError("timeout", "unknown", "No whole answer");
    for (let i = 0; i < 30; i++) {
      if (i % 9 === 8) await retry.reach(async () => true);
      else await failure(retry.reach(work), TransportError);
      expect(
        await failure(
          retry.reach(() => Promise.reject(slow)),
          TransportError,
        ),
      ).to.equal(slow);
    }
    expect(tried).to.equal(27);
  });
});
