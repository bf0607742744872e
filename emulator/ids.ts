import { randomBytes } from "node:crypto";

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** An id of entries, assets and tokens: data centre, then eight letters or digits. */
export function objectId(): string {
  let id = "0_";
  for (const byte of randomBytes(8)) id += LETTERS[byte % LETTERS.length];
  return id;
}

/** Random hexadecimal digits. */
export function hex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);
}
