import { action, defineService } from "./define.js";

/** Version that the recorded server names. */
export const SERVER_VERSION = "Venus-22.19.0";

/** `system`: is the server there? */
export const system = defineService({
  name: "system",
  access: "open",
  actions: {
    ping: action({ run: () => true }),
    getTime: action({ run: ctx => ctx.now }),
    getVersion: action({ run: () => SERVER_VERSION }),
  },
});
