/** The importers there are; the first that recognises a text reads it. */
import { conference } from "./conference";
import { csv } from "./csv";
import { frabJson, frabXml } from "./frab";
import { ical } from "./ical";
import type { Importer } from "./importer";

export const importers: readonly Importer[] = [conference, frabXml, frabJson, ical, csv];
