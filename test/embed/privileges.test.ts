import { expect } from "chai";
import fc from "fast-check";
import { cleanName, EmbedError, type EmbedRequest, mintEmbedUrl, type Visitor } from "../../embed";
import { ROLES } from "../../embed/privileges";
import { parsePrivileges, readKs } from "../../provider/kaltura/ks";
import { failureOf } from "../support/failure";

const SECRET = "a-secret-of-nobody";
const NOW = 1_795_000_000_000;
const settings = { partnerId: 107, credentials: { adminSecret: SECRET }, now: () => NOW };
const ann: EmbedRequest = { kind: "session", entryId: "1_ab12cd34", user: { id: "ann" } };

/** What a link's session says. */
async function said(request: EmbedRequest, more: object = {}) {
  const { url } = await mintEmbedUrl(request, { ...settings, ...more });
  return readKs(SECRET, url.split("/ks/")[1]!)!;
}

describe("a link signed with the account's secret", () => {
  it("opens the session's page on the account's KAF instance for a day", async () => {
    const link = await mintEmbedUrl(ann, settings);
    expect(link.url).to.match(
      /^https:\/\/107\.kaf\.kaltura\.com\/hosted\/index\/view-entry\/ks\/djJ8[\w=-]+$/,
    );
    expect(link.expiresAt).to.equal(new Date(NOW + 86_400_000).toISOString().replace(".000", ""));
    expect(await said(ann)).to.deep.equal({
      partnerId: 107,
      type: 0,
      expiry: NOW / 1000 + 86_400,
      userId: "ann",
      privileges: { actionslimit: "-1", userId: "ann", entryId: "1_ab12cd34", role: "viewerRole" },
    });
  });

  it("says all that is known of the visitor, in the order of Kaltura's guide", async () => {
    const { privileges } = await said({
      kind: "room",
      entryId: "1_ab12cd34",
      user: { id: "zoe@example.com", firstName: "Zoë", lastName: " O'Neil-平 ", email: "zoe@example.com" },
      role: "adminRole",
      locale: "pt-BR",
      chatModerator: true,
      roomModerator: true,
      privileges: { virtualRoom: "blue" },
    });
    expect(Object.entries(privileges)).to.deep.equal([
      ["actionslimit", "-1"],
      ["userId", "zoe@example.com"],
      ["entryId", "1_ab12cd34"],
      ["firstName", "Zoë"],
      ["lastName", "O'Neil-平"],
      ["email", "zoe@example.com"],
      ["locale", "pt-BR"],
      ["role", "adminRole"],
      ["chatModerator", "1"],
      ["roomModerator", "1"],
      ["virtualRoom", "blue"],
    ]);
  });

  it("leads to each kind of page, and to pages at other paths", async () => {
    const path = async (request: EmbedRequest, pages = {}) =>
      new URL((await mintEmbedUrl(request, { ...settings, kafHost: "kaf.example", pages })).url).pathname
        .split("/ks/")
        .shift();
    const { user } = ann;
    expect(await path(ann)).to.equal("/hosted/index/view-entry");
    expect(await path({ ...ann, kind: "room" })).to.equal("/embeddedrooms/index/view-room");
    expect(await path({ kind: "gallery", contextId: "Summit", user })).to.equal(
      "/hosted/index/course-gallery",
    );
    expect(await path({ kind: "myMedia", user, role: "privateOnlyRole" })).to.equal("/hosted/index/my-media");
    expect(await path({ kind: "agenda", user }, { agenda: "/events/list" })).to.equal("/events/list");
    expect(await path(ann, { session: "/other/index/view" })).to.equal("/other/index/view");
  });

  it("to a gallery says which one, and what the visitor is in it", async () => {
    const { privileges } = await said({
      kind: "gallery",
      contextId: "Summit 2027",
      user: { id: "ann" },
      galleryRole: "contributor",
    });
    expect(privileges)
      .to.include({ contextId: "Summit 2027", userContextualRole: "2" })
      .and.not.have.key("entryId");
  });

  it("is refused without what its page needs", async () => {
    const refusal = (request: object, more = {}) =>
      failureOf(mintEmbedUrl(request as EmbedRequest, { ...settings, ...more }));
    const user = { id: "ann" };
    for (const [request, field, words] of [
      [{ user }, "entryId", "which session"],
      [{ kind: "room", user }, "entryId", "which room"],
      [{ kind: "gallery", user }, "contextId", "which gallery"],
      [{ kind: "agenda", user }, "pages.agenda", "ask Kaltura"],
      [{ kind: "page", user }, "kind", "none of session, room"],
      [{ ...ann, user: undefined }, "user", "who the visitor is"],
      [{ ...ann, user: {} }, "user.id", "is missing"],
      [{ ...ann, entryId: "1_ab/x" }, "entryId", "no id of an entry"],
      [{ ...ann, role: "owner" }, "role", "none of viewerRole"],
      [{ ...ann, galleryRole: "boss" }, "galleryRole", "none of manager"],
      [{ ...ann, locale: "en,role" }, "locale", "language tag"],
      [{ ...ann, expiresInSeconds: 0 }, "expiresInSeconds", "whole number"],
      [{ ...ann, expiresInSeconds: 1e9 }, "expiresInSeconds", "whole number"],
      [{ ...ann, privileges: { setrole: "ADMIN" } }, "privileges.setrole", "must not have"],
      [{ ...ann, privileges: { DisableEntitlement: "" } }, "privileges.DisableEntitlement", "must not have"],
      [{ ...ann, privileges: { entryid: "1_other" } }, "privileges.entryid", "set by the other fields"],
      [{ ...ann, privileges: { "a:b": "x" } }, "privileges.…", "no name of a privilege"],
    ] as const) {
      const error = (await refusal(request)) as EmbedError;
      expect(error, field).to.be.instanceOf(EmbedError);
      expect([error.field, error.message]).to.satisfy(
        ([f, m]: [string, string]) => f === field && m.includes(words),
        `${error.field}: ${error.message}`,
      );
    }
    const outside = (await refusal(
      { kind: "agenda", user },
      { pages: { agenda: "//evil.example/x" } },
    )) as EmbedError;
    expect(outside.field).to.equal("pages.agenda");
    expect(((await refusal(ann, { kafHost: "evil.example/x?" })) as EmbedError).field).to.equal("kafHost");
  });

  it("refuses texts that Kaltura would cut, names the field and says what would happen, but not the text", async () => {
    for (const [field, user] of [
      ["user.firstName", { id: "ann", firstName: "Ann,role:adminRole" }],
      ["user.lastName", { id: "ann", lastName: "a;-2;" }],
      ["user.firstName", { id: "ann", firstName: "Ann\nrole" }],
      ["user.firstName", { id: "ann", firstName: "Ann\u0000" }],
      ["user.firstName", { id: "ann", firstName: "Ann%2Crole%3AadminRole" }],
      ["user.firstName", { id: "ann", firstName: "{1:result:ks}" }],
      ["user.firstName", { id: "ann", firstName: "x".repeat(101) }],
      ["user.id", { id: "ann;*" }],
      ["user.id", { id: "ann,disableentitlement" }],
      ["user.id", { id: "Zoë" }],
      ["user.id", { id: "ann example" }],
      ["user.email", { id: "ann", email: "ann@example.com,role:adminRole" }],
      ["user.email", { id: "ann", email: "ann" }],
    ] as [string, Visitor][]) {
      const error = (await failureOf(mintEmbedUrl({ ...ann, user }, settings))) as EmbedError;
      expect(error, JSON.stringify(user)).to.be.instanceOf(EmbedError);
      expect([error.problem, error.field]).to.deep.equal(["input", field]);
      expect(error.message).to.match(new RegExp(`^${field} (holds|is) `));
      expect(error.message).to.not.include("adminRole").and.not.include("disableentitlement");
    }
    const { message } = (await failureOf(
      mintEmbedUrl({ ...ann, user: { id: "ann", firstName: "King, M." } }, settings),
    ))!;
    expect(message).to.equal("user.firstName holds a comma, where Kaltura begins another privilege");
  });

  it("never says anything but what its fields say, whatever a visitor calls themselves", async () => {
    const nasty = fc.array(
      fc.oneof(fc.constantFrom(..."ab,:;/|*%{}\\\n\r\t\u0000\u2028 é平😀"), fc.string({ unit: "binary" })),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (first, last) => {
        const user = { id: "ann", firstName: first.join(""), lastName: last.join("") };
        const clean = { id: "ann", firstName: cleanName(user.firstName), lastName: cleanName(user.lastName) };
        const taken = await said({ ...ann, user }).catch(error => {
          expect(error).to.be.instanceOf(EmbedError);
          return undefined;
        });
        // As the website cleans it, it is always taken.
        const cleaned = await said({ ...ann, user: clean as Visitor });
        for (const session of [taken, cleaned]) {
          if (session === undefined) continue;
          const { firstName, lastName, ...rest } = session.privileges;
          expect(rest).to.deep.equal({
            actionslimit: "-1",
            userId: "ann",
            entryId: "1_ab12cd34",
            role: "viewerRole",
          });
          // The same text cut as the back end cuts it.
          const text = Object.entries(session.privileges)
            .map(([name, value]) => `${name}:${value}`)
            .join(",");
          expect(parsePrivileges(text)).to.deep.equal(session.privileges);
          expect(text.split(";")).to.have.length(1);
          expect([firstName, lastName].join("")).to.not.match(/[,:;/|*%{}\\\p{Cc}\u2028\u2029]/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("takes every role that KAF has", async () => {
    for (const role of ROLES) expect((await said({ ...ann, role })).privileges.role).to.equal(role);
  });
});

describe("a cleaned name", () => {
  it("keeps letters of all scripts, and what is no separator", () => {
    expect(cleanName("  King, Martin\tLuther; Jr. ")).to.equal("King Martin Luther Jr.");
    expect(cleanName("Zoë O’Neil-Šimůnková 平")).to.equal("Zoë O’Neil-Šimůnková 平");
    expect([cleanName(",:;"), cleanName(""), cleanName(undefined)]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
    expect(cleanName("x".repeat(300))).to.have.length(100);
  });
});
