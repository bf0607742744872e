/** Categories as users name them: by id, or by full name (`site>channels`). */
import { OperationError } from "../lifecycle/failure";
import type { Site } from "../lifecycle/part";

export type CategoryRef = string | number;

const isId = (ref: CategoryRef): boolean => typeof ref === "number" || /^\d+$/.test(ref);

/** The id of a category. @throws OperationError naming the input when no category has that full name. */
export async function categoryId(ref: CategoryRef, input: string, site: Site): Promise<number> {
  const id = await categoryIdIfThere(ref, site);
  if (id === undefined) {
    throw new OperationError(
      `input ${input}: the account has no category of full name "${ref}"; write it as in Kaltura's own console (parent>child), or give its id`,
    );
  }
  return id;
}

/** The same; undefined when no category has that full name. A failure to ask is none of that. */
export async function categoryIdIfThere(ref: CategoryRef, site: Site): Promise<number | undefined> {
  if (isId(ref)) return Number(ref);
  return site.runtime.load.categoryIdByFullName(String(ref));
}
