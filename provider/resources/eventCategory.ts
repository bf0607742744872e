import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { categoryOutputs } from "../outputs/embeds";
import { category } from "../parts/category";
import * as common from "./inputs";
import * as options from "./options";

export const eventCategoryInputs = z.strictObject({
  name: common
    .text({ min: 1, max: 200 })
    .refine(v => !/[>,<]/.test(v), "holds one of > , < which Kaltura replaces by _; choose another name")
    .refine(v => v.trim() === v, "has blanks at its ends, which Kaltura cuts off; take them away")
    .describe("Name, unique among its siblings whatever the case; up to 200 bytes, without > , <."),
  parent: common.categoryRef
    .optional()
    .describe(
      'The category it is in: an EventCategory, an id, or a full name such as "site>channels". Default: the top, or, of one that is adopted, where it is. A change moves it.',
    ),
  description: common
    .text({ max: common.TEXT_BYTES })
    .optional()
    .describe("What the event or track is about."),
  tags: common.tags,
  adminTags: common.adminTags,
  referenceId: common.text({ min: 1, max: 512 }).optional().describe("Your own id for it."),
  owner: common
    .text({ min: 1, max: 100 })
    .optional()
    .describe("User id of the owner. Needs a privacy context here or above."),
  privacyContext: z
    .string()
    .regex(
      /^[A-Za-z0-9]{4,}(,[A-Za-z0-9]{4,})*$/,
      "is no privacy context: letters and digits, at least four; several with commas between",
    )
    .optional()
    .describe(
      "Applications (their privacy contexts) that this branch belongs to. Clearing it resets privacy, appearInList and contributionPolicy.",
    ),
  privacy: z
    .enum(["all", "authenticated", "members"])
    .optional()
    .describe("Who may see the content. Needs a privacy context here or above."),
  appearInList: z
    .enum(["everywhere", "membersOnly"])
    .optional()
    .describe("Who finds the category in lists. Needs a privacy context here or above."),
  contributionPolicy: z
    .enum(["all", "membersWithPermission"])
    .optional()
    .describe("Who may add content. Needs a privacy context here or above."),
  inheritance: z
    .enum(["inherit", "manual"])
    .optional()
    .describe("Whether members are those of the parent. Needs a privacy context here or above."),
  defaultPermissionLevel: z
    .enum(["manager", "moderator", "contributor", "member", "none"])
    .optional()
    .describe("What new members may do. Needs a privacy context here or above."),
  moderation: z.boolean().optional().describe("New content waits for a moderator."),
  defaultOrderBy: common.text({ min: 1 }).optional().describe('Order of the entries, such as "-createdAt".'),
  partnerSortValue: z.number().int().optional().describe("Number to sort siblings by."),
  partnerData: common.text().optional().describe("Text of your own, kept as it is."),
  adopt: options.adoptInput("category", { numbered: true, byReferenceId: true }),
  mark: common.mark,
});

/** A category: an event, a track, a channel. */
export const eventCategory = defineResource<z.infer<typeof eventCategoryInputs>>({
  kind: "EventCategory",
  label: "category",
  doc: `A category: an event, one of its tracks, a channel. Sessions are put into it by their \`categories\`.

Renaming and moving happen in place. Deleting it leaves the entries where they are, and is refused while there are categories in it that the program does not manage, since Kaltura would delete those too.`,
  inputs: eventCategoryInputs,
  outputs: z.object({
    fullName: z.string().optional().describe("Names from the top of the tree, with > between."),
  }),
  computed: categoryOutputs,
  rules: [
    options.adoptRule,
    {
      reads: ["inheritance", "parent"],
      problem: i =>
        i.inheritance === "inherit" && i.parent === undefined
          ? "needs a parent to inherit from; set parent"
          : undefined,
    },
    {
      reads: ["owner", "inheritance"],
      problem: i =>
        i.owner !== undefined && i.inheritance === "inherit"
          ? "can't be set while members are inherited; take out one of the two"
          : undefined,
    },
    {
      reads: ["defaultPermissionLevel", "inheritance"],
      problem: i =>
        i.defaultPermissionLevel !== undefined && i.inheritance === "inherit"
          ? "can't be set while members are inherited; take out one of the two"
          : undefined,
    },
  ],
  root: "category",
  parts: [category],
});
