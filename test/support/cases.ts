/**
 * One operation on any state that a stack can be in: with resources that were forgotten, half made or damaged, on some
 * targets only, with a call that fails. What must hold is the same for all.
 */
import { expect } from "chai";
import type { FaultSpec } from "../../emulator";
import { OperationError } from "../../provider/lifecycle/failure";
import type { Runtime } from "../../provider/lifecycle/runtime";
import type { Props } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { registry } from "../../provider/resources/registry";
import { dump } from "./dump";
import { type Edit, type Event, edited, program } from "./events";
import { type ByHand, byHandIn, insist } from "./journey";
import { Refused, type Scope, type Snapshot, Stack } from "./stack";
import type { World } from "./world";

/** What happened to the state of the n-th resource. */
export type Wound = { readonly which: number } & (
  | { readonly what: "forgotten" }
  | { readonly what: "init error" }
  | { readonly what: "unfinished"; readonly part: number }
  | { readonly what: "without output"; readonly output: number }
);

export interface Case {
  readonly event: Event;
  readonly edit: Edit | null;
  readonly wounds: readonly Wound[];
  readonly byHand: readonly ByHand[];
  readonly operation: "preview" | "up" | "refresh" | "destroy";
  /** Numbers of resources; null for all. */
  readonly targets: readonly number[] | null;
  readonly fault: FaultSpec | null;
}

const wounded = (snapshot: Snapshot, wounds: readonly Wound[]): Snapshot => {
  const after = structuredClone(snapshot) as Record<string, Snapshot[string]>;
  for (const wound of wounds) {
    const names = Object.keys(after);
    const name = names[wound.which % names.length];
    if (name === undefined) continue;
    const held = after[name]!;
    const definition = registry.find(d => d.kind === held.kind)!;
    if (wound.what === "init error") held.initErrors = ["it was refused"];
    if (wound.what === "unfinished")
      held.outputs.unfinished = [definition.parts[wound.part % definition.parts.length]!.key];
    if (wound.what === "without output") {
      const outputs = Object.keys(held.outputs).filter(key => !(key in held.inputs));
      delete held.outputs[outputs[wound.output % outputs.length]!];
    }
    // A profile has no mark by which it could be found again: its system name is taken then, which is said.
    if (wound.what === "forgotten" && held.kind !== "MetadataProfile") delete after[name];
  }
  return after;
};

/** What is wrong with a state: the engine, or the next version, could not go on with it. */
export function problemsOf(snapshot: Snapshot): string[] {
  const problems: string[] = [];
  const look = (at: string, value: unknown) => {
    if (value === undefined || (typeof value === "number" && !Number.isFinite(value)))
      problems.push(`${at} is ${value}`);
    if (typeof value === "string" && value.includes("undefined")) problems.push(`${at} says ${value}`);
    if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) look(`${at}.${key}`, inner);
  };
  for (const [name, held] of Object.entries(snapshot)) {
    const definition = registry.find(d => d.kind === held.kind);
    if (definition === undefined) problems.push(`${name} is of no kind`);
    if (typeof held.id !== "string" || held.id === "") problems.push(`${name} has no id`);
    look(name, held);
    const parts = new Set(["(gone)", ...(definition?.parts.map(p => p.key) ?? [])]);
    for (const part of (held.outputs.unfinished as string[] | undefined) ?? [])
      if (!parts.has(part)) problems.push(`${name} has no part ${part}`);
  }
  return problems;
}

const OTHER = "organization/others/test";

/** What of the account is another stack's, or nobody's. */
async function ofOthers(world: World): Promise<Props> {
  const [prefix] = markOf(OTHER, "", "").split("x");
  return Object.fromEntries(
    Object.entries(await dump(world)).filter(([key]) => key.includes(prefix!) || key.includes("unmarked")),
  );
}

/**
 * @returns what the operation failed with; undefined when it went through
 * @throws an assertion when something does not hold
 */
export async function tryCase(world: World, one: Case): Promise<Error | undefined> {
  const { emulator } = world;
  const sleep = async (ms: number) => emulator.clock.advance(ms / 1000);
  const used: Runtime[] = [];
  /** Each command is a process of its own, which remembers nothing of others. */
  const process = () => {
    used.push({ ...world.freshRuntime(), sleep });
    return used.at(-1)!;
  };
  const first = new Stack(process());
  const others = new Stack(process(), OTHER);
  let stack = first;
  try {
    await first.up(program(one.event));
    const { profile: _, site, ...same } = program(one.event);
    await others.up({
      site: { ...site!, inputs: { name: "Their site", privacyContext: "theirs2027" } },
      ...same,
    });
    const before = first.snapshot();
    stack = Stack.from(wounded(before, one.wounds), process());
    for (const hand of one.byHand) await byHandIn(world, hand);
    const theirs = await ofOthers(world);
    const wanted = program(one.edit === null ? one.event : edited(one.event, one.edit));
    const names = [...new Set([...Object.keys(before), ...Object.keys(wanted)])];
    const scope: Scope = { targets: one.targets?.map(n => names[n % names.length]!) };

    if (one.fault) emulator.faults.add(one.fault);
    let failure: Error | undefined;
    try {
      if (one.operation === "preview") stack.preview(wanted, scope);
      if (one.operation === "up") await stack.up(wanted, scope);
      if (one.operation === "refresh") await stack.refresh(scope);
      if (one.operation === "destroy") await stack.destroy(scope);
    } catch (error) {
      failure = error as Error;
      if (!(error instanceof Refused) && !(error instanceof OperationError)) throw error;
    }
    emulator.faults.clear();
    expect(failure?.message ?? "", "our own fault").to.not.match(
      /fault of pulumi-kaltura|a bug of|undefined|NaN/,
    );
    expect(problemsOf(stack.snapshot()), "the state").to.deep.equal([]);
    expect(await ofOthers(world), "others' objects").to.deep.equal(theirs);

    stack.runtime = process();
    await stack.refresh();
    stack.runtime = process();
    expect(problemsOf(stack.snapshot()), "the state after a refresh").to.deep.equal([]);
    await insist(stack, wanted);
    expect(stack.changes(wanted), "left after up").to.deep.equal({});
    const doubles = Object.keys(await dump(world)).filter(key => / AGAIN$/.test(key));
    expect(doubles.join(", "), "doubles").to.equal("");
    expect(await ofOthers(world), "others' objects after up").to.deep.equal(theirs);
    return failure;
  } finally {
    emulator.faults.clear();
    // Whatever is left of the two, also what a state has forgotten.
    for (const one of [stack, first, others]) {
      await one.refresh().catch(() => {});
      await one.destroy().catch(() => {});
    }
    for (const { gateway } of used) await gateway.close();
    emulator.clock.reset();
  }
}
