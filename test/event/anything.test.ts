/** Whatever somebody writes into an event, it is answered by findings, and what is let through can be deployed. */
import { expect } from "chai";
import fc from "fast-check";
import { problemsOf } from "pulumi-kaltura/check";
import { examine } from "../../event/examine";
import { written } from "../../event/read";
import { RESOURCE_OF } from "../../event/settings";
import { event, look, session } from "./support";

const GOOD = event(
  [
    session({ track: ["t"], template: "x", room: "r", presenters: ["p", { name: "Guest" }], captions: {} }),
    session({ id: "b", kind: "simulive", video: "v", end: undefined }),
    session({
      id: "c",
      kind: "studio",
      end: undefined,
      duration: "1h",
      studio: { room: { name: "Studio" } },
    }),
    { id: "d", kind: "interactive", title: "Lounge" },
  ],
  {
    days: ["2027-06-08"],
    defaults: { webcast: { dvr: { enabled: true }, chat: { enabled: true } }, tags: ["talk"] },
    templates: { x: { channel: "ch" } },
    presenters: [{ id: "p", name: "Mira" }],
    rooms: [{ id: "r", name: "Hall", channel: "ch" }],
    channels: [{ id: "ch", name: "Hall", targets: [] }],
    videos: [{ id: "v", entryId: "0_v", duration: "30m" }],
    tracks: [{ id: "t", name: "Main", category: { moderation: true } }],
    team: ["mira"],
    rules: { roomOverlap: "warn" },
    embeds: { playerId: 1 },
  },
);

type Path = (string | number)[];

const pathsIn = (value: unknown, at: Path = []): Path[] =>
  typeof value !== "object" || value === null
    ? [at]
    : [
        at,
        ...Object.entries(value).flatMap(([k, v]) =>
          pathsIn(v, [...at, Array.isArray(value) ? Number(k) : k]),
        ),
      ];

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    "",
    " ",
    "a1",
    "t",
    "x",
    "__proto__",
    "constructor",
    "2027-06-08T09:00",
    "2027-03-28T02:30",
    "0m",
    "1h",
    0,
    -1,
    1e21,
    null,
    [],
    {},
    [[]],
    [null],
  ),
);

describe("Whatever stands in an event", function () {
  this.timeout(600_000);
  const mutated = fc
    .array(fc.tuple(fc.constantFrom(...pathsIn(GOOD)), junk), { minLength: 1, maxLength: 3 })
    .map(changes =>
      changes.reduce<unknown>((value, [path, by]) => {
        // A change before may have taken away what this one is about.
        try {
          return replaced(value, path, by);
        } catch {
          return value;
        }
      }, GOOD),
    );

  it("the event is right before it is touched", () => {
    expect(look(GOOD).findings).to.deep.equal([]);
  });

  it("is answered by findings, each with a place; and what is let through, the provider takes", () => {
    fc.assert(
      fc.property(mutated, definition => {
        const { event: planned, findings } = examine(written(definition as never), { now: new Date(0) });
        for (const { message, path } of findings) {
          expect(message).to.be.a("string").and.not.equal("");
          expect(path).to.be.an("array");
        }
        if (findings.length === 0) expect(planned).to.not.equal(undefined);
        for (const { kind, inputs, channel, video } of planned?.sessions ?? []) {
          const filled = {
            ...inputs,
            ...(kind === "simulive" && { source: video }),
            ...(kind === "webcast" && channel !== undefined && { channel }),
          };
          expect(problemsOf(RESOURCE_OF[kind], filled)).to.deep.equal([]);
        }
      }),
      { numRuns: process.env.NIGHTLY === "1" ? 20_000 : 300 },
    );
  });
});
