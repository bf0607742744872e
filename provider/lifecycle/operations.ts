/**
 * The operations of a resource, free of any front end: plain values in, plain values out. The dynamic
 * resources and the plugin both call these and add nothing of their own.
 */
import { ApiError, TransportError } from "../kaltura/errors";
import { markTags } from "../mark";
import { check } from "./check";
import type { Definition } from "./define";
import { diff, inputsBefore, inputsIn, unfinishedOf } from "./diff";
import { explain, GO_ON, OperationError } from "./failure";
import { findById, type Imported } from "./importing";
import { readBack } from "./readBack";
import { reconcile, type Settled } from "./reconcile";
import { remarksOn } from "./remarks";
import type { Runtime } from "./runtime";
import { siteFor } from "./site";
import { takeDown } from "./takeDown";
import { type Props, tidy } from "./values";

export { check, diff, inputsIn, remarksOn };

/** Makes the object. One request, look-ups aside, when nothing goes wrong. */
export async function create<I>(
  definition: Definition<I>,
  runtime: Runtime,
  wished: Props,
): Promise<Settled> {
  const inputs = tidy(wished) as I;
  return worded(definition, "made", () =>
    reconcile(
      definition,
      siteFor(definition, runtime, undefined, {}),
      { inputs, previous: undefined, unfinished: new Set() },
      true,
    ),
  );
}

/** Brings the object to the wished inputs; also completes what an earlier run left unfinished. */
export async function update<I>(
  definition: Definition<I>,
  runtime: Runtime,
  id: string,
  state: Props,
  wished: Props,
): Promise<Settled> {
  const inputs = tidy(wished) as I;
  const previous = inputsBefore(definition, state) as Partial<I>;
  return worded(definition, "updated", () =>
    reconcile(
      definition,
      siteFor(definition, readingAhead(runtime, wished, AGE_TO_WRITE_MS), id, state),
      { inputs, previous, unfinished: new Set(unfinishedOf(state)) },
      false,
    ),
  );
}

/** What the server has: inputs and outputs; undefined when the object is gone. */
export async function read<I>(
  definition: Definition<I>,
  runtime: Runtime,
  id: string,
  state: Props,
): Promise<{ inputs: Props; outputs: Props } | undefined> {
  const inputs = inputsIn(definition, state);
  const ahead = readingAhead(runtime, inputs, AGE_TO_READ_MS);
  return worded(definition, "read", () =>
    readBack(definition, siteFor(definition, ahead, id, state), inputs),
  );
}

/**
 * The object of this id with all its parts, whoever made it, and the inputs that say what it is; undefined when there
 * is none. Writes nothing.
 * @param mark that the resource has, or will have
 */
export async function importById<I>(
  definition: Definition<I>,
  runtime: Runtime,
  id: string,
  mark: string | undefined,
): Promise<Imported | undefined> {
  return worded(definition, "imported", () =>
    findById(definition, siteFor(definition, runtime, id, {}), mark),
  );
}

/** Takes the object down with all that belongs to it. Gone already is success. */
export async function remove<I>(
  definition: Definition<I>,
  runtime: Runtime,
  id: string,
  state: Props,
): Promise<void> {
  const inputs = inputsIn(definition, state);
  const ahead = readingAhead(runtime, inputs, AGE_TO_WRITE_MS);
  await worded(definition, "deleted", () =>
    takeDown(definition, siteFor(definition, ahead, id, state), inputs),
  );
}

/**
 * Milliseconds that what was read ahead may be old. What somebody else changes in that time shows as if it had been
 * changed right after; before a write that is kept short, as a session may just have gone on air.
 */
const AGE_TO_READ_MS = 30_000;
const AGE_TO_WRITE_MS = 5_000;

/** The runtime for one operation on a resource that exists, with the stack's objects read ahead. */
function readingAhead(runtime: Runtime, inputs: Props, maxAgeMs: number): Runtime {
  const mark = typeof inputs.mark === "string" ? inputs.mark : undefined;
  const [stack] = markTags(mark);
  if (mark === undefined || stack === undefined) return runtime;
  return { ...runtime, load: runtime.load.forReader({ stack, resource: mark, maxAgeMs }) };
}

/** Nothing but our own one-line errors leaves the core: no stack, no body, no secret. */
async function worded<I, R>(definition: Definition<I>, verb: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OperationError) throw error;
    if (error instanceof ApiError || error instanceof TransportError) {
      const next = verb === "made" || verb === "updated" ? `. ${GO_ON}` : "";
      throw new OperationError(`${definition.label} could not be ${verb}: ${explain(error)}${next}`);
    }
    const words = error instanceof Error ? error.message : String(error);
    throw new OperationError(
      `${definition.label} could not be ${verb}, through a fault of pulumi-kaltura (please report it): ${words}`,
    );
  }
}
