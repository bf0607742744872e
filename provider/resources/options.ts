/** Inputs that say how a resource is made or treated; they are no properties of any object. */
import { z } from "zod";
import { adoptionOf } from "../lifecycle/adopt";
import type { Rule } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { text } from "./inputs";

const from = text({ min: 1 })
  .optional()
  .describe("The mark of the stack that had it before and has it no more; a refusal names it.");

/**
 * The input `adopt`.
 * @param what the kind of object, for the docs
 * @param more forms beyond an id: by reference id, and which schedule event is the session's
 */
export function adoptInput(
  what: string,
  more: { numbered?: true; byReferenceId?: true; withEvent?: true } = {},
) {
  const number = z.number().int().min(1);
  const id = more.numbered ? z.union([number, text({ min: 1 })]) : text({ min: 1 });
  const byReferenceId = more.byReferenceId ? " or reference id" : "";
  const form = z.strictObject({
    id: id.optional().describe(`Id of the ${what}.`),
    ...(more.byReferenceId && {
      referenceId: text({ min: 1 })
        .optional()
        .describe("Its reference id, in place of the id; it must be the only one that has it."),
    }),
    ...(more.withEvent && {
      scheduleEventId: z
        .union([number, text({ min: 1 })])
        .optional()
        .describe("Which schedule event is the session's, where there are several that nobody manages."),
    }),
    from,
  });
  return property(
    z
      .union(more.numbered ? [number, text({ min: 1 }), form] : [text({ min: 1 }), form])
      .optional()
      .describe(
        `Takes over ${/^[aeiou]/.test(what) ? "an" : "a"} ${what} that is there, by its id${byReferenceId}, instead of making one. Its id stays, and with it whatever people hold on to; only what the program sets is changed. The preview shows the difference, where it has credentials. Counts when the resource is made, and says nothing afterwards. See docs/safety.md.`,
      ),
    {
      option: "once",
      typeName: `Adopt${what.replace(/(^| )\w/g, c => c.trim().toUpperCase())}${more.withEvent ? "Session" : ""}`,
    },
  );
}

export const allowChangesWhileLive = property(
  z
    .boolean()
    .optional()
    .describe(
      "Lets runs delete it, make it anew, move it away from now or change what it shows while it is on air, or within its time (from its lead-in on until it is over). Without it they are refused then; changes that viewers see nothing of go through. What Kaltura itself refuses while on air stays refused. Before a delete it has to be in the state: run pulumi up with it once. See docs/safety.md.",
    ),
  { option: "standing", whenRemoved: "guards the session again" },
);

export const adoptSession = adoptInput("live entry", { byReferenceId: true, withEvent: true });

export const adoptRule: Rule<{ adopt?: unknown }> = {
  reads: ["adopt"],
  problem: inputs => {
    const adoption = adoptionOf(inputs);
    if (adoption === undefined) return undefined;
    const { id, referenceId } = adoption;
    if (id === undefined && referenceId === undefined) return "names nothing; give an id";
    return id !== undefined && referenceId !== undefined
      ? "names it by id and by referenceId; take one of them out"
      : undefined;
  },
};
