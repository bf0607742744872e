/** Categories of the account, looked up for programs and tools. */
import type { Category } from "../kaltura/wire";
import { OperationError } from "../lifecycle/failure";
import { splitList } from "../lifecycle/fields";
import type { Runtime } from "../lifecycle/runtime";

/** A category as programs see it. */
export interface CategoryFound {
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly parentId?: number;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly referenceId?: string;
}

/** By its id, or its full name (`site>channels>Summit`). @throws OperationError when the account has none such */
export async function categoryOf(ref: string | number, runtime: Runtime): Promise<Category> {
  const byId = /^\d+$/.test(String(ref));
  const found = byId ? await runtime.load.category(ref) : await runtime.load.categoryByFullName(String(ref));
  if (found !== undefined) return found;
  throw new OperationError(
    byId
      ? `the account has no category ${ref}`
      : `the account has no category of full name "${ref}"; write it as in Kaltura's own console (parent>child), or give its id`,
  );
}

export async function getCategory(ref: string | number, runtime: Runtime): Promise<CategoryFound> {
  const { id, name, fullName, parentId, description, tags, referenceId } = await categoryOf(ref, runtime);
  return {
    id: id!,
    name: name ?? "",
    fullName: fullName ?? "",
    ...(parentId ? { parentId } : {}),
    ...(description ? { description } : {}),
    tags: splitList(tags),
    ...(referenceId ? { referenceId } : {}),
  };
}

/** The category and all below it, parents before their children. */
export async function branchOf(root: Category, runtime: Runtime): Promise<Category[]> {
  const children = await runtime.load.categoryChildren(root.id!);
  const below = await Promise.all(children.map(child => branchOf(child, runtime)));
  return [root, ...below.flat()];
}
