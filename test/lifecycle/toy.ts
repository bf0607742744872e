/** A resource of two parts on a server of our own, to look at the lifecycle alone. */
import { z } from "zod";
import { ApiError, type TransportError } from "../../provider/kaltura/errors";
import type { Call, Outcome, RefusalKind } from "../../provider/kaltura/types";
import { type Definition, defineResource } from "../../provider/lifecycle/define";
import type { Trace } from "../../provider/lifecycle/journal";
import { knownId, type Part, type Step } from "../../provider/lifecycle/part";
import type { Runtime } from "../../provider/lifecycle/runtime";
import { property } from "../../provider/lifecycle/schema";
import type { Props } from "../../provider/lifecycle/values";

export const inputs = z.strictObject({
  name: z.string().min(2).max(5).describe("Its name."),
  mark: z.string().optional(),
  level: z.enum(["low", "high"]).optional(),
  size: z.number().int().min(1).max(9).optional(),
  at: property(z.string().optional(), { same: "instant" }),
  timezone: z.string().optional(),
  tags: property(z.array(z.string()).optional(), { same: "tags" }),
  list: property(z.array(z.string()).optional(), { same: "set" }),
  kind: property(z.enum(["a", "b"]).optional(), { replace: "can't change", unset: "a" }),
  other: property(z.string().optional(), { replace: "is another's", unknownIsSame: true }),
  group: z.strictObject({ on: z.boolean(), text: z.string().optional() }).optional().describe("Some of it."),
  either: z.union([z.number(), z.array(z.string())]).optional(),
  place: z.union([z.strictObject({ city: z.string() }), z.string(), z.number()]).optional(),
  people: z.array(z.strictObject({ name: z.string() })).optional(),
  key: property(z.string().optional(), { secret: true }),
  once: property(z.string().optional(), { option: "once" }),
  later: property(z.string().optional(), { comesLater: true }),
  digest: property(z.string().optional(), { internal: true }),
});

export type Inputs = z.infer<typeof inputs>;

export const toy = defineResource<Inputs>({
  kind: "Toy",
  label: "toy",
  doc: "A toy.",
  inputs,
  outputs: z.object({ seen: z.string().optional() }),
  computed: {},
  rules: [
    {
      reads: ["group.text", "size"],
      problem: i => (i.group?.text === "big" && (i.size ?? 0) < 5 ? "needs a size of 5" : undefined),
    },
    { reads: ["key"], problem: i => (i.key === "bad" ? "is no key" : undefined) },
    {
      reads: ["level", "name"],
      problem: i => (i.level === undefined && i.name === "level" ? `is missing with ${i.name}` : undefined),
    },
  ],
  parts: [],
  root: "toy",
  handles: { toy: "toyId" },
  complete: i => (i.name === "hash" ? { ...i, digest: "worked out" } : i),
});

export const refusal = (kind: RefusalKind, code = kind.toUpperCase()) =>
  new ApiError({
    code,
    message: `said ${code}`,
    args: {},
    service: "toy",
    action: "act",
    kind,
    hint: "do this",
  });

/** What a call meets instead of its work; `lost` is an answer that does not arrive though the work is done. */
export type Trouble = ApiError | TransportError | { readonly lost: TransportError };

/** Objects by their name, and what was asked. */
export class ToyServer {
  readonly objects = new Map<string, Props>();
  /** Calls of each request. */
  readonly requests: string[][] = [];
  /** Ids of what was known when each request went out. */
  readonly known: (readonly string[])[] = [];
  readonly looks: string[] = [];
  readonly waits: number[] = [];
  /** By call, the first first. */
  readonly troubles = new Map<string, Trouble[]>();
  now = 0;
  /** Whether an object is found whose id is not known. */
  searchable = true;
  /** How `load` was asked to read ahead. */
  readonly readers: Props[] = [];
  usedReadAhead = false;
  /** What was noted in the journal, one after the other. */
  readonly noted: string[] = [];
  /** What the journal tells of an earlier run, when it is asked. */
  trace: () => (Trace & { readonly busy: boolean }) | undefined = () => undefined;
  readonly said: string[] = [];

  trouble(call: string, ...troubles: Trouble[]): void {
    this.troubles.set(call, troubles);
  }

  readonly runtime = {
    gateway: {
      send: async (calls: readonly Call[], known: readonly string[]): Promise<Outcome[]> => {
        this.requests.push(calls.map(c => `${c.service}.${c.action}`));
        this.known.push(known);
        let lost: TransportError | undefined;
        const outcomes = calls.map((call): Outcome => {
          const trouble = this.troubles.get(`${call.service}.${call.action}`)?.shift();
          if (trouble instanceof ApiError) return { ok: false, error: trouble };
          if (trouble instanceof Error) throw trouble;
          lost = trouble?.lost ?? lost;
          return { ok: true, value: this.work(call) };
        });
        if (lost) throw lost;
        return outcomes;
      },
    },
    load: {
      usedReadAhead: false,
      forReader: (reader: Props) => {
        this.readers.push(reader);
        return { usedReadAhead: this.usedReadAhead };
      },
    },
    journal: {
      find: () => this.trace(),
      note: (_mark: string, { ids, open }: Trace) => {
        this.noted.push(`${Object.values(ids).join() || "nothing"}, open: ${open.join() || "none"}`);
      },
      forget: () => {
        this.noted.push("forgotten");
      },
    },
    indexLagMs: 15_000,
    sleep: async (ms: number) => {
      this.waits.push(ms);
    },
    now: () => this.now,
    say: (line: string) => {
      this.said.push(line);
    },
  } as unknown as Runtime;

  private work({ service, action, args }: Call): Props | null {
    if (action === "delete") {
      this.objects.delete(service);
      return null;
    }
    const object = { id: `1_${service}`, ...this.objects.get(service), ...args };
    this.objects.set(service, object);
    return { ...object };
  }
}

/** A part of one object of its own kind; its name is the toy's. */
export function toyPart(
  server: ToyServer,
  key: string,
  more: Partial<Part<Inputs, Props>> = {},
  step: Partial<Step> = {},
) {
  const call = (action: string, args: Props = {}): Call => ({ service: key, action, args });
  const part: Part<Inputs, Props> = {
    key,
    label: key,
    permissions: [],
    async observe(site) {
      server.looks.push(key);
      if (!server.searchable && knownId(site, key) === undefined) return undefined;
      const found = server.objects.get(key);
      if (found) site.handles.set(key, String(found.id));
      return found && { ...found };
    },
    async plan({ inputs }, observed, site) {
      const done = (value: Props) => {
        site.handles.set(key, String(value.id));
        site.seen.set(key, value);
      };
      if (observed?.name === inputs.name) return [];
      const action = observed === undefined ? "add" : "update";
      return [{ call: call(action, { name: inputs.name }), purpose: `${action} the ${key}`, done, ...step }];
    },
    async drift(inputs, observed) {
      if (observed === undefined) return { inputs: {}, missing: true };
      return { inputs: observed.name === inputs.name ? {} : { name: observed.name } };
    },
    async remove(observed) {
      return observed === undefined
        ? []
        : [{ call: call("delete"), purpose: `delete the ${key}`, fine: ["gone"] }];
    },
    outputs: observed => ({ [`${key}Name`]: observed.name }),
    ...more,
  };
  return part;
}

/** The toy made of these parts; the first is its root. */
export const toyOf = (parts: readonly Part<Inputs, Props>[], more: Partial<Definition<Inputs>> = {}) => ({
  ...toy,
  parts: parts as Definition<Inputs>["parts"],
  root: parts[0]!.key,
  handles: Object.fromEntries(parts.map(({ key }) => [key, `${key}Id`])),
  ...more,
});
