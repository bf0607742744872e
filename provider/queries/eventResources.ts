/** An event that exists, as the resources that it would be: categories, sessions, rooms, channels and recordings. */
import type { Definition } from "../lifecycle/define";
import { importById } from "../lifecycle/operations";
import type { Runtime } from "../lifecycle/runtime";
import { secretsOf } from "../lifecycle/schema";
import type { Props } from "../lifecycle/values";
import { definitionOf } from "../resources/registry";
import { branchOf, categoryOf } from "./categories";
import { listSessions } from "./sessions";

export interface EventResource {
  readonly kind: string;
  /** For the program: letters, digits and hyphens out of its title, unique in the event. */
  readonly name: string;
  readonly id: string;
  readonly inputs: Props;
  /** Without what is secret: a refresh brings it. */
  readonly outputs: Props;
}

export interface EventFound {
  readonly resources: readonly EventResource[];
  /** What is in the event and can't be a resource, with its reason. */
  readonly left: readonly string[];
}

/** `Opening: the stage is a network` → `opening-the-stage-is-a-network`. */
function slug(title: string): string {
  const plain = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? ["session"];
  let name = words[0]!;
  for (const word of words.slice(1)) {
    if (name.length + word.length > 48) break;
    name += `-${word}`;
  }
  return name.slice(0, 64);
}

/** Gives each title a name that no other has. */
function namer(): (title: string) => string {
  const taken = new Map<string, number>();
  return title => {
    const name = slug(title);
    const n = (taken.get(name) ?? 0) + 1;
    taken.set(name, n);
    return n === 1 ? name : `${name}-${n}`;
  };
}

/**
 * Everything of an event, categories before what is in them; and the channels that its webcasts show, wherever those
 * are. Asks, and changes nothing.
 * @param category the event's, by id or full name
 * @throws OperationError when there is no such category
 */
export async function eventResources(category: string | number, runtime: Runtime): Promise<EventFound> {
  const branch = await branchOf(await categoryOf(category, runtime), runtime);
  const [entries, rooms] = await Promise.all([listSessions({ category }, runtime), runtime.load.rooms()]);
  const studios = new Map(rooms.map(room => [room.broadcastEntryId, room.id]));
  const ids = new Set(entries.map(entry => entry.id));
  const partOf = (id: string) => [...studios].some(([live, room]) => room === id && live && ids.has(live));

  const left: string[] = [];
  const named = namer();
  const wanted: Array<{ kind: string; name: string; id: string }> = branch.map(one => ({
    kind: "EventCategory",
    name: named(one.name ?? ""),
    id: String(one.id),
  }));
  for (const { id, name, kind } of entries) {
    if (kind === undefined) left.push(`entry ${id} ("${name}"): no resource is of its type`);
    else if (partOf(id)) continue;
    else {
      const studio = kind === "WebcastSession" && studios.has(id);
      wanted.push({ kind: studio ? "StudioSession" : kind, name: named(name), id });
    }
  }
  const read = async (kind: string, id: string) => {
    const definition: Definition = definitionOf(kind);
    const object = await importById(definition, runtime, id, undefined);
    if (object === undefined) {
      left.push(`${definition.label} ${id}: it went away meanwhile`);
      return undefined;
    }
    const secrets = new Set(secretsOf(definition.outputs));
    const outputs = Object.fromEntries(Object.entries(object.outputs).filter(([key]) => !secrets.has(key)));
    return { kind, id, inputs: object.inputs, outputs };
  };
  const listed = await Promise.all(
    wanted.map(async ({ name, ...one }) => ({ name, object: await read(one.kind, one.id) })),
  );
  const shown = new Set(listed.flatMap(({ object }) => (object?.inputs.channel as string | undefined) ?? []));
  const channels = await Promise.all(
    [...shown].filter(id => !ids.has(id)).map(id => read("RestreamerChannel", id)),
  );
  const resources = [
    ...listed.flatMap(({ name, object }) => (object === undefined ? [] : { ...object, name })),
    ...channels.flatMap(object =>
      object === undefined ? [] : { ...object, name: named(String(object.inputs.name)) },
    ),
  ];
  return { resources, left };
}
