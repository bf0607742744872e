/** Whatever the way to Kaltura does, a request ends in time, and says whether it may have been carried out. */
import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { expect } from "chai";
import { AnswerLost, Redactor, TransportError } from "../../provider/kaltura/errors";
import { Line } from "../../provider/kaltura/line";
import { parseServiceUrl, Transport } from "../../provider/kaltura/transport";
import { calls } from "../../provider/kaltura/vocabulary";
import {
  type FakeServer,
  failure,
  gatewayTo,
  type Handling,
  reset,
  SECRET,
  stall,
  startServer,
  text,
} from "./server";

const add = () =>
  calls.liveStream.add({ objectType: "KalturaLiveStreamEntry", name: "x", streamPassword: "hunter22" });

describe("a failing way to Kaltura", () => {
  let server: FakeServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const cases: [string, Handling, TransportError["what"], TransportError["happened"], RegExp][] = [
    ["never answers", stall, "timeout", "unknown", /no whole answer within 0\.2 s/],
    [
      "trickles its answer without end",
      (_, response) => {
        response.write("[");
        const timer = setInterval(() => response.write(" "), 10);
        response.on("close", () => clearInterval(timer));
      },
      "timeout",
      "unknown",
      /no whole answer/,
    ],
    ["breaks the connection before it answers", reset, "reset", "unknown", /broke before the answer/],
    [
      "breaks the connection within its answer",
      (_, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"id":');
        setTimeout(() => response.socket?.resetAndDestroy(), 5);
      },
      "reset",
      "unknown",
      /broke before the answer/,
    ],
    [
      "ends within its answer",
      (_, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"id":');
        setTimeout(() => response.socket?.end(), 5);
      },
      "reset",
      "unknown",
      /broke/,
    ],
    ["answers with nothing", text(""), "empty", "unknown", /answered with nothing/],
    ["answers with half of its JSON", text('{"id": "1_a'), "garbled", "unknown", /no JSON/],
    [
      "answers with a web page",
      text("<!DOCTYPE html><html><head><title>\n Log in </title>"),
      "page",
      "unknown",
      /web page \("Log in"\)/,
    ],
    [
      "answers in XML",
      text('<?xml version="1.0"?><xml><result><error><code>SERVICE_FORBIDDEN</code></error></result></xml>'),
      "xml",
      "unknown",
      /in XML: SERVICE_FORBIDDEN/,
    ],
    ["answers too much", text(`"${"x".repeat(300_000)}"`), "large", "unknown", /more than 0\.2 MB/],
    ["answers HTTP 500", text("", 500), "http", "unknown", /HTTP 500/],
    [
      "answers HTTP 502 with a page",
      text("<html><title>Bad Gateway</title>", 502),
      "http",
      "unknown",
      /HTTP 502 \("Bad Gateway"\)/,
    ],
    ["answers HTTP 503 without a word on when", text("", 503), "http", "unknown", /HTTP 503/],
    [
      "answers HTTP 503 with Retry-After",
      text("", 503, { "retry-after": "0" }),
      "busy",
      "no",
      /too busy \(HTTP 503\)/,
    ],
    ["answers HTTP 429", text("slow down", 429), "busy", "no", /too busy \(HTTP 429\)/],
    ["answers HTTP 404", text("nothing here", 404), "http", "no", /HTTP 404/],
    ["answers HTTP 403 with JSON of its own", text('{"error":"denied"}', 403), "http", "no", /HTTP 403/],
    [
      "sends us on",
      text("", 302, { location: "https://login.example.com/?ks=djJ8abcdefgh" }),
      "redirect",
      "no",
      /sends us on to https:\/\/login\.example\.com \(HTTP 302\)/,
    ],
    [
      "speaks no HTTP",
      (_, response) => {
        response.socket?.end("220 mail.example.com ESMTP\r\n");
      },
      "garbled",
      "unknown",
      /broken HTTP/,
    ],
  ];

  for (const [name, handling, what, happened, words] of cases) {
    it(`${name}: ${what}, carried out: ${happened}`, async () => {
      server.handle(handling);
      const gateway = gatewayTo(server, { timeoutMs: 200, maxAnswerBytes: 200_000, retry: { attempts: 2 } });
      const before = server.requests.length;
      const error = await failure(gateway.send([add()]), TransportError);
      expect(error.what).to.equal(what);
      expect(error.happened).to.equal(happened);
      expect(error instanceof AnswerLost).to.equal(happened === "unknown");
      expect(error.message).to.match(words);
      expect(error.hint).to.match(/^[A-Z].{5,}[^.]$/);
      // What may have happened is not repeated, nor what will be the same.
      expect(server.requests.length - before).to.equal(what === "busy" ? 2 : 1);
      const shown = inspect(error, { depth: 9, showHidden: false }) + error.stack + JSON.stringify(error);
      for (const secret of [SECRET, "hunter22", "djJ8", server.requests.at(-1)!.ks!])
        expect(shown).not.to.contain(secret);
      expect(error.stack).not.to.contain("\n");
      await gateway.close();
    });
  }

  it("asks a broken answer's question again, when it changes nothing", async () => {
    for (const [name, handling, what] of cases) {
      if (["large", "redirect"].includes(what) || / 40/.test(name)) continue;
      server.next(handling);
      server.handle(text("true"));
      const gateway = gatewayTo(server, { timeoutMs: 100, maxAnswerBytes: 200_000 });
      expect(await gateway.read(calls.system.ping()), name).to.equal(true);
      await gateway.close();
    }
  });

  it("knows that nothing happened when nobody listens", async () => {
    const gone = await startServer();
    await gone.close();
    const gateway = gatewayTo(gone, { retry: { attempts: 2 } });
    const error = await failure(gateway.send([add()]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["refused", "no"]);
    expect(error.stack).to.match(
      /^Nobody listens at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)\. Check kaltura:serviceUrl/,
    );
    await gateway.close();
  });

  it("knows that nothing happened when the host has no address", async () => {
    const gateway = gatewayTo({ url: "http://kaltura.invalid" }, { retry: { attempts: 1 } });
    const error = await failure(gateway.send([add()]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["dns", "no"]);
    await gateway.close();
  });

  it("knows that nothing happened when TLS fails", async () => {
    const sockets: Socket[] = [];
    const plain = createServer(socket => {
      sockets.push(socket);
      socket.on("error", () => {});
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    await new Promise<void>(resolve => plain.listen(0, "127.0.0.1", resolve));
    const { port } = plain.address() as { port: number };
    const gateway = gatewayTo({ url: `https://127.0.0.1:${port}` });
    const error = await failure(gateway.send([add()]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["tls", "no"]);
    await gateway.close();
    plain.close();
  });

  it("knows that nothing happened when TLS does not come about in time", async () => {
    const silent = createServer(() => {});
    await new Promise<void>(resolve => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as { port: number };
    const gateway = gatewayTo(
      { url: `https://127.0.0.1:${port}` },
      { timeoutMs: 100, retry: { attempts: 1 } },
    );
    const error = await failure(gateway.send([add()]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["unreachable", "no"]);
    await gateway.close();
    silent.close();
  });

  it("sends nothing later of what was given up while it waited for a connection", async () => {
    server.handle(stall);
    // One connection, taken by the first; the second waits in line inside the HTTP client.
    const transport = new Transport({
      serviceUrl: server.url,
      line: new Line(1),
      maxAnswerBytes: 1e6,
      redactor: new Redactor(),
    });
    const before = server.requests.length;
    const first = failure(transport.post("/first", "{}", new Map(), 150), TransportError);
    const second = failure(transport.post("/second", "{}", new Map(), 50), TransportError);
    expect((await second).happened).to.equal("no");
    expect((await first).happened).to.equal("unknown");
    server.handle(text("1"));
    expect((await transport.post("/third", "{}", new Map(), 1000)).value).to.equal(1);
    expect(server.requests.slice(before).map(r => r.path)).to.deep.equal(["/first", "/third"]);
    await transport.close();
  });

  it("tells of a closed gateway", async () => {
    server.handle(stall);
    const gateway = gatewayTo(server);
    const read = failure(gateway.read(calls.system.ping()), TransportError);
    const write = failure(gateway.send([add()]), TransportError);
    await new Promise(resolve => setTimeout(resolve, 30));
    await gateway.close();
    expect((await read).what).to.equal("closed");
    expect((await write).happened).to.equal("unknown");
    expect((await failure(gateway.send([add()]), TransportError)).happened).to.equal("no");
    expect((await failure(gateway.read(calls.system.ping()), TransportError)).what).to.equal("closed");
  });
});

describe("the wire", () => {
  let server: FakeServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  it("carries exactly application/json: with a charset the server ignores the body", async () => {
    const gateway = gatewayTo(server);
    await gateway.read(calls.liveStream.get("1_ä"));
    const request = server.requests.at(-1)!;
    expect(request.headers["content-type"]).to.equal("application/json");
    expect(request.path).to.equal("/api_v3/service/livestream/action/get");
    expect(request.json).to.include({ entryId: "1_ä", format: 1 });
    expect(request.json).not.to.have.any.keys("kalsig", "version");
    expect(request.json.clientTag).to.match(/^pulumi-kaltura:/);
    await gateway.close();
  });

  it("keeps big ids, and a path before the API", async () => {
    const gateway = gatewayTo({ url: `${server.url}/kaltura/` });
    server.next(text('{"id":9007199254740993}'));
    expect(await gateway.read(calls.scheduleEvent.get(1))).to.deep.equal({ id: "9007199254740993" });
    expect(server.requests.at(-1)!.path).to.equal(
      "/kaltura/api_v3/service/schedule_scheduleevent/action/get",
    );
    await gateway.close();
  });

  it("takes Kaltura's own error under an HTTP status for what it is", async () => {
    const gateway = gatewayTo(server);
    server.next(
      text(
        '{"code":"ENTRY_ID_NOT_FOUND","message":"Entry id \\"1_x\\" not found","objectType":"KalturaAPIException","args":[]}',
        404,
      ),
    );
    const [outcome] = await gateway.send([calls.liveStream.delete("1_x")]);
    expect(outcome).to.have.nested.property("error.kind", "gone");
    await gateway.close();
  });

  it("uses no more connections than requests may run, and uses them again", async () => {
    const gateway = gatewayTo(server, { concurrency: 3 });
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => gateway.send([calls.liveStream.delete(`1_${i}`)])),
    );
    expect(server.connections()).to.be.lessThanOrEqual(3);
    await gateway.close();
  });

  it("refuses addresses that are none, or hold a password", () => {
    expect(() => parseServiceUrl("kaltura")).to.throw("kaltura:serviceUrl is not a web address");
    expect(() => parseServiceUrl("ftp://x")).to.throw("must start with https://");
    expect(() => parseServiceUrl("https://u:p@x")).to.throw("must not hold a user or password");
    expect(parseServiceUrl("https://www.kaltura.com/api_v3/")).to.deep.equal({
      origin: "https://www.kaltura.com",
      base: "",
    });
  });
});

describe("a proxy", () => {
  const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"];
  const original = new Map(names.map(name => [name, process.env[name]]));
  let server: FakeServer;
  let asked: string[];
  let letThrough = true;
  const proxy = createHttpServer();
  proxy.on("connect", (request, socket: Socket) => {
    asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
    if (!letThrough) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    const onward = connect(Number(new URL(server.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) end.on("error", () => {});
  });

  before(async () => {
    server = await startServer();
    asked = [];
    for (const name of names) delete process.env[name];
    await new Promise<void>(resolve => proxy.listen(0, "127.0.0.1", resolve));
    process.env.HTTP_PROXY = `http://corp:pr0xyp%40ss@127.0.0.1:${(proxy.address() as { port: number }).port}`;
  });
  after(async () => {
    for (const [name, value] of original) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    proxy.close();
    await server.close();
  });

  it("is used when the environment names one", async () => {
    const gateway = gatewayTo({ url: "http://kaltura.invalid" });
    expect(await gateway.read(calls.system.ping())).to.equal(true);
    const login = Buffer.from("corp:pr0xyp@ss").toString("base64");
    expect(asked).to.deep.equal([`kaltura.invalid:80 Basic ${login}`]);
    await gateway.close();
  });

  it("that refuses is named, its password is not", async () => {
    letThrough = false;
    const gateway = gatewayTo({ url: "http://kaltura.invalid" }, { retry: { attempts: 1 } });
    const error = await failure(gateway.send([add()]), TransportError);
    expect([error.what, error.happened]).to.deep.equal(["proxy", "no"]);
    expect(inspect(error, { depth: 9 }) + error.stack).not.to.match(/pr0xyp|Y29ycDpw/);
    expect(gateway.redact("pr0xyp@ss")).to.equal("[secret]");
    await gateway.close();
  });

  it("is not asked about this machine itself", async () => {
    const gateway = gatewayTo(server);
    expect(await gateway.read(calls.system.ping())).to.equal(true);
    await gateway.close();
  });
});
