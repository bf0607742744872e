/** A resource of two parts on a server of our own, to look at the lifecycle alone. */
import { z } from "zod";
import { defineResource } from "../../provider/lifecycle/define";
import { property } from "../../provider/lifecycle/schema";

export const inputs = z.strictObject({
  name: z.string().min(2).max(5).describe("Its name."),
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
