/** A resource's place in an operation, for one part alone: what the server has is what the test says. */
import { expect } from "chai";
import type { Loaders } from "../../provider/kaltura/loaders";
import { type Call, Reference } from "../../provider/kaltura/types";
import type { Site, Step } from "../../provider/lifecycle/part";
import type { Runtime } from "../../provider/lifecycle/runtime";
import type { Props } from "../../provider/lifecycle/values";

/** The words of a stack's mark and of one of its resources', and those of another stack. */
export const STACK = "pulumi0123456789";
export const MARK = `${STACK}x0123456789ab`;
export const OTHER_STACK = "pulumiaaaaaaaaaa";
export const OTHER = `${OTHER_STACK}x0123456789ab`;

/** Look-ups that a test answers; any other fails it. */
export type Answers = { readonly [Name in keyof Loaders]?: (...args: never[]) => unknown };

export interface Desk {
  readonly site: Site;
  /** Lines that the user was told. */
  readonly said: string[];
  /** Texts that count as secrets from now on. */
  readonly hidden: string[];
  /** Names of the look-ups, with what they were asked for. */
  readonly asked: string[];
}

/**
 * @param answers of look-ups, by name
 * @param more ids by handle, what was seen by part, the state's outputs, the time in milliseconds since 1970
 */
export function desk(
  answers: Answers = {},
  {
    handles = {},
    seen = {},
    state = {},
    now = 0,
  }: { handles?: Props; seen?: Props; state?: Props; now?: number } = {},
): Desk {
  const said: string[] = [];
  const hidden: string[] = [];
  const asked: string[] = [];
  const load = new Proxy(answers, {
    get: (_, name: string) => {
      const answer = (answers as Record<string, (...args: unknown[]) => unknown>)[name];
      if (answer === undefined) throw new Error(`the part looked up ${name}, which the test does not expect`);
      return async (...args: unknown[]) => {
        asked.push([name, ...args.map(String)].join(" "));
        return answer(...args);
      };
    },
  });
  const runtime = {
    load,
    gateway: { hide: (text: string | undefined) => text !== undefined && hidden.push(text) },
    now: () => now,
    say: (line: string) => said.push(line),
    indexLagMs: 15_000,
    sleep: async () => undefined,
  } as unknown as Runtime;
  const site = {
    runtime,
    handles: new Map(Object.entries(handles)),
    seen: new Map(Object.entries(seen)),
    state,
  } as unknown as Site;
  return { site, said, hidden, asked };
}

/** `liveStream.update` of a call. */
export const nameOf = ({ service, action }: Call): string => `${service}.${action}`;

/** What a plan would do: the words of each step, its call and what is sent. */
export const shown = (steps: readonly Step[]): Props[] =>
  steps.map(({ purpose, call }) => ({ purpose, call: nameOf(call), args: call.args }));

/**
 * A handle points to the id in the answer of the step that makes its object; once answered it is that id, and the
 * part has seen the answer.
 * @param name of the handle, which is the part's key, too
 */
export function expectPointer({ site }: Desk, name: string, step: Step, answer: never, id: string): void {
  const handle = site.handles.get(name) as Reference;
  expect(handle).to.be.instanceOf(Reference);
  expect([handle.call, handle.path]).to.deep.equal([step.call, "id"]);
  step.done!(answer);
  expect(site.handles.get(name)).to.equal(id);
  expect(site.seen.get(name)).to.equal(answer);
}
