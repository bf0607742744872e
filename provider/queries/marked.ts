/** What carries ownership marks on the account, of all kinds of resources, and how it is taken down. */
import { ApiError } from "../kaltura/errors";
import { explain } from "../lifecycle/failure";
import type { Marked, Site } from "../lifecycle/part";
import type { Runtime } from "../lifecycle/runtime";
import { registry } from "../resources/registry";

export interface Found {
  readonly objects: readonly Marked[];
  /** What could not be asked for, with the reason. */
  readonly unasked: readonly string[];
}

/** @param stacks words of the marks of stacks; undefined for all stacks */
export async function markedObjects(runtime: Runtime, stacks: readonly string[] | undefined): Promise<Found> {
  const site: Site = { handles: new Map(), seen: new Map(), state: {}, runtime };
  // Parts of one kind of object share the way to find it.
  const finds = new Set(registry.flatMap(({ parts }) => parts).flatMap(part => part.marked ?? []));
  // As it is now, whatever was asked before.
  runtime.load.invalidate();
  const objects = new Map<string, Marked>();
  const unasked: string[] = [];
  for (const find of finds) {
    try {
      for (const one of await find(site, stacks)) objects.set(`${one.what} ${one.id}`, one);
    } catch (error) {
      // A product that the account lacks has made nothing.
      if (!(error instanceof ApiError) || !["product", "permission"].includes(error.kind)) throw error;
      if (error.kind === "permission") unasked.push(explain(error));
    }
  }
  return { objects: [...objects.values()].sort((a, b) => a.rank - b.rank), unasked };
}

export interface Taken {
  readonly gone: readonly Marked[];
  /** What was left, with the reason. */
  readonly left: ReadonlyArray<{ readonly object: Marked; readonly why: string }>;
}

/**
 * Takes objects down, one after the other, in an order in which none is robbed of what it needs: orders, entries, their
 * events, categories from the deepest up, tokens, profiles. What is on air, and what belongs to it, is left.
 */
export async function takeDownMarked(runtime: Runtime, objects: readonly Marked[]): Promise<Taken> {
  const gone: Marked[] = [];
  const left: Array<{ object: Marked; why: string }> = [];
  const onAir = new Set(
    objects.filter(o => o.onAir).flatMap(o => [o.id, ...(o.of === undefined ? [] : [o.of])]),
  );
  const kept = new Set<string>();
  for (const object of objects) {
    const why = await whyNot(object, onAir, kept, runtime);
    if (why !== undefined) {
      left.push({ object, why });
      continue;
    }
    const [outcome] = await runtime.gateway.send([object.remove]);
    if (outcome!.ok || outcome!.error.kind === "gone") gone.push(object);
    else {
      kept.add(object.id);
      left.push({ object, why: explain(outcome!.error) });
    }
  }
  return { gone, left };
}

async function whyNot(
  { what, id, of }: Marked,
  onAir: ReadonlySet<string>,
  kept: ReadonlySet<string>,
  { load }: Runtime,
): Promise<string | undefined> {
  if (what === "entry" && onAir.has(id)) return "it is on air, or in its time";
  if (what === "event" && (onAir.has(id) || onAir.has(of!))) return "its session is on air, or in its time";
  if (what === "event" && kept.has(of!)) return "its entry could not be deleted";
  if (what !== "category") return undefined;
  const listed = await load.categoryChildren(id);
  // Lists of categories lag, so each is asked for by its id.
  const children = (await Promise.all(listed.map(child => load.category(child.id!)))).filter(
    child => child !== undefined && String(child.parentId) === id,
  );
  if (children.length === 0) return undefined;
  return `it has categories in it, which Kaltura would delete along with it: ${children.map(c => `${c!.id} ("${c!.name}")`).join(", ")}`;
}

export type { Marked };
