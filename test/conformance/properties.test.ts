/** Unset, set, changed, removed, null, empty and unknown: every property of every resource, from the schemas. */
import { expect } from "chai";
import { z } from "zod";
import type { AccessControl } from "../../emulator/seeds";
import { isSecretPath, metaOf, propertiesOf, unwrap } from "../../provider/lifecycle/schema";
import { getPath, type Props, setPath, UNKNOWN } from "../../provider/lifecycle/values";
import { registry } from "../../provider/resources/registry";
import { orderable } from "../support/reach";
import { type Samples, samples } from "../support/samples";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

/** Dotted paths of all inputs a user writes, with their schemas; lists are one input. */
function leaves(object: z.ZodObject, prefix = ""): Array<[string, z.ZodType]> {
  return propertiesOf(object)
    .filter(([, schema]) => !metaOf(schema).internal)
    .flatMap(([name, schema]): Array<[string, z.ZodType]> => {
      const inner = unwrap(schema);
      const path = `${prefix}${name}`;
      return inner instanceof z.ZodObject ? leaves(inner, `${path}.`) : [[path, schema]];
    });
}

const optional = (schema: z.ZodType) => schema.safeParse(undefined).success;

describe("every property", () => {
  let world: World;
  let others: Stack;
  let names: Record<string, unknown>;

  before(async () => {
    world = await World.withProfiles();
    others = new Stack(world.runtime, "organization/others/test");
    await others.up({
      root: { kind: "EventCategory", inputs: { name: "Root", privacyContext: "rootcontext" } },
      other: { kind: "EventCategory", inputs: { name: "Other root", privacyContext: "othercontext" } },
      channel: { kind: "RestreamerChannel", inputs: { name: "Hall 1" } },
      channel2: { kind: "RestreamerChannel", inputs: { name: "Hall 2" } },
    });
    const room = async (name: string) => {
      const entry = { objectType: "KalturaRoomEntry", roomType: 1, name };
      return (await world.must("room_room", "add", { entry })).id;
    };
    const media = async (name: string) => {
      const entry = { objectType: "KalturaMediaEntry", mediaType: 1, name };
      return (await world.must("media", "add", { entry })).id;
    };
    await world.must("conversionProfile", "add", {
      conversionProfile: {
        objectType: "KalturaConversionProfile",
        type: "1",
        name: "Archive",
        systemName: "Archive",
        flavorParamsIds: "0",
      },
    });
    const controls = world.emulator.store.collection<AccessControl>("accessControl");
    const control = (name: string) =>
      controls.insert({
        partnerId: world.emulator.partnerId,
        id: world.emulator.store.nextNumber("accessControl", 7),
        name,
        systemName: name,
        isDefault: false,
        createdAt: 1_800_000_000,
      }).id;
    names = {
      $root: others.id("root"),
      $room: await room("Template"),
      $room2: await room("Other template"),
      $other: others.id("other"),
      $media: await media("Film"),
      $media2: await media("Other film"),
      $channel: others.id("channel"),
      $channel2: others.id("channel2"),
      $accessControl: control("one"),
      $accessControl2: control("two"),
      ...(await orderable(world)),
    };
  });
  after(() => world.stop());

  /** Samples name things of the account by words that start with $. */
  const real = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(real)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, real(v)]))
        : typeof value === "string" && value.startsWith("$")
          ? names[value]
          : value;

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
