/**
 * Secret outputs of many values, as the state keeps them: the engine writes the whole state before and after each
 * step, and ingest points alone would be a quarter of it (bench/results).
 */
import { isDeepStrictEqual } from "node:util";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** Before the text of a packed value: base64 of its deflated JSON. */
const PACKED = "deflate:";

/**
 * An object as a text that {@link unpack} makes it of again; other values as they are.
 * @param before what the state has: it stays when it says the same, as zlib's next version may write it otherwise, and
 *   that would look like drift
 */
export function pack(value: unknown, before?: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (before !== undefined && isDeepStrictEqual(unpack(before), value)) return before;
  return PACKED + deflateRawSync(JSON.stringify(value), { level: 9 }).toString("base64");
}

/** The value that was packed; other values, of states of before or of a test's mocks, as they are. */
export function unpack(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith(PACKED)) return value;
  return JSON.parse(inflateRawSync(Buffer.from(value.slice(PACKED.length), "base64")).toString("utf8"));
}

/** The properties with those of these names changed, where they are there. */
export function withEach<P extends Readonly<Record<string, unknown>>>(
  properties: P,
  names: readonly string[],
  change: (value: unknown, name: string) => unknown,
): P {
  const there = names.filter(name => name in properties);
  return { ...properties, ...Object.fromEntries(there.map(name => [name, change(properties[name], name)])) };
}
