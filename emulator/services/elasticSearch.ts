import { listAnswer } from "../types/answer.js";
import { action, defineService } from "./define.js";

/** `eSearch`: the search that runs on a server of its own, which there is none of: nothing is ever found. */
export const elasticSearch = defineService({
  name: "elasticsearch_esearch",
  access: "session",
  actions: {
    searchEntry: action({ run: () => listAnswer("KalturaESearchEntryResponse", []) }),
    searchCategory: action({ run: () => listAnswer("KalturaESearchCategoryResponse", []) }),
    searchUser: action({ run: () => listAnswer("KalturaESearchUserResponse", []) }),
  },
});
