import { z } from "zod";
import { defineResource } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { noOutputs } from "../outputs/embeds";
import { categoryMember as memberPart } from "../parts/categoryMember";
import * as common from "./inputs";

export const categoryMemberInputs = z.strictObject({
  category: property(
    common.categoryRef.describe(
      'The category: an EventCategory, an id, or a full name such as "site>channels>Summit".',
    ),
    { replace: "the category is half of a member's key" },
  ),
  userId: property(
    common.userId.describe("The user, or the group, by id. Kaltura makes a user that it does not know."),
    { replace: "the user is half of a member's key" },
  ),
  permissionLevel: property(
    z
      .enum(["manager", "moderator", "contributor", "member", "none"])
      .optional()
      .describe(
        "What the member may do: manage the category, moderate its content, add content, view it, or nothing. Default: the category's defaultPermissionLevel.",
      ),
    { whenRemoved: "stays as it is" },
  ),
  mark: common.mark,
});

/** A member of a category. */
export const categoryMember = defineResource<z.infer<typeof categoryMemberInputs>>({
  kind: "CategoryMember",
  label: "category member",
  doc: `A user, or a group, as a member of a category. The resource's id is "categoryId|userId".

The category must not inherit its members. Its owner is a manager by being the owner: set EventCategory's \`owner\` for that. A membership that is there already is taken over: category and user are all there is to it.`,
  inputs: categoryMemberInputs,
  outputs: z.object({}),
  computed: noOutputs,
  rules: [],
  root: "member",
  parts: [memberPart],
});
