import type { Account } from "../accounts.js";
import type { CallContext } from "../context.js";
import { type Answer, listAnswer } from "../types/answer.js";
import { action, defineService, optional } from "./define.js";

/** `partner`: the account itself, as far as clients look at it. */
export const partner = defineService({
  name: "partner",
  access: "admin",
  actions: {
    get: action({ params: { id: optional.int() }, run: ctx => partnerAnswer(ctx) }),
    getInfo: action({ run: ctx => partnerAnswer(ctx) }),
    listFeatureStatus: action({ run: () => listAnswer("KalturaFeatureStatusListResponse", []) }),
  },
});

function partnerAnswer(ctx: CallContext): Answer {
  const { account } = ctx;
  return { ...identity(ctx, account), ...settings(), objectType: "KalturaPartner" };
}

function identity(ctx: CallContext, account: Account): Answer {
  return {
    id: account.id,
    name: account.name,
    appearInSearch: 1,
    createdAt: account.createdAt,
    adminName: "Owner",
    adminEmail: `owner${account.id}@example.com`,
    description: "lab",
    commercialUse: 0,
    type: 1,
    describeYourself: "",
    adultContent: 0,
    defConversionProfileType: 1001,
    notify: 0,
    status: 1,
    allowQuickEdit: 1,
    maxUploadSize: "150",
    partnerPackage: 1,
    // The secrets are answered in clear: whoever has an admin session has everything.
    secret: account.userSecret,
    adminSecret: account.adminSecret,
    allowMultiNotification: 0,
    adminLoginUsersQuota: "10",
    adminUserId: `owner${account.id}@example.com`,
    firstName: "Owner",
    additionalParams: [],
    publishersQuota: 0,
    defaultEntitlementEnforcement: false,
    deliveryTypes: deliveryTypes(),
    embedCodeTypes: embedCodeTypes(),
    templatePartnerId: 0,
    ...(ctx.account.features.entitlement ? { defaultEntitlementEnforcement: true } : {}),
  };
}

function deliveryTypes(): Answer[] {
  const type = (id: string, label: string, more: Answer = {}): Answer => ({
    id,
    label,
    ...more,
    enabledByDefault: true,
    objectType: "KalturaPlayerDeliveryType",
  });
  const pair = (key: string, value: string): Answer => ({ key, value, objectType: "KalturaKeyValue" });
  const akamai = [pair("akamaiHD.loadingPolicy", "preInitialize"), pair("akamaiHD.asyncInit", "true")];
  return [
    type("auto", "Kaltura Auto", { minVersion: "v3.6.14" }),
    type("http", "HTTP Progressive Download"),
    type("akamai", "HTTP Streaming (Akamai)", { flashvars: akamai }),
    type("hds", "HTTP Streaming (HDS)", { flashvars: [...akamai, pair("twoPhaseManifest", "true")] }),
    type("rtmp", "RTMP Streaming"),
    type("rtmpe", "Secure Transport (RTMPE)"),
  ];
}

function embedCodeTypes(): Answer[] {
  const type = (id: string, label: string, more: Answer): Answer => ({
    id,
    label,
    ...more,
    objectType: "KalturaPlayerEmbedCodeType",
  });
  return [
    type("auto", "Auto Embed", { minVersion: "v1.7.0" }),
    type("dynamic", "Dynamic Embed", { minVersion: "v1.7.0" }),
    type("thumb", "Thumbnail Embed", { entryOnly: "1", minVersion: "v1.7.0" }),
    type("iframe", "Iframe Embed", { minVersion: "v1.7.2.1" }),
    type("legacy", "Legacy Flash Embed", {}),
  ];
}

function settings(): Answer {
  const regexes = ["/^[a-zA-Z0-9~!@#$%^*=+?\\(\\)\\-\\[\\]\\{\\}]{8,14}$/", "/[0-9]+/", "/[a-z]+/"];
  regexes.push("/[~!@#$%^*=+?\\(\\)\\-\\[\\]\\{\\}]+/");
  return {
    ignoreSeoLinks: false,
    useTwoFactorAuthentication: false,
    useSso: false,
    blockDirectLogin: false,
    isFirstLogin: true,
    publisherEnvironmentType: 0,
    eSearchLanguages: [],
    authenticationType: 0,
    passwordStructureValidations: regexes.map(regex => ({ regex, objectType: "KalturaRegexItem" })),
    passwordStructureValidationsDescription: PASSWORD_RULES,
    passReplaceFreq: "432000000",
    maxLoginAttempts: "5000",
    loginBlockPeriod: "0",
    numPrevPassToKeep: "0",
    allowDefaultPasswordRestrictions: true,
    isSelfServe: false,
    allowedDomains: "",
    excludedAdminRoleName: "",
    eventPlatformAllowedTemplates: "",
    recycleBinRetentionPeriod: 30,
    customAnalyticsDomain: "",
    allowedEmailDomainsForAdmins: "",
  };
}

/** The server's text holds the two characters backslash and n, not line breaks. */
const PASSWORD_RULES = [
  "- Must be 8–14 characters long; allowed: alphanumeric and ~!@#$%^*=+?()[]{} .",
  "- Must contain at least one digit (0-9).",
  "- Must contain at least one lowercase letter (a-z).",
  "- Must contain at least one of the following symbols:  !?~@#$%^*=+-()[]{}",
  "- Must not contain your name or email.",
].join("\\n");
