/** Unset, set, changed, removed, null, empty and unknown: every property of every resource, from the schemas. */
import { expect } from "chai";
import { z } from "zod";
import { isSecretPath, metaOf, propertiesOf, unwrap } from "../../provider/lifecycle/schema";
import { getPath, type Props, setPath, UNKNOWN } from "../../provider/lifecycle/values";
import { registry } from "../../provider/resources/registry";
import { furnish, type Things, withThings } from "../support/account";
import { type Samples, samples } from "../support/samples";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

/** Dotted paths of all inputs that say how Kaltura's objects are, with their schemas; lists are one input. */
function leaves(object: z.ZodObject, prefix = ""): Array<[string, z.ZodType]> {
  return propertiesOf(object)
    .filter(([, schema]) => !metaOf(schema).internal && metaOf(schema).option === undefined)
    .flatMap(([name, schema]): Array<[string, z.ZodType]> => {
      const inner = unwrap(schema);
      const path = `${prefix}${name}`;
      return inner instanceof z.ZodObject ? leaves(inner, `${path}.`) : [[path, schema]];
    });
}

const optional = (schema: z.ZodType) => schema.safeParse(undefined).success;

describe("every property", () => {
  let world: World;
  let things: Things;

  before(async () => {
    world = await World.withProfiles();
    things = await furnish(world);
  });
  after(() => world.stop());

  const real = (value: unknown) => withThings(value, things);

  for (const definition of registry) {
    const { kind } = definition;
    const own: Samples = samples[kind] ?? { base: {}, values: {} };

    describe(kind, () => {
      let stack: Stack;
      beforeEach(() => {
        stack = new Stack(world.runtime);
      });
      afterEach(() => stack.destroy());

      const base = (path: string) => real({ ...own.base, ...own.needs?.[path] }) as Props;
      const program = (inputs: Props): Program => ({ it: { kind, inputs } });
      const withValue = (path: string, value: unknown) => {
        const beside = value === own.values[path]?.[1] ? own.beside?.[path] : undefined;
        return program(setPath({ ...base(path), ...(real(beside ?? {}) as Props) }, path, real(value)));
      };
      const withoutIt = (path: string) => program(setPath(base(path), path, undefined));

      for (const [name, schema] of propertiesOf(definition.inputs)) {
        const { option } = metaOf(schema);
        if (option === undefined) continue;

        it(`${name}: set later or taken out, ${option === "once" ? "no change" : "kept in the state alone"}`, async () => {
          const set = program({ ...base(name), [name]: option === "once" ? "1_other" : true });
          await stack.up(program(base(name)));
          world.emulator.clearCalls();
          for (const one of [set, program(base(name))]) {
            const done = await stack.up(one);
            expect(done).to.deep.equal({ it: option === "once" ? "same" : "update" });
            await stack.refresh();
            expect(stack.changes(one)).to.deep.equal({});
          }
          expect(world.called().filter(call => !/\.(list|get|start)/.test(call))).to.deep.equal([]);
        });

        it(`${name}: unknown in a preview, or empty, is no failure that names anything else`, async () => {
          await stack.up(program(base(name)));
          const changes = stack.changes(program({ ...base(name), [name]: UNKNOWN }));
          expect(changes).to.deep.equal(option === "once" ? {} : { it: "update" });
          expect(() => stack.preview(program({ ...base(name), [name]: { no: "such" } }))).to.throw(
            Refused,
            name,
          );
        });
      }

      for (const [path, schema] of leaves(definition.inputs)) {
        const values = own.values[path];
        it(`${path} has samples`, () => {
          expect(values, `add two values for ${kind}.${path} to test/support/samples.ts`).to.have.length(2);
        });
        if (!values) continue;
        const replaces = metaOf(schema).replace !== undefined;
        const stays =
          metaOf(schema).whenRemoved ??
          metaOf(definition.inputs.shape[path.split(".")[0]!] as z.ZodType).whenRemoved;

        it(`${path}: set at creation, no change before and after a refresh`, async () => {
          for (const value of values) {
            await stack.up(withValue(path, value));
            expect(stack.changes(withValue(path, value))).to.deep.equal({});
            await stack.refresh();
            expect(
              stack.changes(withValue(path, value)),
              JSON.stringify(getPath(stack.outputs("it"), path)),
            ).to.deep.equal({});
            await stack.destroy();
          }
        });

        it(`${path}: changed ${replaces ? "by replacement" : "in place"}`, async () => {
          await stack.up(withValue(path, values[0]));
          const id = stack.id("it");
          expect(await stack.up(withValue(path, values[1]))).to.deep.equal({
            it: replaces ? "replace" : "update",
          });
          if (!replaces) expect(stack.id("it")).to.equal(id);
          await stack.refresh();
          expect(stack.changes(withValue(path, values[1]))).to.deep.equal({});
        });

        if (optional(schema) && !own.always?.includes(path)) {
          it(`${path}: set later, and ${stays ? "left as it is" : "cleared"} when taken out`, async () => {
            await stack.up(withoutIt(path));
            if (!replaces) {
              expect(await stack.up(withValue(path, values[0]))).to.deep.equal({ it: "update" });
              expect(await stack.up(withoutIt(path))).to.deep.equal({ it: "update" });
              await stack.refresh();
              expect(stack.changes(withoutIt(path))).to.deep.equal({});
              expect(getPath(stack.outputs("it"), path)).to.equal(undefined);
            }
          });

          it(`${path}: null is not set`, async () => {
            await stack.up(withoutIt(path));
            expect(stack.changes(withValue(path, null))).to.deep.equal({});
          });
        }

        it(`${path}: empty is refused with a reason, or kept without drift`, async () => {
          const empty = Array.isArray(values[0]) ? [] : typeof values[0] === "string" ? "" : undefined;
          if (empty === undefined) return;
          try {
            stack.preview(withValue(path, empty));
          } catch (error) {
            expect(error).to.be.instanceOf(Refused);
            expect((error as Error).message).to.include(`${path}: `);
            return;
          }
          await stack.up(withValue(path, empty));
          await stack.refresh();
          expect(stack.changes(withValue(path, empty))).to.deep.equal({});
        });

        it(`${path}: unknown in a preview is no failure`, async () => {
          await stack.up(withValue(path, values[0]));
          const changes = stack.changes(withValue(path, UNKNOWN));
          if (metaOf(schema).unknownIsSame) return expect(changes).to.deep.equal({});
          expect(changes.it).to.be.oneOf(["update", "replace"]);
          if (!replaces) expect(changes.it).to.equal("update");
        });

        it(`${path}: the wrong type is refused by name${isSecretPath(definition.inputs, path.split(".")) ? ", without its value" : ""}`, () => {
          expect(() => stack.preview(withValue(path, { no: "such" }))).to.throw(Refused, `${path}`);
        });
      }
    });
  }
});
