/** A provider process that ends in the middle of its work, as when its run is killed. */
import type { Gateway } from "../../provider/kaltura/gateway";
import { Loaders } from "../../provider/kaltura/loaders";
import type { Runtime } from "../../provider/lifecycle/runtime";

export interface Mortal {
  readonly runtime: Runtime;
  readonly dead: () => boolean;
}

/**
 * @param at number of the request with writes at which it ends, from 1
 * @param moment before the request went out, or after the server did it and before the answer was seen
 */
export function mortal(runtime: Runtime, at: number, moment: "before" | "after"): Mortal {
  let sent = 0;
  let dead = false;
  const gateway = new Proxy(runtime.gateway, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function") return value;
      if (property !== "send" && property !== "read") return value.bind(target) as unknown;
      return async (...args: unknown[]) => {
        if (property === "send" && ++sent === at) {
          if (moment === "after") await value.apply(target, args);
          dead = true;
        }
        if (dead) throw new Error("killed");
        return value.apply(target, args);
      };
    },
  }) as Gateway;
  return { runtime: { ...runtime, gateway, load: new Loaders(gateway) }, dead: () => dead };
}
