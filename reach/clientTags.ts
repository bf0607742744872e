/**
 * How a vendor's calls are named in Kaltura's logs; Kaltura follows a task through its systems by it. From Kaltura's
 * guide for vendors: `<default clientTag>_vendorName-vendorPartnerId`, and for the calls of a task its id behind that:
 * `node:25-07-20_acme-12345-9292`. (One example there has an underscore before the account's number; the rule and the
 * other example have a hyphen, so a hyphen it is.)
 */
import { defaultClientTag } from "../provider/kaltura/vocabulary";

export interface Vendor {
  /** As agreed with Kaltura; letters, digits, `.` and `_`. */
  readonly name: string;
  readonly partnerId: number;
}

/** Of calls that belong to no task. */
export const vendorTag = ({ name, partnerId }: Vendor): string =>
  `${defaultClientTag()}_${name}-${partnerId}`;

/** Of the calls for one task, with the vendor's session or the task's. */
export const taskTag = (vendor: Vendor, taskId: string): string => `${vendorTag(vendor)}-${taskId}`;
