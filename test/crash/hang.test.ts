/** Nothing hangs: whatever goes wrong with whatever call, it ends in twice its time-out. */
import { expect } from "chai";
import { AnswerLost, ApiError, TransportError } from "../../provider/kaltura/errors";
import { createRoom } from "../../provider/kaltura/kaf";
import type { Call } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import {
  each,
  expired,
  type FakeServer,
  gatewayTo,
  type Handling,
  refusal,
  reset,
  stall,
  startServer,
  text,
} from "../gateway/server";
import { failureOf } from "../support/failure";

/** Milliseconds for one call. */
const TIMEOUT = 150;

/** An answer whose last bytes never come. */
const half: Handling = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"id":');
};
/** Bytes that come one by one, for ever. */
const drip: Handling = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(timer));
};
/** Headers and nothing else. */
const mute: Handling = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" });
  response.flushHeaders();
};

/** With these every request takes all its time. */
const STALLS = ["no answer at all", "half an answer", "an answer that drips", "headers without an answer"];

const FAULTS: Readonly<Record<string, Handling>> = {
  "no answer at all": stall,
  "half an answer": half,
  "an answer that drips": drip,
  "headers without an answer": mute,
  "a broken connection": reset,
  "HTTP 500": text("", 500),
  "HTTP 502 with a page": text("<html><title>Bad gateway</title></html>", 502),
  "HTTP 429": text("", 429),
  "HTTP 503 with Retry-After": text("", 503, { "retry-after": "0" }),
  "an empty body": text(""),
  "a web page": text("<html><title>Sorry</title></html>"),
  "no JSON": text('{"id":"1'),
  "too few answers": text("[]"),
  XML: text("<xml><result/></xml>"),
  "a redirect": text("", 302, { location: "https://example.com/" }),
  INTERNAL_SERVERL_ERROR: each(() => refusal("INTERNAL_SERVERL_ERROR")),
  INTERNAL_DATABASE_ERROR: each(() => refusal("INTERNAL_DATABASE_ERROR")),
  "a lock": each(() => refusal("LOCK_TIMED_OUT")),
  ACTION_BLOCKED: each(() => refusal("ACTION_BLOCKED")),
  "an expired session": each(() => expired()),
};

type Gateway = ReturnType<typeof gatewayTo>;
const entry = { objectType: "KalturaLiveStreamEntry", name: "Talk" };
const picture = { name: "a.jpg", contentType: "image/jpeg", content: Buffer.from("x") };
const add = () => calls.liveStream.add(entry) as Call;
const update = () => calls.liveStream.update("1_a", entry) as Call;

const CALLS: Readonly<Record<string, (gateway: Gateway) => Promise<unknown>>> = {
  "a question": gateway => gateway.read(calls.liveStream.get("1_a")),
  "a call that may be repeated": gateway => gateway.send([update()]),
  "a call that must not be repeated": gateway => gateway.send([add()]),
  "a request of several calls": gateway => gateway.send([add(), update(), calls.liveStream.delete("1_b")]),
  "a file": gateway => gateway.send([calls.liveStream.updateOfflineThumbnailJpeg("1_a", picture)]),
  "a room of KAF": gateway => gateway.send([createRoom({ name: "Room", tags: "" })]),
};

describe("nothing hangs", function () {
  this.timeout(60_000);
  let server: FakeServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  let cases = 0;
  for (const [fault, handling] of Object.entries(FAULTS)) {
    it(`${fault}, for every kind of call`, async () => {
      server.handle(handling);
      for (const [kind, ask] of Object.entries(CALLS)) {
        for (const credentials of [undefined, { appTokenId: "1_t", appToken: "a-token-of-a-test" }]) {
          const gateway = gatewayTo(server, {
            timeoutMs: TIMEOUT,
            kafUrl: server.url,
            ...(credentials && { credentials }),
          });
          const error = await failureOf(ask(gateway));
          if (error !== undefined) {
            expect(error, kind).to.satisfy(
              (e: unknown) => e instanceof TransportError || e instanceof AnswerLost || e instanceof ApiError,
            );
          }
          // The machine may be busy, so no time is measured but that of single requests, and that not closely.
          for (const { ms } of gateway.records) expect(ms, kind).to.be.lessThan(TIMEOUT + 5000);
          if (STALLS.includes(fault)) expect(gateway.records, kind).to.have.length.within(1, 2);
          await gateway.close();
          cases += 1;
        }
      }
    });
  }

  it("nor do many questions at once of which one gets no answer, and the others are answered", async () => {
    server.handle((request, response) => {
      if (request.calls.some(call => call.args.entryId === "1_slow")) return stall(request, response);
      return each(call => ({ id: call.args.entryId }))(request, response);
    });
    const gateway = gatewayTo(server, { timeoutMs: TIMEOUT });
    const ids = ["1_a", "1_b", "1_slow", "1_c", "1_d"];
    const answers = await Promise.all(
      ids.map(id =>
        gateway.read(calls.liveStream.get(id)).then(
          () => "answered",
          () => "failed",
        ),
      ),
    );
    expect(answers).to.deep.equal(["answered", "answered", "failed", "answered", "answered"]);
    // All together, then each by itself.
    expect(gateway.records).to.have.length(1 + ids.length);
    await gateway.close();
    expect(cases).to.equal(Object.keys(FAULTS).length * Object.keys(CALLS).length * 2);
  });
});

describe("when a run is over, what still waits", function () {
  this.timeout(60_000);
  const MANY = 2000;

  /** Milliseconds until many calls, asked at once, are refused; none may be sent that has no use. */
  async function refusedIn(gateway: Gateway, requests: number): Promise<number> {
    const before = gateway.records.length;
    const started = performance.now();
    const refused = await Promise.all(
      Array.from({ length: MANY }, () =>
        gateway.send([add()]).then(
          ([outcome]) => !outcome!.ok,
          error => error instanceof TransportError || error instanceof ApiError,
        ),
      ),
    );
    expect(refused.every(Boolean)).to.equal(true);
    expect(gateway.records.length - before).to.be.at.most(requests);
    return performance.now() - started;
  }

  it("is refused at once: the deadline has passed", async () => {
    const server = await startServer();
    let now = 1_795_000_000_000;
    const gateway = gatewayTo(server, { now: () => now, runTimeoutMs: 1000 });
    await gateway.send([update()]);
    now += 2000;
    expect(await refusedIn(gateway, 0)).to.be.lessThan(10_000);
    await gateway.close();
    await server.close();
  });

  it("is refused at once: the server is gone", async () => {
    const server = await startServer();
    await server.close();
    const gateway = gatewayTo(server, { retry: { baseMs: 100, maxMs: 10_000 } });
    expect(await refusedIn(gateway, 40)).to.be.lessThan(10_000);
    await gateway.close();
  });

  it("is refused at once: the credentials are refused", async () => {
    const server = await startServer();
    server.answer(() => refusal("INVALID_KS", "Invalid KS"));
    const gateway = gatewayTo(server);
    expect(await refusedIn(gateway, 60)).to.be.lessThan(10_000);
    await gateway.close();
    await server.close();
  });

  it("is refused at once: the engine that asked has ended", async () => {
    const server = await startServer();
    const gateway = gatewayTo(server, { abandoned: () => true });
    expect(await refusedIn(gateway, 0)).to.be.lessThan(10_000);
    await gateway.close();
    await server.close();
  });
});
