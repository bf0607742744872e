import { listAnswer } from "../types/answer.js";
import { action, defineService } from "./define.js";

/** `user`: so far only what a session's rights are tried on. */
export const user = defineService({
  name: "user",
  access: "admin",
  actions: {
    list: action({ run: () => listAnswer("KalturaUserListResponse", []) }),
  },
});
