/** What `npm start` and the stack's configuration say to the program. */
import * as pulumi from "@pulumi/pulumi";
import type { Options, Programme } from "./definition";

const config = new pulumi.Config();

/**
 * Options of `npm start`; Pulumi passes no arguments on. `pulumi config set webinarTemplate ENTRY_ID` names the room
 * that webinars are made from, which Kaltura tells you for your account.
 */
export const options = (): Options => ({
  shiftTo: process.env.KALTURA_SHIFT_TO,
  skipBadRows: process.env.KALTURA_SKIP_BAD_ROWS === "1",
  webinarTemplate: process.env.KALTURA_WEBINAR_TEMPLATE || config.get("webinarTemplate"),
});

/** `pulumi config set parentCategory "site>channels"`, or a category's id, puts the event there. */
export function parentCategory(): { parent?: string | number } {
  const parent = config.get("parentCategory");
  if (!parent) return {};
  return { parent: /^\d+$/.test(parent) ? Number(parent) : parent };
}

/** Captions cost credit: beside the file, `pulumi config set orderCaptions true` has to ask for them. */
export function ordersCaptions({ videos, sessions }: Programme): boolean {
  if (process.env.KALTURA_ORDER_CAPTIONS === "1" || config.getBoolean("orderCaptions") === true) return true;
  const wanted = [...videos, ...sessions].filter(({ captions }) => captions !== undefined).length;
  if (wanted > 0) {
    void pulumi.log.warn(
      `${wanted} orders of captions are left out, as they cost credit; pulumi config set orderCaptions true places them`,
    );
  }
  return false;
}
