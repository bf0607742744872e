import { mock } from "node:test";
import { expect } from "chai";
import { AnswerLost, ApiError, TransportError } from "../../provider/kaltura/errors";
import { safetyOf } from "../../provider/kaltura/safety";
import { Reference } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import {
  each,
  expired,
  type FakeServer,
  failure,
  gatewayTo,
  refusal,
  reset,
  startServer,
  text,
} from "./server";

const entry = { objectType: "KalturaLiveStreamEntry" };
const event = { objectType: "KalturaLiveStreamScheduleEvent" };
const add = () => calls.liveStream.add({ ...entry, name: "x" });
const change = () => calls.liveStream.update("1_a", { ...entry, name: "y" });

describe("sending", () => {
  let server: FakeServer;
  let gateway: ReturnType<typeof gatewayTo>;
  beforeEach(async () => {
    server = await startServer(call => ({ id: `1_${call.action}` }));
    gateway = gatewayTo(server);
  });
  afterEach(async () => {
    await gateway.close();
    await server.close();
  });

  it("makes one request of a whole session, its files included", async () => {
    const live = add();
    const id = new Reference(live, "id");
    const picture = { name: 'a"b.jpg', contentType: "image/jpeg", content: Buffer.from("JPEG") };
    const outcomes = await gateway.send([
      live,
      calls.metadata.add(21, 1, id, "<metadata/>"),
      calls.scheduleEvent.add({ ...event, templateEntryId: id, description__null: "" }),
      calls.liveStream.updateOfflineThumbnailJpeg(id, picture),
      calls.categoryEntry.add(5, id),
    ]);
    expect(outcomes.map(outcome => outcome.ok)).to.deep.equal([true, true, true, true, true]);
    expect(server.requests).to.have.length(1);
    const { path, headers, calls: seen, files, ks, json } = server.requests[0]!;
    expect(path).to.equal("/api_v3/service/multirequest");
    expect(headers["content-type"]).to.match(/^multipart\/form-data; boundary=\S+$/);
    expect(seen.map(call => `${call.service}.${call.action}`)).to.deep.equal([
      "livestream.add",
      "metadata_metadata.add",
      "schedule_scheduleevent.add",
      "livestream.updateOfflineThumbnailJpeg",
      "categoryentry.add",
    ]);
    expect(seen[1]!.args).to.deep.equal({
      metadataProfileId: 21,
      objectType: "1",
      objectId: "{1:result:id}",
      xmlData: "<metadata/>",
    });
    expect(seen[2]!.args.scheduleEvent).to.deep.equal({
      ...event,
      templateEntryId: "{1:result:id}",
      description__null: "",
    });
    expect([...files]).to.deep.equal([["4:fileData", "JPEG"]]);
    expect(ks).to.be.a("string");
    expect(json).to.include({ format: 1 });
    expect(gateway.records).to.have.length(1);
    expect(gateway.records[0]).to.include({ calls: 5, status: 200 });
  });

  it("sends one call plainly, its file by its own name", async () => {
    await gateway.send([
      calls.thumbAsset.addFromImage("1_a", {
        name: "a.jpg",
        contentType: "image/jpeg",
        content: Buffer.from("J"),
      }),
    ]);
    expect(server.requests[0]!.path).to.equal("/api_v3/service/thumbasset/action/addFromImage");
    expect([...server.requests[0]!.files.keys()]).to.deep.equal(["fileData"]);
    expect(await gateway.send([])).to.deep.equal([]);
    expect(server.requests).to.have.length(1);
  });

  it("refuses references to calls that do not stand before them: our own mistake", async () => {
    const live = add();
    const later = calls.liveStream.update(new Reference(live, "id"), entry);
    expect((await failure(gateway.send([later, live]), Error)).message).to.equal(
      "liveStream.update refers to the result of liveStream.add, which does not stand before it in the request",
    );
    expect((await failure(gateway.send([later]), Error)).message).to.contain("does not stand before it");
    expect(server.requests).to.have.length(0);
  });

  it("points to a whole result, or deep into one", async () => {
    const list = calls.category.list();
    await gateway.send([
      list,
      calls.category.delete(new Reference(list, "objects:0:id"), 0),
      calls.session.get(new Reference(list, "") as unknown as string),
    ]);
    expect(server.requests[0]!.calls.map(call => call.args.id ?? call.args.session)).to.deep.equal([
      undefined,
      "{1:result:objects:0:id}",
      "{1:result}",
    ]);
  });

  it("refuses a user's text that Kaltura would take for a reference, but alone it may go", async () => {
    const odd = calls.liveStream.update("1_a", { ...entry, description: "see {1:result:id}" });
    const error = await failure(gateway.send([change(), odd]), ApiError);
    expect(error.kind).to.equal("input");
    expect(server.requests).to.have.length(0);
    await gateway.send([odd]);
    expect(server.requests).to.have.length(1);
  });

  it("gives each call its own outcome", async () => {
    server.answer(call =>
      call.action === "get"
        ? refusal("ENTRY_ID_NOT_FOUND", 'Entry id "1_x" not found', { ENTRY_ID: "1_x" })
        : { id: "1_a" },
    );
    const [first, second] = await gateway.send([change(), calls.liveStream.get("1_x")]);
    expect(first).to.deep.equal({ ok: true, value: { id: "1_a" } });
    expect(second).to.have.nested.property("error.code", "ENTRY_ID_NOT_FOUND");
    expect(second).to.have.nested.property("error.service", "liveStream");
    expect(second).to.have.nested.property("error.sessionId", "1234567");
    expect(second).to.have.nested.property("error.args").that.deep.equals({ ENTRY_ID: "1_x" });
  });

  it("takes a refusal of the whole request for a refusal of each call", async () => {
    server.handle(text(JSON.stringify(refusal("SERVICE_FORBIDDEN"))));
    const outcomes = await gateway.send([add(), change()]);
    expect(outcomes.map(o => !o.ok && o.error.code)).to.deep.equal([
      "SERVICE_FORBIDDEN",
      "SERVICE_FORBIDDEN",
    ]);
  });

  it("takes fewer answers than calls, or no list, for a lost answer", async () => {
    for (const [body, what] of [
      ["[true]", "short"],
      ["true", "garbled"],
      ["[true,true,true]", "short"],
    ] as const) {
      server.handle(text(body));
      const error = await failure(gateway.send([add(), change()]), AnswerLost);
      expect(error.what).to.equal(what);
    }
    expect(server.requests).to.have.length(3);
  });

  it("reads the words of the XML validator as words", async () => {
    server.answer(() =>
      refusal("INVALID_METADATA_DATA", "Element &#039;A&#039;: &lt;x&gt; &amp;lt; &quot;1&quot;"),
    );
    const [outcome] = await gateway.send([change()]);
    expect(outcome).to.have.nested.property("error.message", "Element 'A': <x> &lt; \"1\"");
  });

  it("repeats what may be repeated when the answer is lost", async () => {
    server.next(reset, text("", 500));
    const [outcome] = await gateway.send([change(), calls.liveStream.delete("1_b")]);
    expect(outcome!.ok).to.equal(true);
    expect(server.requests).to.have.length(3);
  });

  it("never repeats an add whose answer is lost", async () => {
    for (const handling of [reset, text("", 500), text("["), text(""), text("<html>")]) {
      server.next(handling);
      const before = server.requests.length;
      const error = await failure(gateway.send([change(), add()]), AnswerLost);
      expect(error.happened).to.equal("unknown");
      expect(error.message).to.match(
        /^liveStream\.update, liveStream\.add: .*; whether it was carried out is unknown$/,
      );
      expect(server.requests.length - before).to.equal(1);
    }
  });

  it("repeats an add that was turned away at the door", async () => {
    server.next(text("", 429), text("", 503, { "retry-after": "0" }));
    const [outcome] = await gateway.send([add()]);
    expect(outcome!.ok).to.equal(true);
    expect(server.requests).to.have.length(3);
  });

  it("remembers that an earlier try may have come through", async () => {
    server.next(reset);
    server.handle(text("", 429));
    const error = await failure(gateway.send([change()]), AnswerLost);
    expect(error.happened).to.equal("unknown");
    expect(error.what).to.equal("busy");
    expect(server.requests).to.have.length(5);
  });

  it("repeats a request of which all was refused for being busy, and no other", async () => {
    server.next(
      each(() => refusal("ACTION_BLOCKED")),
      each(() => refusal("LOCK_TIMED_OUT")),
    );
    expect((await gateway.send([add(), change()])).every(o => o.ok)).to.equal(true);
    expect(server.requests).to.have.length(3);

    server.next(each(call => (call.action === "add" ? refusal("LOCK_TIMED_OUT") : { id: "1_a" })));
    const [first] = await gateway.send([add(), change()]);
    expect(first).to.have.nested.property("error.kind", "busy");
    expect(server.requests).to.have.length(4);

    server.answer(() => refusal("ENTRY_NOT_READY"));
    await gateway.send([change()]);
    expect(server.requests, "waiting for media is not ours").to.have.length(5);
  });

  it("gives up after a bounded number of tries", async () => {
    server.answer(() => refusal("LOCK_TIMED_OUT"));
    const [outcome] = await gateway.send([add()]);
    expect(outcome).to.have.nested.property("error.code", "LOCK_TIMED_OUT");
    expect(server.requests).to.have.length(5);
    server.handle(text("", 429));
    expect((await failure(gateway.send([add()]), TransportError)).what).to.equal("busy");
    expect(server.requests).to.have.length(10);
  });

  it("does not repeat what the server broke on: it would break again, or double", async () => {
    server.answer(() => refusal("INTERNAL_SERVERL_ERROR"));
    const [outcome] = await gateway.send([change()]);
    expect(outcome).to.have.nested.property("error.kind", "server");
    expect(server.requests).to.have.length(1);
  });
});

describe("the time of a run", () => {
  it("ends: then nothing is sent any more", async () => {
    const server = await startServer();
    let now = 1_795_000_000_000;
    const gateway = gatewayTo(server, { now: () => now, runTimeoutMs: 60_000 });
    now += 3_600_000;
    await gateway.send([add()]);
    now += 59_000;
    await gateway.send([add()]);
    now += 2_000;
    const error = await failure(gateway.send([add()]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["deadline", "no"]);
    expect(error.message).to.equal("The run's limit of 1 minutes is over; the call was not sent");
    expect((await failure(gateway.read(calls.system.ping()), TransportError)).what).to.equal("deadline");
    expect(server.requests).to.have.length(2);
    await gateway.close();
    await server.close();
  });

  it("is not slept through: no try is waited for that could not be made", async () => {
    const server = await startServer();
    server.handle(text("", 429, { "retry-after": "3600" }));
    const gateway = gatewayTo(server, { runTimeoutMs: 60_000 });
    const started = Date.now();
    expect((await failure(gateway.send([add()]), TransportError)).what).to.equal("busy");
    expect((await failure(gateway.read(calls.system.ping()), TransportError)).what).to.equal("busy");
    expect(Date.now() - started).to.be.lessThan(1000);
    expect(server.requests, "nor is the server asked again in the silence it wants").to.have.length(1);
    await gateway.close();
    await server.close();
  });

  it("is not spent on a server that is away: after ten refused connections the others fail at once", async () => {
    const server = await startServer();
    await server.close();
    const gateway = gatewayTo(server);
    const errors = await Promise.all(
      Array.from({ length: 40 }, () => failure(gateway.send([add()]), TransportError)),
    );
    expect(new Set(errors.map(error => error.what))).to.deep.equal(new Set(["refused"]));
    expect(gateway.records.length).to.be.lessThan(60);
    const before = gateway.records.length;
    await failure(gateway.send([add()]), TransportError);
    expect(gateway.records.length).to.equal(before);
    await gateway.close();
  });
});

describe("waiting", () => {
  let server: FakeServer;
  let now: number;
  const real = setTimeout;
  /** Lets everything happen that needs no waiting. */
  const settled = async () => {
    for (let i = 0; i < 10; i++) await new Promise(resolve => real(resolve, 3));
  };
  const pass = async (ms: number) => {
    now += ms;
    mock.timers.tick(ms);
    await settled();
  };
  beforeEach(async () => {
    server = await startServer();
    now = 1_795_000_000_000;
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  afterEach(async () => {
    mock.timers.reset();
    await server.close();
  });

  it("is announced once when it is long, and keeps to Retry-After for all", async () => {
    const gateway = gatewayTo(server, { now: () => now, concurrency: 8 });
    server.next(text("", 429, { "retry-after": "30" }));
    const first = gateway.send([add()]);
    await settled();
    const others = [gateway.send([add()]), gateway.read(calls.system.ping()), gateway.send([change()])];
    await pass(29_999);
    expect(server.requests).to.have.length(1);
    await pass(10);
    await Promise.all([first, ...others]);
    expect(server.requests).to.have.length(5);
    expect(gateway.log).to.deep.equal([
      `Kaltura: waiting 30 s, then trying again (${server.url} is too busy (HTTP 429))`,
    ]);
    await gateway.close();
  });

  it("is at least the server's window of ten seconds when a rate is limited", async () => {
    const gateway = gatewayTo(server, {
      now: () => now,
      retry: { baseMs: 250, maxMs: 10_000, blockedMs: 10_000 },
    });
    server.next(
      each(() => refusal("ACTION_BLOCKED")),
      each(() => refusal("LOCK_TIMED_OUT")),
    );
    const sent = gateway.send([add()]);
    await settled();
    for (const [ms, requests] of [
      [9_999, 1],
      [1, 2],
      [249, 2],
      [251, 3],
    ] as const) {
      await pass(ms);
      expect(server.requests).to.have.length(requests);
    }
    expect((await sent).every(outcome => outcome.ok)).to.equal(true);
    expect(gateway.log).to.deep.equal(["Kaltura: waiting 10 s, then trying again (ACTION_BLOCKED)"]);
    await gateway.close();
  });
});

describe("how many requests run at a time", () => {
  it("is what was set, less after pushback, and comes back", async () => {
    let running = 0;
    let most = 0;
    const server = await startServer();
    server.handle((request, response) => {
      running++;
      most = Math.max(most, running);
      setTimeout(() => {
        running--;
        void each(() => true)(request, response);
      }, 3);
    });
    const gateway = gatewayTo(server, { concurrency: 8 });
    const burst = (n: number) => Promise.all(Array.from({ length: n }, () => gateway.send([change()])));
    await burst(30);
    expect(most).to.equal(8);
    for (const pushback of [text("", 429), each(() => refusal("ACTION_BLOCKED"))]) {
      server.next(pushback);
      await gateway.send([change()]);
      most = 0;
      await burst(16);
      expect(most).to.equal(4);
      await burst(90);
      most = 0;
      await burst(30);
      expect(most).to.equal(8);
    }
    await gateway.close();
    await server.close();
  });
});

describe("reading", () => {
  let server: FakeServer;
  let gateway: ReturnType<typeof gatewayTo>;
  beforeEach(async () => {
    server = await startServer(call => ({ id: call.args.entryId ?? call.args.id }));
    gateway = gatewayTo(server);
  });
  afterEach(async () => {
    await gateway.close();
    await server.close();
  });

  it("puts the questions of a moment into one request, and many into few", async () => {
    const ids = Array.from({ length: 100 }, (_, i) => `1_${i}`);
    const entries = await Promise.all(ids.map(id => gateway.read(calls.liveStream.get(id))));
    expect(entries.map(e => e.id)).to.deep.equal(ids);
    expect(server.requests.map(r => r.calls.length)).to.deep.equal([40, 40, 20]);
  });

  it("answers each by itself", async () => {
    server.answer(call =>
      call.args.entryId === "1_x" ? refusal("ENTRY_ID_NOT_FOUND") : { id: call.args.entryId },
    );
    const [a, x, b] = await Promise.allSettled(
      ["1_a", "1_x", "1_b"].map(id => gateway.read(calls.liveStream.get(id))),
    );
    expect(a).to.have.nested.property("value.id", "1_a");
    expect(x).to.have.nested.property("reason.kind", "gone");
    expect(b).to.have.nested.property("value.id", "1_b");
    expect(server.requests).to.have.length(1);
  });

  it("asks those again that may pass, and only those", async () => {
    server.next(
      each(call =>
        call.args.entryId === "1_x" ? refusal("SEARCH_ENGINE_QUERY_FAILED") : { id: call.args.entryId },
      ),
    );
    const both = await Promise.all([
      gateway.read(calls.liveStream.get("1_a")),
      gateway.read(calls.liveStream.get("1_x")),
    ]);
    expect(both.map(e => e.id)).to.deep.equal(["1_a", "1_x"]);
    expect(server.requests.map(r => r.calls.length)).to.deep.equal([2, 1]);
  });

  it("tells each of those that never passed its own refusal", async () => {
    server.answer(call => refusal(call.args.entryId === "1_a" ? "LOCK_TIMED_OUT" : "CATEGORIES_LOCKED"));
    const errors = await Promise.all(
      ["1_a", "1_b"].map(id => failure(gateway.read(calls.liveStream.get(id)), ApiError)),
    );
    expect(errors.map(error => error.code)).to.deep.equal(["LOCK_TIMED_OUT", "CATEGORIES_LOCKED"]);
    expect(server.requests).to.have.length(5);
  });

  it("lets one question that breaks the server spoil no other", async () => {
    server.handle((request, response) => {
      const broken = request.calls.some(call => call.args.entryId === "1_7");
      return (broken ? text("", 500) : each(call => ({ id: call.args.entryId })))(request, response);
    });
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => gateway.read(calls.liveStream.get(`1_${i}`))),
    );
    expect(
      answers.map((answer, i) => (answer.status === "rejected" ? i : -1)).filter(i => i >= 0),
    ).to.deep.equal([7]);
    expect(server.requests.length, "five tries of all, then each half once").to.be.at.most(5 + 8);
  });

  it("sends a text that looks like a reference by itself", async () => {
    await Promise.all([
      gateway.read(
        calls.category.list({ objectType: "KalturaCategoryFilter", fullNameEqual: "{1:result:id}" }),
      ),
      gateway.read(calls.system.ping()),
      gateway.read(calls.system.ping()),
    ]);
    expect(server.requests.map(r => r.multi).sort()).to.deep.equal([false, true]);
  });

  it("refuses calls that change something", async () => {
    expect((await failure(gateway.read(add()), Error)).message).to.equal("liveStream.add is no read");
  });
});

describe("what may be repeated", () => {
  const table: [Parameters<typeof safetyOf>[0], string][] = [
    [calls.liveStream.get("1_a"), "read"],
    [calls.scheduleEvent.list(), "read"],
    [calls.system.ping(), "read"],
    [calls.session.startWidgetSession("_1"), "read"],
    [calls.appToken.startSession("1_t", "ab"), "read"],
    [change(), "idempotent"],
    [calls.liveStream.delete("1_a"), "idempotent"],
    [calls.category.move([1], 2), "idempotent"],
    [calls.thumbAsset.setAsDefault("1_t"), "idempotent"],
    [calls.liveStream.updateOfflineThumbnailFromUrl("1_a", "https://x"), "idempotent"],
    [calls.scheduleEvent.update(1, { ...event, summary: "x" }), "idempotent"],
    [calls.scheduleEvent.update(1, { ...event, startDate: 1, endDate: 2, duration: 1 }), "idempotent"],
    [calls.scheduleEvent.update(1, { ...event, duration: 60 }), "unsafe"],
    [add(), "unsafe"],
    [calls.thumbAsset.addFromUrl("1_a", "https://x"), "unsafe"],
    [calls.categoryEntry.add(1, "1_a"), "unsafe"],
    [{ service: "livestream", action: "regenerateStreamToken", args: {} }, "unsafe"],
  ];
  for (const [call, safety] of table) {
    it(`${call.service}.${call.action} ${JSON.stringify(call.args)}: ${safety}`, () => {
      expect(safetyOf(call)).to.equal(safety);
    });
  }
});

describe("a session that ends", () => {
  let server: FakeServer;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server.close());

  it("is renewed once for fifty who wait", async () => {
    const ended = new Set<string>();
    let first: string | undefined;
    server.answer((_, { ks }) => {
      first ??= ks;
      if (ks === first) {
        ended.add(ks!);
        return expired();
      }
      return true;
    });
    const gateway = gatewayTo(server, { concurrency: 50 });
    await Promise.all([
      ...Array.from({ length: 25 }, () => gateway.send([change()])),
      ...Array.from({ length: 25 }, () => gateway.send([add(), change()])),
    ]);
    expect(new Set(server.requests.map(r => r.ks)).size).to.equal(2);
    expect(await gateway.read(calls.system.ping())).to.equal(true);
    await gateway.close();
  });

  it("is renewed for reads as well", async () => {
    server.next(each(() => expired()));
    const gateway = gatewayTo(server);
    expect(
      await Promise.all([gateway.read(calls.system.ping()), gateway.read(calls.system.ping())]),
    ).to.deep.equal([true, true]);
    expect(server.requests).to.have.length(2);
    await gateway.close();
  });

  it("in the middle of questions has them asked again", async () => {
    server.next(each(call => (call.action === "ping" ? true : expired())));
    const gateway = gatewayTo(server);
    await Promise.all([gateway.read(calls.system.ping()), gateway.read(calls.liveStream.get("1_a"))]);
    expect(server.requests).to.have.length(2);
    server.answer(call => (call.action === "ping" ? true : expired()));
    const [, error] = await Promise.all([
      gateway.read(calls.system.ping()),
      failure(gateway.read(calls.liveStream.get("1_a")), ApiError),
    ]);
    expect(error.kind, "a new session ends as soon").to.equal("permission");
    expect(server.requests).to.have.length(4);
    await gateway.close();
  });

  it("is not renewed twice for one call: then the credentials are wrong", async () => {
    server.answer((_, { ks }) =>
      refusal("INVALID_KS", `Invalid KS "${ks}", Error "-1,INVALID_STR"`, { KSID: ks!, ERR_CODE: "-1" }),
    );
    const gateway = gatewayTo(server);
    const [outcome] = await gateway.send([add()]);
    expect(outcome).to.have.nested.property("error.kind", "permission");
    expect(outcome).to.have.nested.property("error.message", 'Invalid KS "[secret]", Error "-1,INVALID_STR"');
    expect(outcome)
      .to.have.nested.property("error.hint")
      .that.matches(/^Check kaltura:partnerId and kaltura:adminSecret/);
    expect((await failure(gateway.read(calls.system.ping()), ApiError)).kind).to.equal("permission");
    expect(server.requests).to.have.length(4);
    server.answer(() => expired());
    expect((await failure(gateway.read(calls.system.ping()), ApiError)).hint).to.contain("clock");
    await gateway.close();
  });

  it("in the middle of a request leaves the rest to be done again", async () => {
    server.next(each(call => (call.action === "add" ? { id: "1_a" } : expired())));
    const gateway = gatewayTo(server);
    const [first, second] = await gateway.send([add(), change()]);
    expect(first!.ok).to.equal(true);
    expect(second).to.have.nested.property("error.kind", "busy");
    await gateway.send([change()]);
    expect(new Set(server.requests.map(r => r.ks)).size).to.equal(2);
    await gateway.close();
  });

  it("is not blamed when the object is somebody else's", async () => {
    server.answer(() =>
      refusal("INVALID_KS", 'Invalid KS "", Error "-4,INVALID_TYPE"', {
        KSID: "",
        ERR_CODE: "-4",
        ERR_DESC: "INVALID_TYPE",
      }),
    );
    const gateway = gatewayTo(server);
    const [outcome] = await gateway.send([change()]);
    expect(outcome).to.have.nested.property("error.kind", "permission");
    expect(server.requests).to.have.length(1);
    await gateway.close();
  });
});
