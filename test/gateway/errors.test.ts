import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import {
  AnswerLost,
  ApiError,
  classify,
  Redactor,
  RULES,
  TransportError,
} from "../../provider/kaltura/errors";
import { mintKs } from "../../provider/kaltura/ks";
import type { RefusalKind } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";

const kinds: Record<RefusalKind, string> = {
  gone: `ENTRY_ID_NOT_FOUND INVALID_ENTRY_ID INVALID_OBJECT_ID CATEGORY_NOT_FOUND ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY
    METADATA_NOT_FOUND METADATA_PROFILE_NOT_FOUND METADATA_OBJECT_ID_NOT_FOUND APP_TOKEN_ID_NOT_FOUND
    THUMB_ASSET_ID_NOT_FOUND ENTRY_VENDOR_TASK_NOT_FOUND REACH_PROFILE_NOT_FOUND CATALOG_ITEM_NOT_FOUND
    VIRTUAL_EVENT_NOT_FOUND CAPTION_ASSET_ID_NOT_FOUND INVALID_CUE_POINT_ID SCHEDULE_EVENT_ID_NOT_FOUND
    SOME_NEW_THING_NOT_FOUND`,
  exists: `METADATA_ALREADY_EXISTS DUPLICATE_CATEGORY CATEGORY_ENTRY_ALREADY_EXISTS SYSTEM_NAME_ALREADY_EXISTS
    ENTRY_VENDOR_TASK_DUPLICATION CATEGORY_USER_ALREADY_EXISTS DUPLICATE_USER_BY_ID SOMETHING_ALREADY_EXISTS`,
  permission: `SERVICE_FORBIDDEN START_SESSION_ERROR INVALID_APP_TOKEN_HASH SERVICE_FORBIDDEN_CONTENT_BLOCKED
    APP_TOKEN_EXPIRED APP_TOKEN_NOT_ACTIVE PROPERTY_VALIDATION_ADMIN_PROPERTY NOT_ENTITLED_TO_UPDATE_CATEGORY
    PROPERTY_VALIDATION_NO_UPDATE_PERMISSION ANOTHER_THING_FORBIDDEN`,
  product: `FEATURE_FORBIDDEN RECORDING_DISABLED DYNAMIC_SEGMENT_DURATION_DISABLED EXCEEDED_MAX_CREDIT_ALLOWED
    SERVICE_DOES_NOT_EXISTS ACTION_DOES_NOT_EXISTS MAX_CATEGORIES_FOR_ENTRY_REACHED NEW_THING_DISABLED`,
  busy: `ACTION_BLOCKED LOCK_TIMED_OUT CATEGORIES_LOCKED METADATA_TRANSFORMING MULTI_ATTEMPTS_TO_UPDATE_METADATA
    CANNOT_UPDATE_SCHEDULE_EVENT_FEATURE ENTRY_NOT_READY INVALID_METADATA_VERSION`,
  live: `CANNOT_UPDATE_FIELDS_WHILE_ENTRY_BROADCASTING CANNOT_DELETE_LIVE_ENTRY_WHILE_STREAMING RECORDED_NOT_READY
    CANNOT_UPDATE_FIELDS_RECORDED_ENTRY_STILL_NOT_READY RECORDING_FLOW_NOT_COMPLETE`,
  session: "INVALID_KS",
  server: "INTERNAL_SERVERL_ERROR INTERNAL_DATABASE_ERROR SEARCH_ENGINE_QUERY_FAILED INTERNAL_NEW_ERROR",
  bug: `MISSING_MANDATORY_PARAMETER PROPERTY_VALIDATION_NOT_UPDATABLE OBJECT_TYPE_ABSTRACT MUST_FILTER_ON_OBJECT_ID
    WRONG_REQUEST_LANGUAGE SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED`,
  input: `SCHEDULE_TIME_IN_USE INVALID_SCHEDULE_END_BEFORE_START MAX_SCHEDULE_DURATION_REACHED
    PROPERTY_VALIDATION_MAX_LENGTH PROPERTY_VALIDATION_MIN_LENGTH PROPERTY_VALIDATION_CANNOT_BE_NULL
    INVALID_METADATA_DATA INVALID_ENUM_VALUE INVALID_FIELD_VALUE PARENT_CATEGORY_IS_CHILD THUMB_ASSET_DOWNLOAD_FAILED
    FILE_CONTENT_NOT_SECURE ACCESS_CONTROL_ID_NOT_FOUND CONVERSION_PROFILE_ID_NOT_FOUND PARENT_CATEGORY_NOT_FOUND
    LINKED_TO_EVENT_NOT_FOUND_OR_NOT_ACCESSIBLE DUPLICATE_LIVE_FEATURE NOBODY_HAS_HEARD_OF_THIS`,
};

describe("what a code of Kaltura means", () => {
  for (const [kind, codes] of Object.entries(kinds)) {
    for (const code of codes.split(/\s+/)) {
      it(`${code} is a matter of ${kind}`, () => expect(classify(code).kind).to.equal(kind));
    }
  }

  it("comes with a word on what to do, for each of them", () => {
    for (const [code, rule] of Object.entries(RULES)) {
      expect(rule.hint, code).to.match(/^[A-Z`].{10,}[^.]$/);
    }
  });

  it("does not ask for a new session when the object is somebody else's", () => {
    expect(classify("INVALID_KS", { KSID: "", ERR_CODE: "-4", ERR_DESC: "INVALID_TYPE" }).kind).to.equal(
      "permission",
    );
    expect(classify("INVALID_KS", { KSID: "EXPIRED", ERR_CODE: "-1" }).kind).to.equal("session");
  });

  it("is not looked up in what every object has", () => {
    expect(classify("constructor").kind).to.equal("input");
    expect(classify("__proto__").kind).to.equal("input");
  });

  it("is known for every code a real server was seen to answer", () => {
    const folder = join(__dirname, "../../../test/recordings");
    const seen = new Set<string>();
    const look = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      const { objectType, code } = value as { objectType?: unknown; code?: unknown };
      if (objectType === "KalturaAPIException") seen.add(String(code));
      else for (const item of Object.values(value)) look(item);
    };
    for (const file of readdirSync(folder).filter(name => name.endsWith(".jsonl"))) {
      for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
        if (line !== "") look((JSON.parse(line) as { response: unknown }).response);
      }
    }
    expect(seen.size, "codes in test/recordings").to.be.greaterThan(80);
    const patterned = /^PROPERTY_VALIDATION_/;
    expect(
      [...seen].filter(code => !Object.hasOwn(RULES, code) && !patterned.test(code)).sort(),
    ).to.deep.equal([]);
  });
});

describe("an error", () => {
  const error = new ApiError({
    code: "PROPERTY_VALIDATION_MIN_LENGTH",
    message: 'The property "KalturaCategory::name" must have\na min length of 1 characters',
    args: { PROP_NAME: "KalturaCategory::name", MIN_LEN: "1" },
    service: "category",
    action: "add",
    sessionId: "1234567",
  });

  it("is one line, its stack too, since Pulumi prints both", () => {
    expect(error.message).not.to.contain("\n");
    expect(error.stack).to.equal(
      'category.add: PROPERTY_VALIDATION_MIN_LENGTH - The property "KalturaCategory::name" must have a min length of 1 characters. ' +
        "Change the value in your program (Kaltura session 1234567)",
    );
    expect(error).to.be.instanceOf(Error);
    expect(error.name).to.equal("ApiError");
  });

  it("names the property it is about, if Kaltura does", () => {
    expect(error.property).to.equal("name");
    expect(new ApiError({ code: "X", message: "X", args: {}, service: "a", action: "b" }).property).to.equal(
      undefined,
    );
  });

  it("does not show the calls whose answer was lost, which hold inputs", () => {
    const call = calls.liveStream.add({ objectType: "KalturaLiveStreamEntry", streamPassword: "hunter22" });
    const lost = new AnswerLost(new TransportError("reset", "unknown", "It broke"), [call], "liveStream.add");
    expect(lost.calls).to.deep.equal([call]);
    expect(inspect(lost, { depth: 9 }) + JSON.stringify(lost)).not.to.contain("hunter22");
    expect(lost).to.be.instanceOf(TransportError);
    expect(lost.happened).to.equal("unknown");
    expect(lost.message).to.equal("liveStream.add: It broke; whether it was carried out is unknown");
  });
});

describe("redaction", () => {
  const secret = "s3cr%t+/=key~é";
  const redactor = new Redactor([secret, undefined, "", "abc"]);

  it("takes a secret out in clear, base64 and URL-encoded form, wherever it starts", () => {
    for (let offset = 0; offset < 3; offset++) {
      const around = `${"x".repeat(offset)}${secret}yyyy`;
      for (const text of [
        around,
        encodeURIComponent(around),
        Buffer.from(around).toString("base64"),
        Buffer.from(around).toString("base64url"),
        encodeURIComponent(Buffer.from(around).toString("base64")),
        JSON.stringify({ ks: around }),
      ]) {
        expect(redactor.clean(text), text)
          .to.contain("[secret]")
          .and.not.contain("cr%t")
          .and.not.contain("key~");
      }
    }
  });

  it("takes out what looks like a session, known or not", () => {
    const ks = mintKs("other", { partnerId: 107, type: 2, expiry: 1795495107, userId: "u", privileges: {} });
    const v1 = Buffer.from(
      `${"0123456789abcdef".repeat(3).slice(0, 40)}|107;107;1795495107;2;1.5;u;;`,
    ).toString("base64");
    expect(redactor.clean(`Invalid KS "${ks}", Error "-1,INVALID_STR"`)).to.equal(
      'Invalid KS "[session]", Error "-1,INVALID_STR"',
    );
    expect(redactor.clean(`Invalid KS "${v1}"`)).to.equal('Invalid KS "[session]"');
    expect(redactor.clean(`no way to http://x/playManifest/entryId/0_a/format/url/ks/${v1}/a.mp4`)).to.equal(
      "no way to http://x/playManifest/entryId/0_a/format/url/ks/[session]/a.mp4",
    );
    expect(redactor.clean(`ks=${encodeURIComponent(ks)}&x=1`)).to.equal("ks=[session]&x=1");
  });

  it("leaves other texts alone", () => {
    const words =
      'Failed to download thumbnail from URL "https://example.com/a/very/long/path/of/many/parts/and/more/parts/that/goes/on/thumbnail"';
    expect(redactor.clean(words)).to.equal(words);
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!text.includes("cr%t") && !text.includes("djJ8"));
        expect(redactor.clean(text)).to.equal(text);
      }),
    );
  });

  it("never lets any secret through as it is", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 4, maxLength: 40 }),
        fc.string(),
        fc.string(),
        (word, before, after) => {
          fc.pre(!"[secret][session]".includes(word));
          expect(new Redactor([word]).clean(before + word + after)).not.to.contain(before + word + after);
        },
      ),
    );
  });
});
