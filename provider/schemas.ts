/** The metadata schemas that come with the package, for MetadataProfile resources. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export type BundledSchema = "KwebcastProfile" | "EventsProfile3" | "EntryAdditionalInfo";

/** The text of a bundled XSD. */
export function bundledSchema(name: BundledSchema): string {
  const root = dirname(require.resolve("pulumi-kaltura/package.json"));
  return readFileSync(join(root, "schema", "xsd", `${name}.xsd`), "utf8");
}
