import { expect } from "chai";
import { z } from "zod";
import {
  isSecretPath,
  metaOf,
  propertiesOf,
  property,
  secretsOf,
  unwrap,
} from "../../provider/lifecycle/schema";

const inner = property(z.string(), { secret: true });
const schema = z.object({
  open: z.string(),
  key: property(z.string().optional(), { secret: true, replace: "it is so" }),
  wrapped: inner.optional(),
  group: z.object({ deep: inner, other: z.string() }).optional(),
  list: z.array(z.object({ key: inner })),
  safe: z.array(z.string()),
});

describe("what a schema says beyond types", () => {
  it("holds for what it is wrapped in, whose own word counts more", () => {
    expect(metaOf(schema.shape.wrapped)).to.deep.equal({ secret: true });
    expect(metaOf(property(inner.optional(), { replace: "x" }))).to.deep.equal({
      secret: true,
      replace: "x",
    });
    expect(metaOf(schema.shape.open)).to.deep.equal({});
    expect(unwrap(schema.shape.group)).to.be.instanceOf(z.ZodObject);
    expect(propertiesOf(schema).map(([name]) => name)).to.include.members(["open", "key"]);
  });

  it("names what holds a secret, at whatever depth", () => {
    expect(secretsOf(schema)).to.deep.equal(["key", "wrapped", "group", "list"]);
  });

  it("knows the paths of secrets", () => {
    for (const path of [["key"], ["wrapped"], ["group", "deep"], ["list", 0, "key"], ["key", "below"]]) {
      expect(isSecretPath(schema, path), path.join(".")).to.equal(true);
    }
    for (const path of [["open"], ["group"], ["group", "other"], ["safe", 0], ["none"], [], ["open", "x"]]) {
      expect(isSecretPath(schema, path), path.join(".")).to.equal(false);
    }
  });
});
