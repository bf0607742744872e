/**
 * What `pulumi preview --json` says of the resources of this package, and what was there before: from the preview
 * itself, from another preview (that of the branch a pull request goes to), or from an exported state.
 */
import { inputsIn, unfinishedOf } from "../../provider/lifecycle/diff";
import { diff } from "../../provider/lifecycle/operations";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { registry } from "../../provider/resources/registry";

export type Op = "create" | "update" | "replace" | "delete" | "same";

/** One resource, as a program or a state has it. */
export interface Resource {
  /** `WebcastSession`. */
  readonly kind: string;
  /** Its name in the program. */
  readonly name: string;
  /** Without what only the provider's machinery needs; secrets are `[secret]`, what is not known yet is {@link UNKNOWN}. */
  readonly inputs: Props;
  /** As inputs; of what is there only. */
  readonly outputs: Props;
  /** Of each input the keys of the resources that it comes from. */
  readonly from: Readonly<Record<string, readonly string[]>>;
  /** Kaltura's id, where it is known. */
  readonly id?: string;
  /** Parts that an earlier run left unfinished. */
  readonly unfinished: readonly string[];
}

export interface Change {
  /** Stable between previews of one program, whatever the stack: parents' types, type and name. */
  readonly key: string;
  readonly op: Op;
  readonly before?: Resource;
  readonly after?: Resource;
  /** Inputs that make it anew. */
  readonly because: readonly string[];
  /** Inputs that the engine names as other, which both versions may hide: secrets. */
  readonly reasons?: readonly string[];
  /** It keeps its entry only if the program says `formerly`, which a preview without state does not show. */
  readonly ifFormerly?: true;
}

export interface Note {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** Name of the resource it is about. */
  readonly about?: string;
}

export interface Preview {
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
  /** Changes of resources that are not of this package. */
  readonly foreign: number;
}

/** A file that is not what it should be; says which. */
export class PreviewError extends Error {}

interface State {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Props;
  readonly outputs?: Props;
  readonly aliases?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: State;
  readonly newState?: State;
  readonly diffReasons?: readonly string[] | null;
  readonly replaceReasons?: readonly string[] | null;
}

/** Kinds by the types that either front end registers. */
const kindOf = (type: string): string | undefined => {
  const kind = /^(?:pulumi-nodejs:dynamic\/kaltura|kaltura:index):(\w+)$/.exec(type)?.[1];
  return registry.some(d => d.kind === kind) ? kind : undefined;
};

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME` without stack and project. */
const keyOf = (urn: string) => urn.split("::").slice(2).join("::");
const nameOf = (urn: string) => urn.split("::").slice(3).join("::");
const typeOf = (urn: string) => urn.split("::")[2]!.split("$").pop()!;

function parse(text: string, what: string): Props {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const empty = text.trim() === "";
    throw new PreviewError(
      `${what} is ${empty ? "empty" : "not JSON"}; give it the output of pulumi preview --json`,
    );
  }
  return typeof json === "object" && json !== null ? (json as Props) : {};
}

const OPS: Readonly<Record<string, Op>> = {
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "import-replacement": "replace",
  delete: "delete",
  same: "same",
};

/**
 * @param what the file's name, for errors
 * @throws PreviewError when the text is something else
 */
export function readPreview(text: string, what: string): Preview {
  const json = parse(text, what);
  if (!Array.isArray(json.steps) && !Array.isArray(json.diagnostics)) {
    throw new PreviewError(`${what} is no preview; make it with pulumi preview --json`);
  }
  const steps = (json.steps ?? []) as Step[];
  const changes = new Map<string, Change>();
  let foreign = 0;
  for (const step of steps) {
    const op = OPS[step.op];
    if (op === undefined) continue;
    const { urn, oldState, newState, diffReasons, replaceReasons } = step;
    if (kindOf(typeOf(urn)) === undefined) {
      const own = newState ?? oldState;
      if (op !== "same" && own !== undefined && isForeign(own)) foreign++;
      continue;
    }
    const key = keyOf(urn);
    changes.set(key, {
      key,
      op: changes.get(key)?.op === "replace" ? "replace" : op,
      ...(oldState === undefined ? {} : { before: resource(oldState, true) }),
      ...(newState === undefined ? {} : { after: resource(newState, false) }),
      because: replaceReasons ?? [],
      ...(diffReasons ? { reasons: diffReasons } : {}),
    });
  }
  return { changes: [...changes.values()], notes: notesOf(json.diagnostics), foreign };
}

/** Stacks, providers and components are no objects of anybody. */
const isForeign = ({ type, ...state }: State) =>
  (state as { custom?: boolean }).custom === true && !type.startsWith("pulumi:");

function resource(state: State, there: boolean): Resource {
  const kind = kindOf(state.type) ?? kindOf(typeOf(state.urn))!;
  const definition = registry.find(d => d.kind === kind)!;
  // What is in force is among the outputs: a failed update leaves other inputs than it brought about.
  const known = { ...state.inputs, ...(there ? inputsIn(definition, state.outputs ?? {}) : {}) };
  const from = Object.entries(state.propertyDependencies ?? {})
    .filter(([, urns]) => urns.length > 0)
    .map(([input, urns]) => [input, urns.map(keyOf)] as const);
  return {
    kind,
    name: nameOf(state.urn),
    inputs: inputsIn(definition, secretsHidden(known) as Props),
    outputs: there ? (secretsHidden(state.outputs ?? {}) as Props) : {},
    from: Object.fromEntries(from),
    ...(state.id && state.id !== UNKNOWN ? { id: state.id } : {}),
    unfinished: there ? unfinishedOf(state.outputs ?? {}) : [],
  };
}

/** The engine's signature of a secret in an exported state. Previews have `[secret]` in its place. */
const SECRET = "4dabf18193072939515e22adb298388d";
const HIDDEN = "[secret]";

export const isHidden = (value: unknown): boolean => JSON.stringify(value)?.includes(`"${HIDDEN}"`) ?? false;

function secretsHidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(secretsHidden);
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value) return HIDDEN;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, secretsHidden(v)]));
}

function notesOf(diagnostics: unknown): Note[] {
  if (!Array.isArray(diagnostics)) return [];
  const list = diagnostics as Array<{ urn?: string; message?: string; severity?: string }>;
  const notes = list.map(
    (d): Note => ({
      severity: d.severity === "error" || d.severity === "warning" ? d.severity : "info",
      message: String(d.message ?? "")
        .replace(/^(error|warning|info): /, "")
        .trim(),
      ...(d.urn !== undefined && kindOf(typeOf(d.urn)) !== undefined ? { about: nameOf(d.urn) } : {}),
    }),
  );
  const said = new Set<string>();
  return notes.filter(
    n => n.message !== "" && !said.has(n.message + n.about) && said.add(n.message + n.about),
  );
}

/**
 * The preview of a program without its state (all is new there), seen beside what was before.
 * @param base text of another preview without state, or of `pulumi stack export`
 * @throws PreviewError when it is neither
 */
export function against(preview: Preview, base: string, what: string): Preview {
  const { resources: before, failed: cut } = resourcesIn(base, what);
  const now = new Map(preview.changes.filter(c => c.after !== undefined).map(c => [c.key, c.after!]));
  const former = (key: string, after: Resource): string | undefined => {
    if (before.has(key)) return key;
    const other = SAME_ENTRY[after.kind];
    const old = other === undefined ? undefined : key.replace(`:${after.kind}::`, `:${other}::`);
    return old !== undefined && before.has(old) && !now.has(old) ? old : undefined;
  };
  const kept = new Set<string>();
  const changes: Change[] = [];
  for (const [key, after] of now) {
    const old = former(key, after);
    if (old === undefined) {
      changes.push({ key, op: "create", after, because: [] });
      continue;
    }
    kept.add(old);
    const was = before.get(old)!;
    const { changed, replaces } = compared(was, after);
    const op =
      replaces.length > 0 ? "replace" : changed.length > 0 || was.kind !== after.kind ? "update" : "same";
    const ifFormerly = was.kind === after.kind ? {} : { ifFormerly: true as const };
    changes.push({ key, op, before: was, after, because: replaces, ...ifFormerly });
  }
  // A preview that failed tells of a part only: what it lacks is not removed.
  for (const [key, was] of hasFailed(preview) ? [] : before) {
    if (!kept.has(key)) changes.push({ key, op: "delete", before: was, because: [] });
  }
  const cutShort = `${what} is of a preview that failed: of what it could not tell, this plan says that it is added`;
  const notes = [...preview.notes, ...(cut ? [{ severity: "warning", message: cutShort } as const] : [])];
  return { ...preview, changes, notes };
}

/** Kinds that turn into one another on the same entry. */
const SAME_ENTRY: Readonly<Record<string, string>> = {
  WebcastSession: "SimuliveSession",
  SimuliveSession: "WebcastSession",
};

interface Base {
  readonly resources: ReadonlyMap<string, Resource>;
  /** It is not known whole. */
  readonly failed: boolean;
}

function resourcesIn(text: string, what: string): Base {
  if ("deployment" in parse(text, what)) return { resources: readState(text, what), failed: false };
  const preview = readPreview(text, what);
  const there = preview.changes.flatMap(c => (c.after === undefined ? [] : [[c.key, c.after] as const]));
  return { resources: new Map(there), failed: hasFailed(preview) };
}

/** Its errors are among the notes. */
export const hasFailed = ({ notes }: Preview): boolean => notes.some(note => note.severity === "error");

/**
 * The resources of an exported state, by the keys that changes have.
 * @throws PreviewError when the text is something else
 */
export function readState(text: string, what: string): ReadonlyMap<string, Resource> {
  const { deployment } = parse(text, what) as { deployment?: { resources?: readonly State[] } };
  if (deployment === undefined)
    throw new PreviewError(`${what} is no state; make it with pulumi stack export`);
  const own = (deployment.resources ?? []).filter(state => kindOf(state.type) !== undefined);
  return new Map(own.map(state => [keyOf(state.urn), resource(state, true)]));
}

/** Names of the inputs that differ, and of those that make the resource anew; by the provider's own comparison. */
export function compared(before: Resource, after: Resource): { changed: string[]; replaces: string[] } {
  const definition = registry.find(d => d.kind === after.kind)!;
  const refs = (r: Resource, other: Resource) =>
    Object.fromEntries(
      Object.entries(r.inputs).map(([name, value]) => [name, settled(value, r, name, other)]),
    );
  const { changed, replaces } = diff(definition, refs(before, after), refs(after, before));
  // An input that is not of this kind (any more) is no news to people: the kind is.
  return { changed: changed.filter(name => name in definition.inputs.shape && name !== "mark"), replaces };
}

/**
 * References to other resources are ids in a state, unknown in a preview without one: where either side is unknown,
 * both are told by what they come from.
 */
function settled(value: unknown, r: Resource, name: string, other: Resource): unknown {
  const open = [value, other.inputs[name]].some(v => JSON.stringify(v)?.includes(UNKNOWN));
  if (!open || (r.from[name] === undefined && other.from[name] === undefined)) return value;
  return { from: [...(r.from[name] ?? [])].sort(), plain: plainIn(value) };
}

/** What of a value stands there whatever becomes of the rest. */
function plainIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainIn).filter(v => v !== null);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plainIn(v)]));
  }
  return typeof value === "string" && (value === UNKNOWN || isId(value)) ? null : value;
}

const isId = (text: string) => /^(\d+|\d_[a-z0-9]{8})$/.test(text);
