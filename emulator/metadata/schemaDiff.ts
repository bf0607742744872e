import { descendants, type Element, parseXml } from "../xml/dom.js";

/** A change of a schema that existing metadata cannot follow. */
export class SchemaConflict extends Error {
  override name = "SchemaConflict";
}

/**
 * May metadata of the one schema stay as it is under the other? Optional elements may be added; renamed, moved
 * or deleted ones ask for a transformation. Elements are the same by id, else by name.
 */
export function compareSchemas(fromXsd: string, toXsd: string): boolean {
  const from = parseXml(fromXsd);
  if (!from) throw new SchemaConflict(`Invalid xsd file [${fromXsd}]`);
  const to = parseXml(toXsd);
  if (!to) throw new SchemaConflict(`Invalid xsd file [${toXsd}]`);
  return compareNodes(from, to, "");
}

function compareNodes(from: Element, to: Element, path: string): boolean {
  const [fromKind, toKind] = [from.name.toLowerCase(), to.name.toLowerCase()];
  if (fromKind !== toKind) {
    throw new SchemaConflict(`Different nodes [${fromKind} != ${toKind}] in path [${path}]`);
  }
  const before = contentOf(from);
  const after = contentOf(to);
  let same = true;
  let last = -1;
  for (const child of after) {
    if (child.name.toLowerCase() === "attribute") {
      throw new SchemaConflict(`Attribute changed in path [${path}]`);
    }
    const match = counterpart(before, child);
    if (!match) {
      if (!isNewAllowed(child, path)) same = false;
    } else if (child.name.toLowerCase() !== "element") {
      if (!compareNodes(match, child, path)) same = false;
    } else {
      const index = before.indexOf(match);
      if (index < last) same = false;
      last = index;
      if (!compareElements(match, child, path)) same = false;
    }
  }
  const gone = before.some(
    child => /^(element|attribute)$/i.test(child.name) && counterpart(after, child) === undefined,
  );
  return same && !gone;
}

/** A new element: false when existing metadata must be given it. */
function isNewAllowed(child: Element, path: string): boolean {
  if (!(Number(attribute(child, "minOccurs")) > 0)) return true;
  if (!child.attributes.has("default")) {
    throw new SchemaConflict(`Required element added with min occurs [1] in path [${path}] with no default`);
  }
  return false;
}

function compareElements(from: Element, to: Element, parentPath: string): boolean {
  const name = attribute(from, "name");
  const path = `${parentPath}/*[local-name()='${name}']`;
  const [fromType, toType] = [attribute(from, "type"), attribute(to, "type")];
  if (fromType !== toType) {
    throw new SchemaConflict(`Different types [${fromType} != ${toType}] in path [${path}]`);
  }
  const [fromMax, toMax] = [attribute(from, "maxOccurs"), attribute(to, "maxOccurs")];
  if (isLess(toMax, fromMax)) {
    throw new SchemaConflict(`Different max occurs [${fromMax} > ${toMax}] in path [${path}]`);
  }
  let same = lostValues(from, to).length === 0;
  if (!compareNodes(from, to, path)) same = false;
  if (name !== attribute(to, "name")) same = false;
  const [fromMin, toMin] = [attribute(from, "minOccurs"), attribute(to, "minOccurs")];
  if (Number.parseInt(toMin, 10) && isLess(fromMin, toMin)) {
    if (!to.attributes.has("default")) {
      throw new SchemaConflict(
        `Different min occurs [${fromMin} < ${toMin}] in path [${path}] with no default`,
      );
    }
    same = false;
  }
  return same;
}

/** Values of an enumeration that the new schema no longer has. */
export function lostValues(from: Element, to: Element): string[] {
  const now = enumeration(to);
  return now.length === 0 ? [] : enumeration(from).filter(value => !now.includes(value));
}

function enumeration(element: Element): string[] {
  return descendants(element)
    .filter(item => item.name === "enumeration" && item.parent?.parent?.parent === element)
    .map(item => attribute(item, "value"));
}

/** The same element of the other schema. */
export function counterpart(candidates: readonly Element[], element: Element): Element | undefined {
  const alike = candidates.filter(one => one.name.toLowerCase() === element.name.toLowerCase());
  const id = attribute(element, "id");
  const name = attribute(element, "name");
  if (id !== "") return only(alike, one => attribute(one, "id") === id, id);
  if (name !== "") {
    return only(alike, one => attribute(one, "id") === "" && attribute(one, "name") === name, name);
  }
  return alike.find(one => attribute(one, "id") === "" && attribute(one, "name") === "");
}

function only(
  candidates: readonly Element[],
  test: (one: Element) => boolean,
  what: string,
): Element | undefined {
  const found = candidates.filter(test);
  if (found.length > 1) throw new SchemaConflict(` More than one match found for [${what}]`);
  return found[0];
}

/** Child elements that matter: notes do not. */
export function contentOf(element: Element): Element[] {
  return element.children.filter(child => child.name.toLowerCase() !== "annotation");
}

function attribute(element: Element, name: string): string {
  return element.attributes.get(name) ?? "";
}

/** PHP's "<" for texts: as numbers if both are. */
function isLess(a: string, b: string): boolean {
  const numeric = /^\s*[+-]?\d+(\.\d+)?\s*$/;
  return numeric.test(a) && numeric.test(b) ? Number(a) < Number(b) : a < b;
}
