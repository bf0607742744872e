/** The metadata schemas that come with the package, for MetadataProfile resources. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export type BundledSchema = "KwebcastProfile" | "EventsProfile3" | "EntryAdditionalInfo";

/** The text of a bundled XSD. */
export function bundledSchema(name: BundledSchema): string {
  const root = dirname(require.resolve("pulumi-kaltura/package.json"));
  return readFileSync(join(root, "schema", "xsd", `${name}.xsd`), "utf8");
}

/** The metadata profiles that sessions need, as Kaltura makes them on an account: names and bundled schemas. */
export const sessionProfiles = [
  { name: "KwebcastProfile", systemName: "KMS_KWEBCAST2", schema: "KwebcastProfile" },
  { name: "EventsProfile3", systemName: "KMS_EVENTS3", schema: "EventsProfile3" },
  { name: "Entry Additional Info", systemName: "EntryAdditionalInfo", schema: "EntryAdditionalInfo" },
] as const satisfies ReadonlyArray<{ name: string; systemName: string; schema: BundledSchema }>;
