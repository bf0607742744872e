import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { Collection, Entity } from "../store.js";
import { type Answer, listAnswer } from "../types/answer.js";
import type { InputObject } from "../types/input.js";
import { findEntry } from "./model.js";

/** States of what hangs on an entry: pictures, captions. */
export const QUEUED = 0;
export const READY = 2;
export const DELETED = 3;

/** Versions of an asset start at 2 and grow by ten, as they do in the first data centre. */
export const FIRST_VERSION = 2;
export const VERSION_STEP = 10;

/** What all assets have. */
export interface Asset extends Entity {
  id: string;
  entryId: string;
  status: number;
}

/** `list` of a service of assets: those of the entries that the filter must name. */
export function listAssets<A extends Asset>(
  ctx: CallContext,
  kind: { objectType: string; assets: Collection<A>; toAnswer: (asset: A) => Answer },
  filter: InputObject | undefined,
  pager: InputObject | undefined,
): Answer {
  const ids = splitList(filter?.string("entryIdEqual") || filter?.string("entryIdIn") || "");
  if (ids.length === 0) {
    const title = `${kind.objectType}Filter::entryId`;
    throw apiError("PROPERTY_VALIDATION_CANNOT_BE_NULL", { PROP_NAME: `${title}Equal/${title}In` });
  }
  const found = kind.assets.where(
    asset =>
      asset.status !== DELETED &&
      ids.includes(asset.entryId) &&
      findEntry(ctx.store, ctx.partnerId, asset.entryId) !== undefined &&
      (filter === undefined || passes(filter, asset)),
  );
  const page = pageOf(found, filter, pager, ["size", "createdAt", "updatedAt"], { searched: false });
  const objects = page.objects.map(asset => kind.toAnswer(asset));
  return listAnswer(`${kind.objectType}ListResponse`, objects, page.totalCount);
}
