/** An app token alone: what is sent for it, that it stays a secret, and what a refresh and an import show. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { appToken } from "../../provider/parts/appToken";
import { failureOf } from "../support/failure";
import { type Desk, desk, expectPointer, MARK, STACK, shown } from "./site";

const SIBLING = `${STACK}xaaaaaaaaaaaa`;
const NEW_YEAR = Date.parse("2100-01-01T00:00Z") / 1000;
const SECRET = "the secret token";

/** Everything that can be set, and what is sent for it. */
const everyInput: Props = {
  privileges: ["actionslimit:-1", "setrole:EMBED"],
  hashType: "SHA256",
  expiry: "2100-01-01T01:00",
  timezone: "Europe/Berlin",
  sessionType: "admin",
  sessionUserId: "ann",
  sessionDurationSeconds: 600,
};
const everyProperty: Props = {
  sessionPrivileges: "actionslimit:-1,setrole:EMBED",
  hashType: "SHA256",
  expiry: NEW_YEAR,
  sessionType: 2,
  sessionUserId: "ann",
  sessionDuration: 600,
};

const want = (inputs: Props, previous?: Props) => ({ inputs, previous, unfinished: new Set() }) as never;

const there = (more: Props = {}) => ({ id: "0_tok", token: SECRET, ...more }) as never;

const plan = (inputs: Props, observed?: Props, previous?: Props, { site }: Desk = desk()) =>
  appToken.plan(want(inputs, previous), observed as never, site);

/** What an add or update sends, beside the name of the class; undefined when there is no call. */
async function sent(inputs: Props, observed?: Props, previous?: Props): Promise<Props | undefined> {
  const [step] = await plan(inputs, observed === undefined ? undefined : there(observed), previous);
  if (step === undefined) return undefined;
  const { objectType, ...rest } = step.call.args.appToken as Props;
  expect(objectType).to.equal("KalturaAppToken");
  return rest;
}

const drift = (inputs: Props, observed: Props) =>
  appToken.drift(inputs as never, there(observed), desk().site);

const fill = (observed: Props, known: Props = {}) => appToken.fill!(there(observed), desk().site, known);

/** The work, with the clock of this machine standing still. */
async function at<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const clock = Date.now;
  Date.now = () => milliseconds;
  try {
    return await work();
  } finally {
    Date.now = clock;
  }
}

describe("an app token that is new", () => {
  it("goes by the key of released states, and needs the permission that the docs list", () => {
    expect([appToken.key, appToken.label, appToken.permissions]).to.deep.equal([
      "token",
      "app token",
      ["APP_TOKEN_*"],
    ]);
  });

  it("is made with all that is set", async () => {
    expect(shown(await plan({ ...everyInput, description: "For embeds", mark: MARK }))).to.deep.equal([
      {
        purpose: "make the app token",
        call: "apptoken.add",
        args: {
          appToken: {
            objectType: "KalturaAppToken",
            ...everyProperty,
            description: `For embeds [${MARK}]`,
          },
        },
      },
    ]);
  });

  it("is sent nothing of what is not set", async () => {
    expect(await sent({})).to.deep.equal({});
    expect(await sent({ privileges: "list:*,sview:*" })).to.deep.equal({
      sessionPrivileges: "list:*,sview:*",
    });
    expect(await sent({ mark: MARK })).to.deep.equal({ description: `[${MARK}]` });
  });

  it("is pointed at until its id is known, and its answer's token is a secret", async () => {
    const place = desk();
    const [step] = await plan({}, undefined, undefined, place);
    expectPointer(place, "token", step!, there(), "0_tok");
    expect(place.hidden).to.deep.equal([SECRET]);
  });

  it("is told by the input that a refused property comes from", async () => {
    const properties = ["KalturaAppToken::sessionPrivileges", "expiry", "description", "token"];
    const [add] = await plan({});
    const [update] = await plan({ hashType: "MD5" }, there());
    for (const step of [add!, update!]) {
      expect(properties.map(p => step.inputOf!(p))).to.deep.equal([
        "privileges",
        "expiry",
        "description",
        undefined,
      ]);
    }
  });
});

describe("an app token's expiry", () => {
  const PAST =
    "input expiry: lies in the past, so no session could be started with the token; give it a later time";
  const noon = "2100-01-01T12:00Z";
  const NOON = Date.parse(noon);
  const refused = async (...given: Parameters<typeof sent>) => (await failureOf(sent(...given)))?.message;

  it("is refused when it is over, at the second already, as Kaltura would take it without a word", async () => {
    for (const now of [NOON, NOON + 1]) {
      expect(await at(now, () => refused({ expiry: noon }))).to.equal(PAST);
      expect(await at(now, () => refused({ expiry: noon }, { expiry: NEW_YEAR }))).to.equal(PAST);
    }
    expect(await at(NOON - 1, () => sent({ expiry: noon }))).to.deep.equal({ expiry: NOON / 1000 });
    expect(await at(NOON - 1, () => sent({ expiry: noon }, {}))).to.deep.equal({ expiry: NOON / 1000 });
  });

  it("may have gone by since it was set", async () => {
    const later = NOON + 1;
    expect(await at(later, () => sent({ expiry: noon }, { expiry: NOON / 1000 }))).to.equal(undefined);
    expect(
      await at(later, () => sent({ expiry: noon, hashType: "MD5" }, { expiry: NOON / 1000 })),
    ).to.deep.equal({ hashType: "MD5" });
  });
});

describe("an app token that is there", () => {
  it("is left alone where the server has all that is set, privileges in whatever order", async () => {
    const sessionPrivileges = "setrole:EMBED, actionslimit:-1";
    expect(await sent(everyInput, { ...everyProperty, sessionPrivileges })).to.equal(undefined);
    const asText = { ...everyInput, privileges: "actionslimit:-1,setrole:EMBED" };
    expect(await sent(asText, { ...everyProperty, sessionPrivileges })).to.equal(undefined);
    expect(await sent({}, {})).to.equal(undefined);
  });

  it("is sent what differs and nothing else", async () => {
    const place = desk();
    const steps = await plan({ ...everyInput, sessionType: "user" }, there(everyProperty), everyInput, place);
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "update the app token",
        call: "apptoken.update",
        args: { id: "0_tok", appToken: { objectType: "KalturaAppToken", sessionType: 0 } },
      },
    ]);
    const answer = there({ sessionType: 0 });
    steps[0]!.done!(answer);
    expect(place.site.handles.get("token")).to.equal("0_tok");
    expect(place.site.seen.get("token")).to.equal(answer);
    expect(place.hidden).to.deep.equal([SECRET]);
  });

  it("gets Kaltura's defaults for what the program no longer sets, where Kaltura can clear it", async () => {
    expect(await sent({}, everyProperty, everyInput)).to.deep.equal({
      sessionPrivileges: "",
      hashType: "SHA1",
      expiry__null: "",
      sessionType: 0,
    });
    expect(await sent({}, everyProperty, {})).to.equal(undefined);
    const lasting = { sessionUserId: "ann", sessionDurationSeconds: 600 };
    expect(await sent({}, everyProperty, lasting)).to.equal(undefined);
  });

  it("has its mark behind the text that people wrote, and another's mark taken away", async () => {
    const adopted = { description: `theirs [${SIBLING}]` };
    expect(await sent({ mark: MARK }, adopted)).to.deep.equal({ description: `theirs [${MARK}]` });
    expect(await sent({ mark: MARK }, { description: `theirs [${MARK}]` }, {})).to.equal(undefined);
    expect(await sent({ description: "Mine", mark: MARK }, adopted)).to.deep.equal({
      description: `Mine [${MARK}]`,
    });
  });

  it("loses the description that the program drops, and keeps its mark", async () => {
    const before = { description: `Mine [${MARK}]` };
    expect(await sent({ mark: MARK }, before, { description: "Mine" })).to.deep.equal({
      description: `[${MARK}]`,
    });
    expect(await sent({ description: "New", mark: MARK }, before, { description: "Mine" })).to.deep.equal({
      description: `New [${MARK}]`,
    });
  });
});

describe("a look for an app token", () => {
  const mine = { id: "0_tok", token: SECRET, description: `Old text [${MARK}]` };
  const neighbours = [{ id: "0_a", token: "not ours", description: `x [${SIBLING}]` }, { id: "0_b" }];

  it("asks for it by its id, once that is known, and takes its token for a secret", async () => {
    const place = desk({ appToken: () => mine }, { handles: { token: "0_tok" } });
    expect(await appToken.observe(place.site, { mark: MARK })).to.equal(mine);
    expect(place.asked).to.deep.equal(["appToken 0_tok"]);
    expect(place.hidden).to.deep.equal([SECRET]);
  });

  it("sees when it is gone", async () => {
    const place = desk({ appToken: () => undefined }, { handles: { token: "0_tok" } });
    expect(await appToken.observe(place.site, { mark: MARK })).to.equal(undefined);
    expect(place.hidden).to.deep.equal([]);
  });

  it("goes by its own mark before that, on a fresh list", async () => {
    const place = desk({ appTokens: () => [...neighbours, mine], invalidate: () => undefined });
    expect(await appToken.observe(place.site, { mark: MARK })).to.equal(mine);
    expect(place.asked).to.deep.equal(["invalidate appTokens", "appTokens"]);
    expect(place.site.handles.get("token")).to.equal("0_tok");
    expect(place.hidden).to.deep.equal([SECRET]);
  });

  it("finds none where none carries its mark, or where it has no mark", async () => {
    const place = desk({ appTokens: () => neighbours, invalidate: () => undefined });
    expect(await appToken.observe(place.site, { mark: MARK })).to.equal(undefined);
    expect(await appToken.observe(place.site, {})).to.equal(undefined);
    expect(place.site.handles.has("token")).to.equal(false);
    expect(place.asked).to.deep.equal(["invalidate appTokens", "appTokens", "invalidate appTokens"]);
  });

  it("tells before a create whether a run that was killed has made it", async () => {
    const begun = (tokens: Props[], inputs: Props) =>
      appToken.begun!(desk({ appTokens: () => tokens }).site, inputs);
    expect(await begun([...neighbours, mine], { mark: MARK })).to.equal(true);
    expect(await begun(neighbours, { mark: MARK })).to.equal(false);
    // Without a mark it must not be any token without one.
    expect(await begun(neighbours, {})).to.equal(false);
  });

  it("sees whose mark it carries", () => {
    expect(appToken.marks!(mine)).to.deep.equal([MARK]);
    expect(appToken.marks!({ description: "theirs" })).to.deep.equal([]);
  });
});

describe("an app token to adopt", () => {
  it("is found by its id, is named by the text that people wrote, and stays a secret", async () => {
    const place = desk({ appToken: () => there({ description: `For embeds [${SIBLING}]` }) });
    expect(await appToken.candidates!({ id: "0_tok" }, place.site)).to.deep.equal([
      { id: "0_tok", title: 'app token 0_tok ("For embeds")' },
    ]);
    expect(place.asked).to.deep.equal(["appToken 0_tok"]);
    expect(place.hidden).to.deep.equal([SECRET]);
  });

  it("is none where that id is gone, and where no id is given", async () => {
    const gone = desk({ appToken: () => undefined });
    expect(await appToken.candidates!({ id: "0_tok" }, gone.site)).to.deep.equal([]);
    expect(await appToken.candidates!({}, desk().site)).to.deep.equal([]);
  });
});

describe("a refresh of an app token", () => {
  it("misses one that is gone, and one that lost its mark", async () => {
    expect(await appToken.drift({}, undefined, desk().site)).to.deep.equal({ inputs: {}, missing: true });
    const missing = async (inputs: Props, description?: string) =>
      (await drift(inputs, description === undefined ? {} : { description })).missing;
    expect(await missing({ mark: MARK }, `[${MARK}]`)).to.equal(false);
    expect(await missing({ mark: MARK }, `[${SIBLING}]`)).to.equal(true);
    expect(await missing({ mark: MARK })).to.equal(true);
    expect(await missing({}, `[${SIBLING}]`)).to.equal(false);
  });

  it("shows what the server has in place of what was set, and nothing of what was not", async () => {
    expect(await drift(everyInput, everyProperty)).to.deep.equal({ inputs: {}, missing: false });
    expect(await drift({}, { ...everyProperty, description: "theirs" })).to.deep.equal({
      inputs: {},
      missing: false,
    });
    const changed = { sessionPrivileges: "a,b", expiry: NEW_YEAR + 3600, sessionType: 0, hashType: "MD5" };
    expect((await drift(everyInput, { ...everyProperty, ...changed })).inputs).to.deep.equal({
      privileges: ["a", "b"],
      expiry: "2100-01-01T02:00",
      sessionType: "user",
      hashType: "MD5",
    });
  });

  it("writes privileges as their owner does, as a list or as one text", async () => {
    const observed = { sessionPrivileges: "a,b" };
    expect((await drift({ privileges: "a" }, observed)).inputs).to.deep.equal({ privileges: "a,b" });
    expect((await drift({ privileges: ["a"] }, observed)).inputs).to.deep.equal({ privileges: ["a", "b"] });
    expect((await drift({ privileges: "b,a" }, observed)).inputs).to.deep.equal({});
  });

  it("shows a description that people changed, without the mark behind it", async () => {
    const inputs = { description: "Mine", mark: MARK };
    expect(await drift(inputs, { description: `Mine [${MARK}]` })).to.deep.equal({
      inputs: {},
      missing: false,
    });
    expect(await drift(inputs, { description: `Theirs [${MARK}]` })).to.deep.equal({
      inputs: { description: "Theirs" },
      missing: false,
    });
  });

  it("puts out the token", () => {
    expect(appToken.outputs!(there({ description: "x" }))).to.deep.equal({ token: SECRET });
  });
});

describe("an import of an app token", () => {
  it("writes all that is not Kaltura's default, privileges as a list, the description without its mark", async () => {
    const { timezone, ...rest } = everyInput;
    const observed = { ...everyProperty, description: `For embeds [${MARK}]` };
    expect(await fill(observed, { timezone })).to.deep.equal({ ...rest, description: "For embeds" });
    expect((await fill(observed)).expiry).to.equal("2100-01-01T00:00Z");
  });

  it("writes nothing of the defaults, nor of a mark alone", async () => {
    const defaults = { sessionPrivileges: "", hashType: "SHA1", sessionType: 0, description: `[${MARK}]` };
    expect(await fill(defaults)).to.deep.equal({});
    expect(await fill({})).to.deep.equal({});
  });

  it("writes nothing of one that is not there", async () => {
    expect(await appToken.fill!(undefined, desk().site, {})).to.deep.equal({});
  });
});

describe("a delete of an app token", () => {
  it("is one call, and is content when it is gone already", async () => {
    const steps = await appToken.remove(there(), desk().site);
    expect(shown(steps)).to.deep.equal([
      { purpose: "delete the app token", call: "apptoken.delete", args: { id: "0_tok" } },
    ]);
    expect(steps[0]!.fine).to.deep.equal(["gone"]);
  });

  it("is no call when it is not there", async () => {
    expect(await appToken.remove(undefined, desk().site)).to.deep.equal([]);
  });
});
