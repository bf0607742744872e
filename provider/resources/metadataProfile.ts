import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { profileOutputs } from "../outputs/embeds";
import { metadataProfile as profilePart } from "../parts/metadataProfile";
import * as common from "./inputs";
import * as options from "./options";

const inputs = z.strictObject({
  name: common.text({ min: 1, max: 31 }).describe("Name; up to 31 bytes, Kaltura cuts the rest."),
  systemName: common
    .text({ min: 1, max: 127 })
    .describe("Name that applications know it by, unique in the account; up to 127 bytes."),
  xsd: z
    .string()
    .refine(
      v => v.trimStart().startsWith("<"),
      "is not an XML schema; give the text of the XSD, for example by bundledSchema()",
    )
    .describe("The XML schema that metadata of this profile must follow, as text."),
  description: common
    .text({ max: 223 })
    .optional()
    .describe(
      "What it is for; up to 223 bytes. On the server the ownership mark stands behind it, in brackets.",
    ),
  objectType: property(
    z
      .enum(["entry", "category", "user", "partner", "dynamicObject", "userEntry"])
      .describe("What kind of object the metadata belongs to."),
    { replace: "metadata of one kind of object can't become that of another" },
  ),
  createMode: property(
    z
      .enum(["api", "kmc", "app"])
      .optional()
      .describe("Which application made it; tells Kaltura's consoles whether to show it."),
    { whenRemoved: "stays as it is" },
  ),
  adopt: options.adoptInput("metadata profile", { numbered: true }),
  mark: common.mark,
});

/** A custom metadata profile. */
export const metadataProfile = defineResource<z.infer<typeof inputs>>({
  kind: "MetadataProfile",
  label: "metadata profile",
  doc: `A custom metadata profile with its XML schema. Kaltura makes the profiles that sessions need when a module is enabled on the account; this resource is for accounts without them and for the embedded Kaltura. The three schemas come with the package: see \`bundledSchema\`.

Deleting a profile deletes all metadata of it at once.`,
  inputs,
  outputs: z.object({}),
  computed: profileOutputs,
  rules: [options.adoptRule],
  root: "profile",
  parts: [profilePart],
});
