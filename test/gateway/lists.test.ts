/** Whole lists, page by page. */
import { expect } from "chai";
import { ApiError } from "../../provider/kaltura/errors";
import { Lists, PAGE } from "../../provider/kaltura/lists";
import type { Call } from "../../provider/kaltura/types";
import { calls } from "../../provider/kaltura/vocabulary";
import type { Filter, Pager } from "../../provider/kaltura/wire";

const MOST = 10_000;

/** An account with so many categories, of which a search shows the first 10,000 only. */
const account = (size: number, madeAt: (i: number) => number) => {
  const all = Array.from({ length: size }, (_, i) => ({ id: i + 1, createdAt: madeAt(i) }));
  const asked: string[] = [];
  const read = async (call: Call) => {
    const { filter, pager } = call.args as { filter: Filter; pager: Required<Pager> };
    const from = Number(filter.createdAtGreaterThanOrEqual ?? 0);
    asked.push(`${from}/${pager.pageIndex}`);
    const start = pager.pageSize * (pager.pageIndex - 1);
    if (start >= MOST) {
      throw new ApiError({
        code: "QUERY_EXCEEDED_MAX_MATCHES_ALLOWED",
        message: "max matches value was reached",
        args: {},
        service: call.service,
        action: call.action,
      });
    }
    const found = all.filter(({ createdAt }) => createdAt >= from);
    return { objects: found.slice(start, start + pager.pageSize), totalCount: found.length };
  };
  return { asked, lists: new Lists({ read: read as never }) };
};
const everything = (lists: Lists) => lists.all(calls.category.list, { objectType: "KalturaCategoryFilter" });

describe("a list of all", () => {
  it("goes on where a search ends, also among objects of one second", async () => {
    const { lists, asked } = account(2 * MOST + 700, i => 1_800_000_000 + Math.floor(i / 3));
    const ids = (await everything(lists)).map(({ id }) => Number(id));
    expect(ids).to.deep.equal(Array.from({ length: 2 * MOST + 700 }, (_, i) => i + 1));
    expect(asked.length).to.be.at.most((2 * MOST) / PAGE + 8);
  });

  it("says that it can't, when more than a search shows were made in one second", async () => {
    const { lists } = account(MOST + 1, () => 1_800_000_000);
    const failed = await everything(lists).catch(error => error);
    expect(failed).to.be.instanceOf(ApiError);
  });
});
