/** The end of an operation before its time. */
import { expect } from "chai";
import { OperationError } from "../../provider/lifecycle/failure";
import { goOn, limited } from "../../provider/lifecycle/limit";
import type { Runtime } from "../../provider/lifecycle/runtime";
import { failureOf } from "../support/failure";

const LEFT = "; nothing more was sent. The next pulumi up takes up what was made";

describe("an operation that must end", () => {
  const waits: number[] = [];
  const runtime = (sleep: () => Promise<void>) =>
    ({
      indexLagMs: 15_000,
      sleep: async (ms: number) => {
        waits.push(ms);
        await sleep();
      },
    }) as unknown as Runtime;
  beforeEach(() => {
    waits.length = 0;
  });

  it("goes on while nobody ends it, with all that its runtime has", async () => {
    const { signal } = new AbortController();
    const made = limited(
      runtime(async () => undefined),
      signal,
    );
    expect(made).to.include({ indexLagMs: 15_000, signal });
    await made.sleep(5);
    expect(waits).to.deep.equal([5]);
    goOn(made);
    goOn({});
  });

  it("does not begin to wait", async () => {
    const made = limited(
      runtime(async () => undefined),
      AbortSignal.abort(new Error("it took too long")),
    );
    const failure = await failureOf(made.sleep(5));
    expect(failure).to.be.instanceOf(OperationError);
    expect(failure?.message).to.equal(`it took too long${LEFT}`);
    expect(waits).to.deep.equal([]);
  });

  it("wakes from a wait, and says why it ends as far as it was told", async () => {
    const ending = new AbortController();
    const made = limited(
      runtime(() => new Promise(() => undefined)),
      ending.signal,
    );
    const failure = failureOf(made.sleep(5));
    ending.abort("no error");
    expect((await failure)?.message).to.equal(`the run was broken off${LEFT}`);
  });

  it("leaves no listener behind, however often it waits", async () => {
    const listening = new Set<unknown>();
    const { signal } = new AbortController();
    signal.addEventListener = (type: string, listener: unknown, options?: unknown) => {
      expect([type, options]).to.deep.equal(["abort", { once: true }]);
      listening.add(listener);
    };
    signal.removeEventListener = (type: string, listener: unknown) => {
      expect(type).to.equal("abort");
      listening.delete(listener);
    };
    const made = limited(
      runtime(async () => {
        expect(listening.size).to.equal(1);
      }),
      signal,
    );
    await made.sleep(1);
    await made.sleep(1);
    expect(listening.size).to.equal(0);
    expect(waits).to.deep.equal([1, 1]);
  });
});
