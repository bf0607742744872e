import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { noOutputs } from "../outputs/embeds";
import { appToken as tokenPart } from "../parts/appToken";
import * as common from "./inputs";
import * as options from "./options";

const privilege = common
  .text({ min: 1 })
  .regex(
    /^[^\s,:;|]+(:[^\s,;|]*)?$/,
    "is no privilege; write name, or name:value, without blanks, commas and semicolons",
  );

const inputs = z.strictObject({
  description: common
    .text()
    .optional()
    .describe("What the token is for. On the server the ownership mark stands behind it, in brackets."),
  privileges: property(
    z
      .union([
        z.array(privilege),
        common
          .text()
          .regex(
            /^([^\s,:;|]+(:[^\s,;|]*)?(,[^\s,:;|]+(:[^\s,;|]*)?)*)?$/,
            "is no list of privileges; write name or name:value, with commas between and without blanks",
          ),
      ])
      .optional()
      .describe(
        'What sessions of the token may do: a list, or one text with commas, such as ["actionslimit:-1"]. Every session gets all of them. A caller of startSession may add names of its own (userId, entryId, role), but names that Kaltura knows (actionslimit, sview, list, setrole, privacycontext, disableentitlement, …) are dropped in silence unless they are here: fixed by value, or as name:* for any value.',
      ),
    { typeName: "Privileges" },
  ),
  hashType: z
    .enum(["SHA1", "MD5", "SHA256", "SHA512"])
    .optional()
    .describe(
      "Hash that a caller proves knowledge of the token with. Prefer SHA256. Default: SHA1, as Kaltura has it.",
    ),
  expiry: property(
    z
      .string()
      .optional()
      .describe(
        "Until when sessions can be started: ISO 8601 with offset (2027-12-31T00:00Z), or local time with timezone. Default: for ever. A token past its expiry lives again when it gets a later one.",
      ),
    { same: "instant" },
  ),
  timezone: common.timezone.describe("IANA timezone that places an expiry without an offset."),
  sessionType: z
    .enum(["user", "admin"])
    .optional()
    .describe(
      "Type of the sessions, whatever their caller asks for. Admin sessions may do everything the privileges and the role leave: never for embeds. Default: user.",
    ),
  sessionUserId: property(
    common
      .text({ min: 1, max: 100 })
      .regex(/^[A-Za-z0-9,!#$%&'*+?^_`{|}~.@-]+$/, "is no user id of Kaltura; see its rules for user ids")
      .optional()
      .describe(
        "User of the sessions, whatever their caller asks for; made when Kaltura does not know it. Leave it out of a token for embeds, or all visitors are this one user. Needed without privileges.",
      ),
    { whenRemoved: "stays as it is: Kaltura can't clear it" },
  ),
  sessionDurationSeconds: property(
    z
      .number()
      .int()
      .min(1)
      .optional()
      .describe(
        "Longest life of a session, in seconds; a caller may ask for less. Default: the account's longest.",
      ),
    { whenRemoved: "stays as it is" },
  ),
  adopt: options.adoptInput("app token"),
  mark: common.mark,
});

type Inputs = z.infer<typeof inputs>;

const listOf = (privileges: Inputs["privileges"]): string[] =>
  typeof privileges === "string" ? privileges.split(",").filter(p => p !== "") : (privileges ?? []);

/** Such a session is refused by the API, which makes it a login ticket for KAF and nothing else. */
const ticketOnly = (privileges: readonly string[]) =>
  privileges.some(p => /^actionslimit:(-\d+|0)$/i.test(p));

/** What a website or a pipeline starts sessions with. */
export const appToken = defineResource<Inputs>({
  kind: "AppToken",
  label: "app token",
  doc: `An app token: a website or a pipeline starts Kaltura sessions with it (appToken.startSession) and never sees the account's secret. The token itself is the secret output \`token\`; make it anew by replacing the resource (\`pulumi up --replace URN\`). Deleting it ends all its sessions.

For embeds on a KAF instance: sessionType user, no sessionUserId, and \`actionslimit:-1\` among the privileges. Kaltura drops that one in silence when only the caller of startSession asks for it; with it a session opens KAF pages but can't call the API. One token for each purpose: every session gets everything that is on its token, so the token of a pipeline (disableentitlement) is none for embeds.`,
  inputs,
  outputs: z.object({
    token: property(
      z.string().optional().describe("The token. Whoever has it can start sessions: it is a secret."),
      { secret: true, heldBy: "whoever starts sessions with it" },
    ),
  }),
  computed: noOutputs,
  rules: [
    {
      reads: ["sessionUserId", "privileges"],
      problem: i =>
        i.sessionUserId === undefined && listOf(i.privileges).length === 0
          ? "is missing: a token without privileges needs a user; set it, or privileges"
          : undefined,
    },
    {
      reads: ["privileges", "sessionType"],
      problem: i => {
        const list = listOf(i.privileges);
        if (!ticketOnly(list)) return undefined;
        if (i.sessionType === "admin") {
          return "makes tickets for embeds (actionslimit), which must not be of admin type: every visitor would be an administrator; set sessionType to user";
        }
        if (list.some(p => p.toLowerCase() === "disableentitlement")) {
          return "makes tickets for embeds (actionslimit) that also see everything (disableentitlement); make two tokens of it";
        }
        return undefined;
      },
    },
    common.timeRule("expiry"),
    options.adoptRule,
  ],
  root: "token",
  parts: [tokenPart],
});
