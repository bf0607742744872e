/** Secrets that are sought wherever they must not be. */
import { unpack } from "../../provider/packed";

/** A name, and the texts that must not be found. */
export type Canaries = Readonly<Record<string, string>>;

/** The ways a secret may be written down: as it is, backwards, in JSON, in an address, in base64 at any offset. */
export function formsOf(secret: string): Set<string> {
  const forms = new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  forms.add([...secret].reverse().join(""));
  forms.add([...secret].join(","));
  const bytes = Buffer.from(secret);
  for (let offset = 0; offset < 3; offset++) {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // Characters that hold bits of the secret only.
    const own = text.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
    if (own.length >= 8)
      for (const form of [own, own.replace(/\+/g, "-").replace(/\//g, "_")]) forms.add(form);
  }
  return forms;
}

/** A text with what the packed values in it say, which nothing would be found in otherwise. */
const unpacked = (text: string): string =>
  [
    text,
    ...[...text.matchAll(/deflate:[\w+/]+={0,2}/g)].map(([value]) => JSON.stringify(unpack(value))),
  ].join("\n");

/** Names of the canaries found in these places, as `canary in place`. */
export function found(canaries: Canaries, places: Readonly<Record<string, string>>): string[] {
  const texts = Object.entries(places).map(([place, text]) => [place, unpacked(text)] as const);
  return Object.entries(canaries).flatMap(([name, secret]) => {
    const forms = [...formsOf(secret)];
    return texts
      .filter(([, text]) => forms.some(form => text.includes(form)))
      .map(([place]) => `${name} in ${place}`);
  });
}
