import type { ServerResponse } from "node:http";
import { ApiError } from "../errors.js";
import type { WireRequest } from "./request.js";

/** Where a KAF instance makes rooms. */
export const CREATE_ROOM = "/embeddedrooms/index/create-room";

/** A body posted to that address, as the call that it stands for. */
export const kafRequest = (posted: WireRequest): WireRequest => ({
  ...posted,
  service: "kaf",
  action: "createRoom",
});

/** KAF's own form of an answer, which is no API object. */
export function sendKaf(response: ServerResponse, result: unknown): void {
  const answer =
    result instanceof ApiError
      ? { success: false, message: result.message }
      : { success: true, data: result };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer));
}
