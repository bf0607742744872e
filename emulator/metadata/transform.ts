import type { CallContext } from "../context.js";
import { onJob } from "../jobs.js";
import { descendants, type Element, parseXml } from "../xml/dom.js";
import { childElements } from "../xml/slices.js";
import { ACTIVE, type MetadataProfile, metadataOf, profilesOf, TRANSFORMING, VALID } from "./model.js";
import { contentOf, counterpart, lostValues } from "./schemaDiff.js";

const TRANSFORM = "metadataTransform";
const VERSION_STEP = 10;

/**
 * The schema changed so that metadata must be rewritten: a job does it, and until then the profile takes no
 * other schema. Metadata that already has the new version needs nothing, and without any there is no job.
 */
export function startTransform(ctx: CallContext, profile: MetadataProfile, version: number): void {
  const behind = metadataOf(ctx.store).find(
    item =>
      item.metadataProfileId === profile.id && item.status === VALID && item.metadataProfileVersion < version,
  );
  if (!behind) return;
  profilesOf(ctx.store).update(profile, { status: TRANSFORMING });
  ctx.enqueue(TRANSFORM, { profileId: profile.id, fromXsd: profile.xsd, version });
}

onJob(TRANSFORM, (core, data) => {
  const profiles = profilesOf(core.store);
  const profile = profiles.get(Number(data.profileId));
  if (profile?.status !== TRANSFORMING) return;
  const all = metadataOf(core.store);
  const version = Number(data.version);
  const now = core.clock.now();
  for (const item of all.where(one => one.metadataProfileId === profile.id && one.status === VALID)) {
    if (item.metadataProfileVersion >= version) continue;
    const xml = transformXml(item.xml, String(data.fromXsd), profile.xsd);
    const patch = xml === item.xml ? {} : { xml, version: item.version + VERSION_STEP };
    all.update(item, { ...patch, metadataProfileVersion: version, updatedAt: now });
  }
  profiles.update(profile, { status: ACTIVE, updatedAt: now });
});

/** Rewrite a document: elements take the names and the order of the new schema, lost ones and values drop out. */
export function transformXml(xml: string, fromXsd: string, toXsd: string): string {
  const before = elementsOf(fromXsd);
  const document = childElements(xml);
  if (!document) return xml;
  const parts: string[] = [];
  for (const target of elementsOf(toXsd)) {
    const source = counterpart(before, target);
    const name = target.attributes.get("name") ?? "";
    const sourceName = source?.attributes.get("name");
    const found = document.children.filter(child => child.name === sourceName);
    const lost = source ? lostValues(source, target) : [];
    for (const child of found) {
      if (lost.includes(child.inner.trim())) continue;
      parts.push(child.inner === "" ? `<${name}/>` : `<${name}>${child.inner}</${name}>`);
    }
    const least = Number(target.attributes.get("minOccurs") ?? 0);
    for (let count = found.length; count < least; count++) {
      parts.push(`<${name}>${target.attributes.get("default") ?? ""}</${name}>`);
    }
  }
  return `${document.head}${parts.join("")}${document.tail}`;
}

/** Elements directly under the schema's root element. */
function elementsOf(xsd: string): Element[] {
  const schema = parseXml(xsd);
  const root = schema && contentOf(schema).find(child => child.name === "element");
  if (!root) return [];
  const all = descendants(root).filter(child => child.name === "element");
  return all.filter(child => !ancestors(child, root).some(above => above.name === "element"));
}

function ancestors(element: Element, until: Element): Element[] {
  const found: Element[] = [];
  for (let at = element.parent; at && at !== until; at = at.parent) found.push(at);
  return found;
}
