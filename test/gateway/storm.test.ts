/** Everything goes wrong at random: nothing hangs, nothing is doubled, and what is said of it is true. */
import { expect } from "chai";
import fc from "fast-check";
import { ApiError, TransportError } from "../../provider/kaltura/errors";
import { calls } from "../../provider/kaltura/vocabulary";
import { each, expired, gatewayTo, type Handling, refusal, reset, stall, startServer, text } from "./server";

/** How a request may end; whether its work is done is another matter. */
const endings: Record<string, { before: Handling } | { after: Handling }> = {
  refusedAtTheDoor: { before: text("", 429) },
  pause: { before: text("", 503, { "retry-after": "0" }) },
  expiredSession: { before: each(() => expired()) },
  lock: { before: each(() => refusal("LOCK_TIMED_OUT")) },
  resetBefore: { before: reset },
  resetAfter: { after: reset },
  stall: { after: stall },
  empty: { after: text("") },
  half: { after: text('[{"id":"1') },
  page: { after: text("<html><title>Sorry</title>") },
  xml: { after: text("<xml><result/></xml>") },
  http500: { after: text("", 500) },
  http502: { before: text("<html>", 502) },
  short: { after: text("[]") },
  well: { after: each(call => ({ id: call.action })) },
};

describe("a storm", () => {
  it("ends every call in time, doubles nothing, and never calls done what was not", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(endings), "well", "well"), { minLength: 5, maxLength: 60 }),
        async plan => {
          const server = await startServer();
          const done = new Map<string, number>();
          let turn = 0;
          server.handle((request, response) => {
            const ending = endings[plan[turn++ % plan.length]!]!;
            if ("before" in ending) return ending.before(request, response);
            for (const call of request.calls) {
              const name = (call.args.liveStreamEntry as { name?: string } | undefined)?.name;
              if (call.action === "add" && name) done.set(name, (done.get(name) ?? 0) + 1);
            }
            return ending.after(request, response);
          });
          const gateway = gatewayTo(server, { timeoutMs: 25, retry: { attempts: 3 }, concurrency: 8 });
          const entry = (name: string) => ({ objectType: "KalturaLiveStreamEntry", name });
          const started = Date.now();
          await Promise.all(
            Array.from({ length: 24 }, async (_, i) => {
              const name = `e${i}`;
              const update = calls.liveStream.update("1_a", entry(name));
              try {
                if (i % 3 === 0) await gateway.read(calls.liveStream.get(name));
                else if (i % 3 === 1) await gateway.send([update, calls.liveStream.delete("1_b")]);
                else {
                  const [outcome] = await gateway.send([calls.liveStream.add(entry(name)), update]);
                  expect(done.get(name) ?? 0, `${name} ${outcome!.ok}`).to.equal(outcome!.ok ? 1 : 0);
                }
              } catch (error) {
                if (error instanceof TransportError) {
                  if (error.happened === "no")
                    expect(done.get(name), `${name} ${error.message}`).to.equal(undefined);
                } else expect(error).to.be.instanceOf(ApiError);
              }
            }),
          );
          for (const [name, times] of done) expect(times, name).to.equal(1);
          expect(Date.now() - started).to.be.lessThan(3000);
          await gateway.close();
          await server.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});
