import type { Store } from "../store.js";
import { type Answer, answer } from "../types/answer.js";
import { type Category, inheritedFrom } from "./model.js";

/** What the database fills in: a category just added is answered without. */
const FROM_DATABASE = { parentId: 0, owner: "", moderation: false };

/** A category as it is answered. */
export function categoryAnswer(store: Store, category: Category, isNew = false): Answer {
  const values = categoryValues(store, category);
  return answer("KalturaCategory", isNew ? values : { ...FROM_DATABASE, ...values });
}

/** Values by property; what an inheriting category has not itself comes from above. */
export function categoryValues(store: Store, category: Category): Record<string, unknown> {
  const source = inheritedFrom(store, category);
  if (source === category) return { ...category };
  const { userJoinPolicy, defaultPermissionLevel, owner, membersCount, pendingMembersCount } = source;
  return {
    ...category,
    userJoinPolicy,
    defaultPermissionLevel,
    owner,
    membersCount,
    pendingMembersCount,
  };
}
