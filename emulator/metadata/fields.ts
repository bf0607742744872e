import type { Store } from "../store.js";
import { descendants, type Element, parseXml } from "../xml/dom.js";
import type { ProfileField } from "./model.js";

/** Type of an element that names an object of another profile. */
const OBJECT_TYPE = "metadataObjectType";

/**
 * The fields of a schema: its elements with a note (`appinfo`) that says whether they are searchable. Fields
 * which the profile has already keep their ids; those no longer there become inactive.
 */
export function fieldsOfSchema(store: Store, xsd: string, before: readonly ProfileField[]): ProfileField[] {
  const noted = notedElements(xsd);
  const kept = before.map(field => ({ ...field, ...noted.get(field.xPath), isActive: false }));
  const fields: ProfileField[] = kept.map(field => ({
    ...field,
    isActive: noted.get(field.xPath)?.isActive === true,
  }));
  const known = new Set(before.map(field => field.xPath));
  const added = [...noted.values()].filter(field => !known.has(field.xPath));
  // Searchable ones get their ids first, and only if they have a type.
  const searchable = added.filter(field => field.isActive && field.type !== undefined);
  const others = added.filter(field => !field.isActive);
  for (const field of [...searchable, ...others]) {
    fields.push({ id: store.nextNumber("metadataProfileField"), ...field });
  }
  return fields;
}

function notedElements(xsd: string): Map<string, Omit<ProfileField, "id">> {
  const found = new Map<string, Omit<ProfileField, "id">>();
  const root = parseXml(xsd);
  if (!root) return found;
  for (const note of descendants(root)) {
    if (note.name !== "appinfo") continue;
    const says = (value: string): boolean =>
      descendants(note).some(item => item.name === "searchable" && item.text === value);
    if (!says("true") && !says("false")) continue;
    const field: Omit<ProfileField, "id"> = { xPath: pathOf(note), isActive: says("true") };
    const data = new Map(note.children.map(child => [child.name, child.text]));
    const key = data.get("name") ?? elementName(note);
    const type = data.get("type") ?? typeOf(note);
    const label = data.get("label");
    if (key !== undefined) field.key = key;
    if (type !== undefined) field.type = type;
    if (label !== undefined) field.label = label;
    const related = data.get("metadataProfileId");
    if (type === OBJECT_TYPE && related !== undefined) field.relatedProfileId = Number(related);
    found.set(field.xPath, field);
  }
  return found;
}

function pathOf(element: Element): string {
  const parent = element.parent ? pathOf(element.parent) : "";
  if (element.name !== "element") return parent;
  return `${parent}/*[local-name()='${element.attributes.get("name") ?? ""}']`;
}

function elementName(at: Element | undefined): string | undefined {
  if (!at) return undefined;
  if (at.name === "element" || at.name === "attribute") return at.attributes.get("name");
  return elementName(at.parent);
}

function typeOf(at: Element | undefined): string | undefined {
  if (!at) return undefined;
  const own = at.attributes.get("type");
  if (own !== undefined) return own;
  if (at.name !== "element" && at.name !== "attribute") return typeOf(at.parent);
  const restriction = descendants(at).find(
    item => item.name === "restriction" && item.attributes.has("base"),
  );
  return restriction?.attributes.get("base");
}
