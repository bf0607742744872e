import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { noOutputs } from "../outputs/embeds";
import { recordedServices } from "../parts/catalogItem";
import { vendorTask } from "../parts/vendorTask";
import * as common from "./inputs";
import * as order from "./order";

export const captionOrderInputs = z.strictObject({
  entryId: order.fixed(common.text({ min: 1 }).describe("The recorded entry. Its media must be processed.")),
  service: order.serviceOf(
    recordedServices,
    "What is ordered. Among what the account has enabled, it must be one thing: narrow it by the four below, or set catalogItemId.",
  ),
  ...order.choice,
  captionAssetId: order.fixed(
    common
      .text({ min: 1 })
      .optional()
      .describe("Captions to work from; translations that need a source refuse without it."),
  ),
  ...order.payment,
});

type Inputs = z.infer<typeof captionOrderInputs>;

/** An order for a recorded entry. */
export const captionOrder = defineResource<Inputs>({
  kind: "CaptionOrder",
  label: "caption order",
  doc: `An order to REACH for a recorded entry: captions, a translation, chapters and so on. For a live session see LiveCaptions.

**It costs credit.** The preview warns of each order that \`pulumi up\` would place. Orders are placed once: one that was rejected or failed stays as it is, with its reason in \`errDescription\`; to order again, replace the resource (\`pulumi up --replace URN\`). One that was aborted by hand counts as deleted. An order of the same thing which this program placed before and which still counts is taken on. A change of any input that says what is ordered is a new order, also where it only narrows the choice to what was ordered anyhow: a preview can't ask.

Taken out of the program, an order that nobody works on yet is taken back; Kaltura gives no credit back for it. Otherwise it is left, and so is what it made. Orders by an admin session skip the reach profile's moderation.`,
  inputs: captionOrderInputs,
  outputs: order.outputs,
  computed: noOutputs,
  rules: order.choiceRules,
  warnOnCreate: order.WARNING,
  root: "order",
  parts: [
    vendorTask<Inputs>({
      features: recordedServices,
      jobInputs: { captionAssetId: "captionAssetId" },
      fill: task => ({
        captionAssetId: (task.taskJobData as { captionAssetId?: string } | undefined)?.captionAssetId,
      }),
      jobData: i =>
        i.captionAssetId === undefined
          ? undefined
          : { objectType: "KalturaTranslationVendorTaskData", captionAssetId: i.captionAssetId },
    }),
  ],
});
