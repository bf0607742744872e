import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { mediaOutputs } from "../outputs/embeds";
import { categoryLinks } from "../parts/categoryLinks";
import { fileProblem, isUrl, withFileHash } from "../parts/localFile";
import { mediaContent, WAIT_MINUTES } from "../parts/mediaContent";
import { mediaEntry } from "../parts/mediaEntry";
import * as common from "./inputs";
import * as options from "./options";

export const mediaAssetInputs = z.strictObject({
  name: common.name,
  url: common
    .text({ min: 1 })
    .refine(isUrl, "is not a web address; write https://…, or give a local file as file")
    .optional()
    .describe(
      "Address of the recording, from which Kaltura fetches it. Either this or file. Another address is other content; what changes behind the same address is not seen. An address with a query is taken for signed: it is a secret.",
    ),
  file: common
    .text({ min: 1 })
    .optional()
    .describe(
      "Path of the recording on the machine that runs Pulumi, which uploads it. Either this or url. The file's content decides what is a change, not its name.",
    ),
  fileSha256: property(z.string().optional().describe("SHA-256 of the file, worked out by check."), {
    internal: true,
  }),
  description: common.description,
  tags: common.tags,
  adminTags: common.adminTags,
  referenceId: common.referenceId,
  owner: common.owner,
  categories: common.categories,
  mediaType: property(
    z.enum(["video", "audio"]).optional().describe("What it is a recording of. Default: video."),
    {
      replace: "Kaltura takes it when the entry is made only",
      whenRemoved: "stays as it is",
      unset: "video",
    },
  ),
  conversionProfile: property(
    common
      .text({ min: 1 })
      .optional()
      .describe(
        "System name of the conversion profile, which says what renditions Kaltura makes. Default: the account's. A change counts for content that comes later.",
      ),
    { whenRemoved: "stays as it is" },
  ),
  waitMinutes: property(
    z
      .number()
      .int()
      .min(1)
      .max(24 * 60)
      .optional()
      .describe(
        `How long one run waits for Kaltura to convert it, in minutes. Default: ${WAIT_MINUTES}. After that the run fails, Kaltura goes on, and the next run waits again.`,
      ),
    { whenRemoved: "is the default again" },
  ),
  allowChangesWhileLive: property(
    options.allowChangesWhileLive.describe(
      "Lets runs delete it, make it anew or change its content while a session that is on shows it as its source. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.",
    ),
    { option: "standing", whenRemoved: "guards it again" },
  ),
  adopt: options.adoptInput("media entry", { byReferenceId: true }),
  mark: common.mark,
});

const oneSource = ({ url, file }: { url?: string; file?: string }) =>
  url !== undefined && file !== undefined
    ? "is given beside file; take one of them out"
    : url === undefined && file === undefined
      ? "is missing, and so is file; give one of them"
      : undefined;

/** A recording, kept in the same program as the session that airs it. */
export const mediaAsset = defineResource<z.infer<typeof mediaAssetInputs>>({
  kind: "MediaAsset",
  label: "media asset",
  doc: `A video or audio recording, from a file on this machine or from an address: for example what a SimuliveSession airs.

It is there once Kaltura has converted it, so what depends on it finds it ready. A file goes up in pieces; an upload that breaks off, or a run that is killed, is gone on with by the next run. Other content takes the place of the old one under the same entry id, so embeds stay, and the old content is shown until the new one is ready; the account needs FEATURE_ENTRY_REPLACEMENT for that.`,
  inputs: mediaAssetInputs,
  outputs: z.object({
    status: z
      .enum(["ready", "converting", "failed"])
      .optional()
      .describe("How its content stood when the last run or refresh ended."),
    durationSeconds: z
      .number()
      .optional()
      .describe("Length in seconds, rounded up; undefined until it is ready."),
    content: property(z.string().optional().describe("What was handed to Kaltura last."), { internal: true }),
  }),
  computed: mediaOutputs,
  rules: [
    { reads: ["url", "file"], problem: oneSource },
    options.adoptRule,
    {
      reads: ["file"],
      problem: ({ file }: { file?: string }) => (file === undefined ? undefined : fileProblem(file)),
    },
  ] as never,
  root: "entry",
  parts: [mediaEntry, categoryLinks, mediaContent],
  complete: withFileHash("file", "fileSha256"),
});
