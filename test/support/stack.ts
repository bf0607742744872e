/**
 * What the engine does with a provider, in small: check, diff, create, update, replace, delete, refresh, with its
 * rules for partial failures. For tests that need hundreds of runs; the engine's own are in test/engine.
 */

import { PartialError } from "../../provider/lifecycle/failure";
import * as core from "../../provider/lifecycle/operations";
import type { Runtime } from "../../provider/lifecycle/runtime";
import type { Props } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { definitionOf } from "../../provider/resources/registry";

export interface Declared {
  readonly kind: string;
  /** Inputs; a function gets the id of a resource declared before. */
  readonly inputs: Props | ((id: (name: string) => string) => Props);
}

export type Program = Readonly<Record<string, Declared>>;

interface Held {
  readonly kind: string;
  readonly id: string;
  inputs: Props;
  outputs: Props;
  initErrors: string[];
}

export type Op = "create" | "update" | "replace" | "delete" | "same";

export class Refused extends Error {}

export class Stack {
  readonly resources = new Map<string, Held>();

  constructor(
    readonly runtime: Runtime,
    readonly name = "organization/summit/test",
  ) {}

  id(name: string): string {
    const held = this.resources.get(name);
    if (!held) throw new Error(`no resource ${name}`);
    return held.id;
  }

  outputs(name: string): Props {
    return this.resources.get(name)!.outputs;
  }

  /** What `pulumi preview` would do: operations by name. */
  preview(program: Program): Record<string, Op> {
    const ops: Record<string, Op> = {};
    for (const [name, declared] of Object.entries(program)) ops[name] = this.decide(name, declared).op;
    for (const name of this.resources.keys()) if (!(name in program)) ops[name] = "delete";
    return ops;
  }

  /** Operations that are not `same`. */
  changes(program: Program): Record<string, Op> {
    return Object.fromEntries(Object.entries(this.preview(program)).filter(([, op]) => op !== "same"));
  }

  async up(program: Program): Promise<Record<string, Op>> {
    const done: Record<string, Op> = {};
    for (const [name, declared] of Object.entries(program)) {
      const { op, inputs, deleteFirst } = this.decide(name, declared);
      done[name] = op;
      if (op === "create") await this.create(name, declared.kind, inputs);
      if (op === "update") await this.update(name, inputs);
      if (op === "replace") {
        const definition = definitionOf(declared.kind);
        const old = this.resources.get(name)!;
        if (deleteFirst) await core.remove(definition, this.runtime, old.id, old.outputs);
        await this.create(name, declared.kind, inputs);
        if (!deleteFirst) await core.remove(definition, this.runtime, old.id, old.outputs);
      }
    }
    for (const name of [...this.resources.keys()].reverse()) {
      if (name in program) continue;
      await this.remove(name);
      done[name] = "delete";
    }
    return done;
  }

  async refresh(): Promise<void> {
    for (const [name, held] of [...this.resources]) {
      const found = await core.read(definitionOf(held.kind), this.runtime, held.id, held.outputs);
      if (found === undefined) this.resources.delete(name);
      else {
        held.inputs = wire(found.inputs);
        held.outputs = wire(found.outputs);
        held.initErrors = [];
      }
    }
  }

  async destroy(): Promise<void> {
    for (const name of [...this.resources.keys()].reverse()) await this.remove(name);
  }

  private decide(name: string, declared: Declared): { op: Op; inputs: Props; deleteFirst?: boolean } {
    const definition = definitionOf(declared.kind);
    const given = typeof declared.inputs === "function" ? declared.inputs(n => this.id(n)) : declared.inputs;
    const { inputs, failures } = core.check(definition, {
      mark: markOf(this.name, declared.kind, name),
      ...given,
    });
    if (failures.length > 0)
      throw new Refused(failures.map(f => `${name}: ${f.path}: ${f.reason}`).join("\n"));
    const held = this.resources.get(name);
    if (!held) return { op: "create", inputs };
    const { changed, unfinished, replaces, deleteBeforeReplace } = core.diff(
      definition,
      held.outputs,
      inputs,
    );
    if (replaces.length > 0) return { op: "replace", inputs, deleteFirst: deleteBeforeReplace };
    const open = changed.length > 0 || unfinished.length > 0 || held.initErrors.length > 0;
    return { op: open ? "update" : "same", inputs };
  }

  private async create(name: string, kind: string, inputs: Props): Promise<void> {
    try {
      const { id, outputs } = await core.create(definitionOf(kind), this.runtime, wire(inputs));
      this.resources.set(name, { kind, id, inputs, outputs: wire(outputs), initErrors: [] });
    } catch (error) {
      if (error instanceof PartialError) {
        this.resources.set(name, {
          kind,
          id: error.id,
          inputs,
          outputs: wire(error.properties),
          initErrors: error.reasons,
        });
      }
      throw error;
    }
  }

  private async update(name: string, inputs: Props): Promise<void> {
    const held = this.resources.get(name)!;
    try {
      const { outputs } = await core.update(
        definitionOf(held.kind),
        this.runtime,
        held.id,
        held.outputs,
        wire(inputs),
      );
      Object.assign(held, { inputs, outputs: wire(outputs), initErrors: [] });
    } catch (error) {
      if (error instanceof PartialError) {
        Object.assign(held, { outputs: wire(error.properties), initErrors: error.reasons });
      }
      throw error;
    }
  }

  private async remove(name: string): Promise<void> {
    const held = this.resources.get(name)!;
    await core.remove(definitionOf(held.kind), this.runtime, held.id, held.outputs);
    this.resources.delete(name);
  }
}

/** Pulumi's wire: plain JSON, and every whole object copied. */
const wire = (props: Props): Props => JSON.parse(JSON.stringify(props)) as Props;
