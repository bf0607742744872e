/** The importers there are; the first that recognises a text reads it. */
import { conference } from "./conference";
import type { Importer } from "./importer";

export const importers: readonly Importer[] = [conference];
