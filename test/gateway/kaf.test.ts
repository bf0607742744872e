/** The one call that goes to KAF: to the right host, once, within the limits of all others, and with nothing leaked. */
import { expect } from "chai";
import { AnswerLost, ApiError, TransportError } from "../../provider/kaltura/errors";
import { createRoom } from "../../provider/kaltura/kaf";
import { calls } from "../../provider/kaltura/vocabulary";
import { type FakeServer, failure, gatewayTo, reset, SECRET, stall, startServer, text } from "./server";

const ROOM = createRoom({ name: "Round table", tags: "one,two", roomModeratorUserIds: ["ann@example.com"] });
const made = text(JSON.stringify({ success: true, data: { id: "1_room0001", name: "Round table" } }));

describe("the gateway and KAF", () => {
  let api: FakeServer;
  let kaf: FakeServer;
  let gateway: ReturnType<typeof gatewayTo>;

  beforeEach(async () => {
    [api, kaf] = await Promise.all([startServer(), startServer()]);
    kaf.handle(made);
    gateway = gatewayTo(api, { kafUrl: kaf.url, timeoutMs: 300 });
  });
  afterEach(async () => {
    await gateway.close();
    await Promise.all([api.close(), kaf.close()]);
  });

  const send = () => gateway.send([ROOM]);
  const refused = async () => {
    const [outcome] = await send();
    if (outcome!.ok) throw new Error("it was made");
    return outcome!.error;
  };

  it("make a room by one post to the KAF host", async () => {
    expect(await send()).to.deep.equal([{ ok: true, value: { id: "1_room0001" } }]);
    expect([api.requests.length, kaf.requests.length]).to.deep.equal([0, 1]);
    const { path, headers, json } = kaf.requests[0]!;
    expect(path).to.equal("/embeddedrooms/index/create-room");
    expect(headers["content-type"]).to.equal("application/json");
    const { ks, ...rest } = json;
    expect(ks).to.be.a("string");
    expect(rest).to.deep.equal({
      name: "Round table",
      tags: "one,two",
      roomModeratorUserIds: ["ann@example.com"],
    });
  });

  it("say no in KAF's words, without the session in them", async () => {
    kaf.handle((request, response) =>
      text(JSON.stringify({ success: false, message: `No such template (${request.ks})` }))(
        request,
        response,
      ),
    );
    const error = await refused();
    expect(error).to.be.instanceOf(ApiError);
    expect(error.message).to.include("No such template").and.not.include(kaf.requests[0]!.ks!);
    expect(error.stack).to.not.include(kaf.requests[0]!.ks!).and.not.include(SECRET);
    expect(error.hint).to.include("kaltura:kafHost");
  });

  for (const answer of [
    '{"success":true}',
    '{"success":true,"data":{}}',
    "[]",
    "null",
    "17",
    '{"success":true,"data":"x"}',
  ]) {
    it(`take ${answer} for a no, and don't ask again`, async () => {
      kaf.handle(text(answer));
      expect((await refused()).message).to.include("no id of a room");
      expect(kaf.requests).to.have.length(1);
    });
  }

  it("pass on the reason that comes with an HTTP status", async () => {
    kaf.handle(text('{"success":false,"message":"name is mandatory"}', 400));
    const error = await failure(send(), TransportError);
    expect(error.message).to.include('HTTP 400 ("name is mandatory")');
    expect([error.happened, kaf.requests.length]).to.deep.equal(["no", 1]);
  });

  it("name a web page for what it is, and don't ask again", async () => {
    kaf.handle(text("<html><head><title>Sign in</title></head></html>"));
    const error = await refused();
    expect(error.message).to.include('answered with a web page ("Sign in")');
    expect(error.hint).to.include("embeddedrooms");
    expect(kaf.requests).to.have.length(1);
  });

  for (const [what, handling] of [
    ["the connection breaks", reset],
    ["no answer comes in time", stall],
    ["the server breaks", text("<h1>Bad gateway</h1>", 502)],
    ["the answer is empty", text("")],
  ] as const) {
    it(`don't know whether a room was made when ${what}, and never repeat`, async () => {
      kaf.handle(handling);
      const error = await failure(send(), AnswerLost);
      expect(error.hint).to.include("kaltura:kafHost");
      expect(kaf.requests).to.have.length(1);
    });
  }

  it("try again when KAF only asks for time", async () => {
    kaf.next(text("", 429));
    expect((await send())[0]!.ok).to.equal(true);
    expect(kaf.requests).to.have.length(2);
  });

  it("go on with the API while KAF is not to be reached", async () => {
    const away = gatewayTo(api, { kafUrl: "http://127.0.0.1:1", timeoutMs: 300 });
    for (let i = 0; i < 4; i++) {
      const error = await failure(away.send([ROOM]), TransportError);
      expect([error.happened, error.hint.includes("kaltura:kafHost")]).to.deep.equal(["no", true]);
    }
    expect((await away.send([calls.system.ping()]))[0]!.ok).to.equal(true);
    await away.close();
  });

  it("never share a request with calls of the API", async () => {
    const error = await failure(gateway.send([calls.system.ping(), ROOM]), Error);
    expect(error.message).to.include("a request of its own");
    expect([api.requests.length, kaf.requests.length]).to.deep.equal([0, 0]);
  });
});
