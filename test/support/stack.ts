/**
 * What the engine does with a provider, in small: check, diff, create, update, replace, delete, refresh, with its
 * rules for partial failures, dependencies, targets and kills. For tests that need hundreds of runs; the engine's
 * own are in test/engine.
 */

import { PartialError } from "../../provider/lifecycle/failure";
import * as core from "../../provider/lifecycle/operations";
import type { Runtime } from "../../provider/lifecycle/runtime";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { definitionOf } from "../../provider/resources/registry";

/** Gives the id of a resource declared before. */
export type IdOf = (name: string) => string;
/** Gives an output of a resource declared before. */
export type OutputOf = (name: string, output: string) => unknown;

export interface Declared {
  readonly kind: string;
  /** Inputs; a function gets at what was declared before. */
  readonly inputs: Props | ((id: IdOf, output: OutputOf) => Props);
  /** The kind it was before, if an alias says so. */
  readonly formerly?: string;
}

export type Program = Readonly<Record<string, Declared>>;

export interface Held {
  readonly kind: string;
  readonly id: string;
  inputs: Props;
  outputs: Props;
  initErrors: string[];
  /** Names of the resources that its inputs came from. */
  dependsOn?: readonly string[];
}

/** All that the engine keeps of a stack, as plain JSON. */
export type Snapshot = Readonly<Record<string, Held>>;

export type Op = "create" | "update" | "replace" | "delete" | "same";

/** As `--target`: names of the resources to work on; default: all. */
export interface Scope {
  readonly targets?: readonly string[] | undefined;
}

/** What the engine, or a check, says no to before anything is sent. */
export class Refused extends Error {}

/** The engine and its provider ended in the middle of an operation: nothing of it was noted. */
export class Killed extends Error {}

interface Decision {
  readonly op: Op;
  readonly inputs: Props;
  readonly dependsOn: readonly string[];
}

export class Stack {
  readonly resources = new Map<string, Held>();

  /** @param killed whether the process is dead by now: then what an operation answers is never noted */
  constructor(
    public runtime: Runtime,
    readonly name = "organization/summit/test",
    private readonly killed: () => boolean = () => false,
  ) {}

  /** A stack that goes on with what another has noted. */
  static from(snapshot: Snapshot, ...args: ConstructorParameters<typeof Stack>): Stack {
    const stack = new Stack(...args);
    for (const [name, held] of Object.entries(structuredClone(snapshot))) stack.resources.set(name, held);
    return stack;
  }

  snapshot(): Snapshot {
    return JSON.parse(JSON.stringify(Object.fromEntries(this.resources))) as Snapshot;
  }

  id(name: string): string {
    const held = this.resources.get(name);
    if (!held) throw new Refused(`no resource ${name}`);
    return held.id;
  }

  outputs(name: string): Props {
    return this.resources.get(name)!.outputs;
  }

  /** What `pulumi preview` would do: operations by name. */
  preview(program: Program, { targets }: Scope = {}): Record<string, Op> {
    const ops: Record<string, Op> = {};
    const open = (name: string) => ops[name] === "create" || ops[name] === "replace";
    const id: IdOf = name => (open(name) ? UNKNOWN : this.id(name));
    const output: OutputOf = (name, key) =>
      open(name) || ops[name] === "update" ? UNKNOWN : this.outputs(name)[key];
    for (const [name, declared] of Object.entries(program)) {
      if (targets && !targets.includes(name)) continue;
      const { op } = this.decide(name, declared, id, output);
      if (ops[name] !== "replace") ops[name] = op;
      if (op === "replace") for (const other of this.replacedWith(name)) ops[other] = "replace";
    }
    for (const name of this.superfluous(program, targets)) ops[name] = "delete";
    return ops;
  }

  /** Operations that are not `same`. */
  changes(program: Program, scope: Scope = {}): Record<string, Op> {
    return Object.fromEntries(Object.entries(this.preview(program, scope)).filter(([, op]) => op !== "same"));
  }

  async up(program: Program, { targets }: Scope = {}): Promise<Record<string, Op>> {
    const done: Record<string, Op> = {};
    const goneAlready = new Set<string>();
    for (const [name, declared] of Object.entries(program)) {
      if (targets && !targets.includes(name)) continue;
      const decision = this.decide(
        name,
        declared,
        n => this.id(n),
        (n, key) => this.outputs(n)[key],
      );
      const { op } = decision;
      done[name] = goneAlready.has(name) ? "replace" : op;
      if (op === "create") await this.create(name, declared.kind, decision);
      if (op === "update") await this.update(name, declared.kind, decision);
      if (op === "replace") {
        // Deleted first, and before it what would be made anew with it.
        const dependents = this.replacedWith(name);
        const left = dependents.find(other => targets && !targets.includes(other));
        if (left) throw new Refused(`${left} depends on ${name}, which is replaced, and is no target`);
        for (const other of [...dependents, name]) {
          await this.remove(other);
          goneAlready.add(other);
        }
        await this.create(name, declared.kind, decision);
      }
    }
    for (const name of this.superfluous(program, targets)) {
      await this.remove(name);
      done[name] = "delete";
    }
    return done;
  }

  async refresh({ targets }: Scope = {}): Promise<void> {
    for (const [name, held] of [...this.resources]) {
      if (targets && !targets.includes(name)) continue;
      const found = await this.working(() =>
        core.read(definitionOf(held.kind), this.runtime, held.id, wire(held.outputs)),
      );
      if (found === undefined) this.resources.delete(name);
      else {
        held.inputs = wire(found.inputs);
        held.outputs = wire(found.outputs);
        held.initErrors = [];
      }
    }
  }

  async destroy({ targets }: Scope = {}): Promise<void> {
    for (const name of this.superfluous({}, targets)) await this.remove(name);
  }

  /** Names of resources to delete, what depends on others first. */
  private superfluous(program: Program, targets: readonly string[] | undefined): string[] {
    const going = [...this.resources.keys()].filter(
      name => !(name in program) && (!targets || targets.includes(name)),
    );
    const staying = [...this.resources.keys()].filter(n => !going.includes(n) && !(n in program));
    for (const name of staying) {
      const needed = this.resources.get(name)!.dependsOn?.find(d => going.includes(d));
      if (needed) throw new Refused(`${name} depends on ${needed}, and is no target`);
    }
    const order: string[] = [];
    const visit = (name: string) => {
      if (order.includes(name)) return;
      for (const other of going) if (this.resources.get(other)!.dependsOn?.includes(name)) visit(other);
      order.push(name);
    };
    for (const name of going.reverse()) visit(name);
    return order;
  }

  /** Names of the resources that can't stay as they are when this one is made anew, what depends on others first. */
  private replacedWith(name: string): string[] {
    const found: string[] = [];
    const visit = (at: string) => {
      for (const [other, held] of this.resources) {
        if (found.includes(other) || !held.dependsOn?.includes(at)) continue;
        const id = this.resources.get(at)!.id;
        const unknown = JSON.parse(
          JSON.stringify(held.inputs).replaceAll(JSON.stringify(id), JSON.stringify(UNKNOWN)),
        ) as Props;
        if (core.diff(definitionOf(held.kind), held.outputs, unknown).replaces.length === 0) continue;
        visit(other);
        found.push(other);
      }
    };
    visit(name);
    return found;
  }

  private decide(name: string, declared: Declared, id: IdOf, output: OutputOf): Decision {
    const held = this.resources.get(name);
    const { kind, formerly } = declared;
    if (held && held.kind !== kind && held.kind !== formerly) {
      throw new Error(`${name} is a ${held.kind}; under another name it could be a ${kind}`);
    }
    const definition = definitionOf(kind);
    const used = new Set<string>();
    const given =
      typeof declared.inputs === "function"
        ? declared.inputs(
            n => {
              used.add(n);
              return id(n);
            },
            (n, key) => {
              used.add(n);
              return output(n, key);
            },
          )
        : declared.inputs;
    const { inputs, failures } = core.check(definition, { mark: markOf(this.name, kind, name), ...given });
    if (failures.length > 0)
      throw new Refused(failures.map(f => `${name}: ${f.path}: ${f.reason}`).join("\n"));
    const rest = { inputs: wire(inputs), dependsOn: [...used] };
    if (!held) return { op: "create", ...rest };
    const { changed, unfinished, replaces } = core.diff(definition, held.outputs, inputs);
    if (replaces.length > 0) return { op: "replace", ...rest };
    const open = changed.length > 0 || unfinished.length > 0 || held.initErrors.length > 0;
    return { op: open ? "update" : "same", ...rest };
  }

  private async create(name: string, kind: string, { inputs, dependsOn }: Decision): Promise<void> {
    const note = (id: string, outputs: Props, initErrors: string[]) =>
      this.resources.set(name, { kind, id, inputs, outputs: wire(outputs), initErrors, dependsOn });
    try {
      const { id, outputs } = await this.working(() => core.create(definitionOf(kind), this.runtime, inputs));
      note(id, outputs, []);
    } catch (error) {
      if (error instanceof PartialError) note(error.id, error.properties, error.reasons);
      throw error;
    }
  }

  private async update(name: string, kind: string, { inputs, dependsOn }: Decision): Promise<void> {
    const held = this.resources.get(name)!;
    const note = (outputs: Props, initErrors: string[]) =>
      this.resources.set(name, { ...held, kind, outputs: wire(outputs), initErrors, dependsOn });
    try {
      const { outputs } = await this.working(() =>
        core.update(definitionOf(kind), this.runtime, held.id, wire(held.outputs), inputs),
      );
      note(outputs, []);
      this.resources.get(name)!.inputs = inputs;
    } catch (error) {
      if (error instanceof PartialError) note(error.properties, error.reasons);
      throw error;
    }
  }

  private async remove(name: string): Promise<void> {
    const held = this.resources.get(name)!;
    await this.working(() => core.remove(definitionOf(held.kind), this.runtime, held.id, wire(held.outputs)));
    this.resources.delete(name);
  }

  private die: (reason: Killed) => void = () => {};

  /** Kills the run under way: nothing of the operation is noted, and what goes on in an orphaned process is not waited for. */
  kill(): void {
    this.die(new Killed());
  }

  private async working<T>(work: () => Promise<T>): Promise<T> {
    const dead = new Promise<never>((_, reject) => {
      this.die = reject;
    });
    const worked = work();
    for (const promise of [dead, worked]) promise.catch(() => {});
    try {
      return await Promise.race([dead, worked]);
    } finally {
      // biome-ignore lint/correctness/noUnsafeFinally: a dead process answers nothing, neither result nor error.
      if (this.killed()) throw new Killed();
    }
  }
}

/** Pulumi's wire: plain JSON, and every whole object copied. */
const wire = (props: Props): Props => JSON.parse(JSON.stringify(props)) as Props;
