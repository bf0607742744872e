import type { Emulator } from "../emulator.js";
import { fieldsOfSchema } from "../metadata/fields.js";
import { ACTIVE, profilesOf } from "../metadata/model.js";
import type { Json } from "../types/cast.js";
import type { IdMap } from "./ids.js";
import type { RecordedFile } from "./recording.js";

/** Takes any document: all that can be said of a profile nobody has seen. */
const ANYTHING =
  '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="metadata"><xsd:complexType><xsd:sequence><xsd:any processContents="skip" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType></xsd:element></xsd:schema>';

interface Use {
  id: string;
  objectType: string;
  xml: string;
  version: number;
}

/** All schemas that the recordings show. */
export function recordedSchemas(files: readonly RecordedFile[]): string[] {
  const found = new Set<string>();
  for (const file of files) {
    for (const line of file.lines) {
      if (typeof line.request.xsdData === "string") found.add(line.request.xsdData);
    }
  }
  return [...found];
}

/**
 * Metadata profiles that a story uses and no recorded call has made: they were there before. They get the first
 * recorded schema that knows the elements used.
 */
export function addUsedProfiles(
  emulator: Emulator,
  file: RecordedFile,
  partnerId: number,
  ids: IdMap,
  schemas: readonly string[],
): void {
  const made = new Set(file.lines.flatMap(line => madeProfiles(line.response)));
  for (const use of usesOf(file)) {
    if (made.has(use.id) || ids.knows("metadataProfile", use.id)) continue;
    const { store, clock } = emulator.core;
    const elements = [...use.xml.matchAll(/<([A-Za-z_]\w*)/g)].map(match => match[1]!);
    const knows = (schema: string): boolean => elements.every(name => schema.includes(`name="${name}"`));
    const xsd = (use.xml === "" ? undefined : schemas.find(knows)) ?? ANYTHING;
    const id = store.nextNumber("metadataProfile");
    profilesOf(store).insert({
      id,
      partnerId,
      system: true,
      metadataObjectType: use.objectType,
      version: use.version,
      fileVersion: use.version,
      name: `profile ${use.id}`,
      systemName: "",
      description: "",
      createdAt: clock.now(),
      updatedAt: clock.now(),
      status: ACTIVE,
      xsd,
      createMode: 1,
      disableReIndexing: false,
      fields: fieldsOfSchema(store, xsd, []),
    });
    ids.learn("metadataProfile", use.id, String(id));
  }
}

function madeProfiles(response: Json): string[] {
  if (Array.isArray(response)) return response.flatMap(madeProfiles);
  const isProfile =
    typeof response === "object" && response !== null && response.objectType === "KalturaMetadataProfile";
  return isProfile ? [String(response.id)] : [];
}

/** Profiles to which metadata is added, those with the most telling document first. */
function usesOf(file: RecordedFile): Use[] {
  const uses: Use[] = [];
  for (const line of file.lines) {
    if (line.service !== "multirequest") {
      note(uses, line.service, line.action, line.request, line.response);
      continue;
    }
    const answers = Array.isArray(line.response) ? line.response : [];
    for (const [number, call] of Object.entries(line.request)) {
      if (!isPlain(call)) continue;
      note(uses, String(call.service), String(call.action), call, answers[Number(number) - 1] ?? null);
    }
  }
  return uses.sort((a, b) => b.xml.length - a.xml.length);
}

function note(
  uses: Use[],
  service: string,
  action: string,
  request: Record<string, Json>,
  response: Json,
): void {
  const isAdd = service.toLowerCase() === "metadata_metadata" && action === "add";
  const id = Number(request.metadataProfileId);
  if (!isAdd || !(id > 0)) return;
  const answer = isPlain(response) ? response : {};
  if (answer.code === "METADATA_PROFILE_NOT_FOUND") return;
  // A document that was refused says little about the schema.
  const isTaken = answer.objectType === "KalturaMetadata";
  uses.push({
    id: String(id),
    objectType: String(
      isPlain(answer.args) ? (answer.args.OBJ_TYPE ?? request.objectType) : request.objectType,
    ),
    xml: isTaken ? String(request.xmlData) : "",
    version: isTaken ? Number(answer.metadataProfileVersion) : 2,
  });
}

function isPlain(value: Json | undefined): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
