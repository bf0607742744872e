/** The vendor's own account: which tasks there are, and how far they are. Never used for a customer's objects. */
import type { Gateway } from "../provider/kaltura/gateway";
import { Loaders } from "../provider/kaltura/loaders";
import type { Credentials } from "../provider/kaltura/session";
import type { SentObject } from "../provider/kaltura/vocabulary";
import { calls, enums, withClientTag } from "../provider/kaltura/vocabulary";
import type { VendorTask } from "../provider/kaltura/wire";
import { taskTag, type Vendor, vendorTag } from "./clientTags";
import { type Kaltura, sendOne } from "./kaltura";

const STATUS = enums.EntryVendorTaskStatus;
const FILTER = "KalturaEntryVendorTaskFilter";
/** The most that Kaltura puts on a page. */
const PAGE = 500;

/** What a vendor says of a task. */
export type Report = Omit<SentObject<VendorTask>, "objectType">;

export class VendorClient {
  private readonly gateway: Gateway;
  private readonly loaders: Loaders;

  constructor(
    kaltura: Kaltura,
    private readonly vendor: Vendor,
    credentials: Credentials,
  ) {
    this.gateway = kaltura.client(vendor.partnerId, credentials, vendorTag(vendor));
    this.loaders = new Loaders(this.gateway);
  }

  /**
   * Tasks that wait to be taken, oldest first, page by page. Nothing is locked by it: other workers see the same, and
   * while tasks are taken, pages shift; what is missed is there the next time.
   */
  async *waiting(): AsyncGenerator<readonly VendorTask[]> {
    for (let pageIndex = 1; ; pageIndex++) {
      const page = await this.gateway.read(
        calls.entryVendorTask.getJobs(
          {
            objectType: FILTER,
            vendorPartnerIdEqual: this.vendor.partnerId,
            statusEqual: STATUS.PENDING,
            orderBy: "+createdAt",
          },
          { pageSize: PAGE, pageIndex },
        ),
      );
      const tasks = (page.objects ?? []).filter(task => task.vendorPartnerId === this.vendor.partnerId);
      if (tasks.length > 0) yield tasks;
      if ((page.objects ?? []).length < PAGE) return;
    }
  }

  /** Tasks of this vendor that are in work or scheduled, whoever took them. */
  async underWay(): Promise<VendorTask[]> {
    const open: readonly (number | undefined)[] = [STATUS.PROCESSING, STATUS.SCHEDULED];
    const found = await this.loaders.all(calls.entryVendorTask.list, {
      objectType: FILTER,
      vendorPartnerIdEqual: this.vendor.partnerId,
      statusIn: open.join(","),
    });
    return found.filter(task => task.vendorPartnerId === this.vendor.partnerId && open.includes(task.status));
  }

  /** A task as it is now, with its access key; undefined when it was taken back, or is another vendor's. */
  find(id: string): Promise<VendorTask | undefined> {
    return this.loaders.vendorTask(id);
  }

  /** Says how far a task is. */
  report(id: string, report: Report): Promise<VendorTask> {
    return sendOne(
      this.gateway,
      withClientTag(calls.entryVendorTask.updateJob(id, report), taskTag(this.vendor, id)),
    );
  }

  /** Another access key for a task, with all its time ahead. Only while the task is in work or scheduled. */
  extendKey(id: string): Promise<VendorTask> {
    return sendOne(
      this.gateway,
      withClientTag(calls.entryVendorTask.extendAccessKey(id), taskTag(this.vendor, id)),
    );
  }

  close(): Promise<void> {
    return this.gateway.close();
  }
}
