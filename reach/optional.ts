/** Packages that only some workers need: loaded when they are, missing with words that help. */
import { createRequire } from "node:module";

interface Optional {
  bullmq: typeof import("bullmq");
  ioredis: typeof import("ioredis");
  "classic-level": typeof import("classic-level");
  "prom-client": typeof import("prom-client");
}

const load = createRequire(__filename);

/**
 * @param purpose what it is needed for, in the middle of a sentence
 * @throws Error that names what to install
 */
export function optional<Name extends keyof Optional>(name: Name, purpose: string): Optional[Name] {
  try {
    return load(name) as Optional[Name];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    const packages = name === "bullmq" || name === "ioredis" ? "bullmq ioredis" : name;
    throw new Error(`${name} must be installed for ${purpose}: npm install ${packages}`);
  }
}
