import type { CallContext } from "../context.js";
import { onAdvancedSearch } from "../entries/hooks.js";
import type { InputObject } from "../types/input.js";
import { descendants, type Element, parseXml } from "../xml/dom.js";
import { ENTRY, findProfile, type MetadataProfile, metadataOfObject, type ProfileField } from "./model.js";

const AND = 1;

/** Types of elements whose values are compared as a whole; texts are searched for words. */
const EXACT_TYPES = new Set(["listType", "objectType", "userType"]);

onAdvancedSearch((ctx, entry, search) => matches(ctx, ENTRY, entry.id, search));

/** Does the metadata of an object satisfy an advanced search? Searches that are not about metadata pass. */
export function matches(
  ctx: CallContext,
  objectType: string,
  objectId: string,
  search: InputObject,
): boolean {
  if (search.objectType === "KalturaMetadataSearchItem") {
    return matchesMetadata(ctx, objectType, objectId, search);
  }
  const items = search.list("items");
  if (!items || items.length === 0) return true;
  const results = items.map(item => matches(ctx, objectType, objectId, item));
  return search.number("type") === AND ? results.every(Boolean) : results.some(Boolean);
}

function matchesMetadata(
  ctx: CallContext,
  objectType: string,
  objectId: string,
  search: InputObject,
): boolean {
  const profile = findProfile(ctx.store, ctx.partnerId, search.number("metadataProfileId") ?? 0);
  const metadata = profile && metadataOfObject(ctx.store, profile.id, objectType, objectId);
  return matchesItems(profile, metadata && parseXml(metadata.xml), search);
}

function matchesItems(
  profile: MetadataProfile | undefined,
  document: Element | undefined,
  search: InputObject,
): boolean {
  const items = search.list("items") ?? [];
  const results: boolean[] = [];
  for (const item of items) {
    if (item.objectType === "KalturaMetadataSearchItem") {
      results.push(matchesItems(profile, document, item));
      continue;
    }
    const path = item.string("field");
    if (path === undefined) continue;
    const field = profile?.fields.find(one => one.isActive && one.xPath === path);
    // An unknown field finds nothing, however the conditions are joined.
    if (!field) return false;
    results.push(document !== undefined && matchesCondition(field, valuesAt(document, path), item));
  }
  if (results.length === 0) return true;
  return search.number("type") === AND ? results.every(Boolean) : results.some(Boolean);
}

function matchesCondition(field: ProfileField, values: string[], condition: InputObject): boolean {
  const wanted = condition.string("value") ?? "";
  const comparison = condition.string("comparison");
  if (comparison !== undefined) return compare(Number(values[0] ?? 0), comparison, Number(wanted));
  if (wanted.trim() === "*") return values.length > 0;
  const found = values.some(value =>
    EXACT_TYPES.has(field.type ?? "") ? words(value) === words(wanted) : hasWords(value, wanted),
  );
  return condition.bool("not") === true ? !found : found;
}

/** KalturaSearchConditionComparison. All but "equal" pass over what is not there or 0. */
function compare(value: number, comparison: string, wanted: number): boolean {
  switch (comparison) {
    case "1":
      return value === wanted;
    case "2":
      return value > wanted && value !== 0;
    case "3":
      return value >= wanted && value !== 0;
    case "4":
      return value < wanted && value !== 0;
    case "5":
      return value <= wanted && value !== 0;
    default:
      return value !== wanted;
  }
}

function words(text: string): string {
  return text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

function hasWords(text: string, sought: string): boolean {
  return ` ${words(text)} `.includes(` ${words(sought)} `);
}

/** Texts of the elements that a path of the form `/*[local-name()='a']/*[local-name()='b']` leads to. */
function valuesAt(document: Element, path: string): string[] {
  const names = [...path.matchAll(/local-name\(\)='([^']*)'/g)].map(match => match[1]);
  return [document, ...descendants(document)]
    .filter(element => {
      const own: string[] = [];
      for (let at: Element | undefined = element; at; at = at.parent) own.unshift(at.name);
      return own.length === names.length && own.every((name, index) => name === names[index]);
    })
    .map(element => element.text);
}
