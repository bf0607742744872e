/** What orders to REACH have in common: inputs, outputs, rules and the warning. */
import { z } from "zod";
import type { Rule } from "../lifecycle/define";
import { property } from "../lifecycle/schema";
import { type Choice, serviceTypes, turnarounds } from "../parts/catalogItem";
import * as common from "./inputs";

const names = <T extends string>(of: Readonly<Record<T, number>>) => Object.keys(of) as [T, ...T[]];

/** All that an order is about can't change: it is another order then, which costs again. */
export const fixed = <T extends z.ZodType>(schema: T): T =>
  property(schema, { replace: "an order can't change, so the old one is taken back where Kaltura lets it" });

export const serviceOf = <T extends string>(services: Readonly<Record<T, number>>, text: string) =>
  fixed(z.enum(names(services)).optional().describe(text));

export const choice = {
  catalogItemId: fixed(
    z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("What is ordered, by the id of its catalog item. In place of service and what narrows it."),
  ),
  serviceType: fixed(
    z.enum(names(serviceTypes)).optional().describe("Who does it. Needed when the account has both enabled."),
  ),
  sourceLanguage: fixed(
    common.text({ min: 1 }).optional().describe('Language spoken, by its English name: "English".'),
  ),
  targetLanguage: fixed(
    common.text({ min: 1 }).optional().describe("Language to translate into, by its English name."),
  ),
  turnaround: fixed(
    z
      .enum(names(turnarounds))
      .optional()
      .describe("How fast. Needed when the account has more than one enabled of the kind."),
  ),
};

export const payment = {
  reachProfile: fixed(
    z
      .union([z.number().int().min(1), common.text({ min: 1 })])
      .optional()
      .describe("The reach profile that pays, by id or name. Default: the account's only one."),
  ),
  notes: common.text().optional().describe("For whoever moderates the order."),
  context: common
    .text({ max: 256 })
    .optional()
    .describe("What the entry is about, for whoever carries the order out; up to 256 bytes."),
  mark: common.mark,
};

export const outputs = z.object({
  status: z
    .string()
    .optional()
    .describe(
      "How it stands, as of the last refresh: pending, pendingModeration, rejected, pendingEntryReady, scheduled, processing, ready or error.",
    ),
  price: z.number().optional().describe("What it costs of the reach profile's credit."),
  errDescription: z.string().optional().describe("Why it was rejected, or what went wrong."),
  outputObjectId: z.string().optional().describe("Id of what was made: a caption asset, for example."),
  expectedFinish: z.string().optional().describe("When it should be done: ISO 8601, UTC."),
});

/** What a preview says of an order that an `up` would place. */
export const WARNING =
  "pulumi up would place this order with REACH, and an order costs credit of the reach profile";

const NARROWING = ["serviceType", "sourceLanguage", "targetLanguage", "turnaround"] as const;

/** One way to say what is ordered. */
export const choiceRules: readonly Rule<Choice>[] = [
  {
    reads: ["service", "catalogItemId"],
    problem: i => {
      if (i.service === undefined && i.catalogItemId === undefined) {
        return "is missing, and so is catalogItemId; set one of them";
      }
      if (i.service !== undefined && i.catalogItemId !== undefined) {
        return "and catalogItemId both say what is ordered; take one out";
      }
      return undefined;
    },
  },
  ...NARROWING.map(
    (name): Rule<Choice> => ({
      reads: [name, "catalogItemId"],
      problem: i =>
        i[name] !== undefined && i.catalogItemId !== undefined
          ? "narrows a service, but catalogItemId says already what is ordered; take one out"
          : undefined,
    }),
  ),
];
