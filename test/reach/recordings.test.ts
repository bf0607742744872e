import { expect } from "chai";
import { captions, Market, STATUS } from "./support";

describe("a vendor's worker", () => {
  let market: Market;
  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(() => market.close());

  it("takes a task from PENDING to READY, with captions on the customer's entry", async () => {
    const id = await market.order();
    await market.work({ handlers: { captions: () => captions() } });
    const task = await market.until(id, STATUS.READY);
    const [caption] = market.assets("captionAssets", task.entryId);
    expect(task.outputObjectId).to.equal(caption!.id);
    expect(caption).to.include({ language: "English", status: 2 });
  });
});
