/** Import of every kind with every property: all inputs come back, and the program that says them changes nothing. */
import { expect } from "chai";
import { z } from "zod";
import { sameText } from "../../provider/lifecycle/fields";
import * as core from "../../provider/lifecycle/operations";
import { metaOf, propertiesOf, unwrap } from "../../provider/lifecycle/schema";
import { getPath, type Props, sameValue, setPath } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { registry } from "../../provider/resources/registry";
import { furnish, type Things, withThings } from "../support/account";
import { samples } from "../support/samples";
import { Stack } from "../support/stack";
import { World } from "../support/world";

/** What the server can't be asked, or has in other words; and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  thumbnail: "Kaltura doesn't say which picture it has: left unset, so the picture stays",
  url: "the address it came from is not kept",
  file: "a file's path is not kept",
  waitMinutes: "is no property of the entry",
  pushPublish: "the server's answers don't carry it",
  createdBy: "nothing tells who made a room",
  roomModerators: "KAF doesn't tell",
  chatModerators: "KAF doesn't tell",
  "room.createdBy": "nothing tells who made a room",
  "room.roomModerators": "KAF doesn't tell",
  "room.chatModerators": "KAF doesn't tell",
  accessControl: "comes back as accessControlId",
  service: "comes back as catalogItemId",
  serviceType: "comes back as catalogItemId",
  sourceLanguage: "comes back as catalogItemId",
  targetLanguage: "comes back as catalogItemId",
  turnaround: "comes back as catalogItemId",
  category: "comes back as the category's id",
  reachProfile: "comes back as the profile's id",
};

/** Dotted paths of the inputs. */
function leaves(object: z.ZodObject, prefix = ""): Array<[string, z.ZodType]> {
  return propertiesOf(object)
    .filter(([, schema]) => !metaOf(schema).internal)
    .flatMap(([name, schema]): Array<[string, z.ZodType]> => {
      const inner = unwrap(schema);
      return inner instanceof z.ZodObject
        ? leaves(inner, `${prefix}${name}.`)
        : [[`${prefix}${name}`, schema]];
    });
}

const zone = (props: Props) => props.timezone as string | undefined;

describe("an import", () => {
  let world: World;
  let things: Things;
  before(async () => {
    world = await World.withProfiles();
    things = await furnish(world);
  });
  after(() => world.stop());

  for (const definition of registry) {
    const { kind } = definition;
    const own = samples[kind]!;

    describe(`of ${kind}`, () => {
      let theirs: Stack;
      beforeEach(() => {
        theirs = new Stack(world.runtime, "organization/theirs/test");
      });
      afterEach(() => theirs.destroy());

      const mark = markOf("organization/summit/test", kind, "it");
      const given = (path: string, value: unknown, beside: Props | undefined): Props =>
        withThings(setPath({ ...own.base, ...own.needs?.[path], ...beside }, path, value), things) as Props;

      for (const [path, schema] of leaves(definition.inputs)) {
        it(`${path}: comes back, and is no change afterwards`, async () => {
          for (const [i, value] of (own.values[path] ?? []).entries()) {
            const inputs = given(path, value, i === 1 ? own.beside?.[path] : undefined);
            await theirs.up({ it: { kind, inputs } });
            const id = theirs.id("it");
            world.emulator.clearCalls();
            const found = (await core.importById(definition, world.runtime, id, mark))!;
            expect(world.called().filter(call => !/\.(get|list|startSession)$/.test(call))).to.deep.equal([]);
            expect(found.id).to.equal(id);

            const said = getPath(found.inputs, path);
            const same = sameValue(metaOf(schema).same ?? "json", said, getPath(inputs, path), [
              zone(found.inputs),
              zone(inputs),
            ]);
            const asIds = canonicalIds(said) === canonicalIds(getPath(inputs, path));
            const isUnset = said === undefined && isDefault(value);
            const asStored = typeof value === "string" && sameText(String(said), value);
            if (!(path in DIFFERENT) && !(path === "timezone" && said === undefined)) {
              expect(
                same || asIds || asStored || isUnset,
                `${JSON.stringify(said)} for ${JSON.stringify(value)}`,
              ).to.equal(true);
            }

            // The pasted program, checked as the engine has it checked: nothing to do, now and after a refresh.
            const { inputs: pasted, failures } = core.check(definition, { ...found.inputs, mark });
            expect(failures).to.deep.equal([]);
            const now = core.diff(definition, found.outputs, pasted);
            expect(now).to.deep.include({ changed: [], unfinished: [] });
            const seen = (await core.read(definition, world.runtime, id, found.outputs))!;
            expect(core.diff(definition, seen.outputs, pasted)).to.deep.include({
              changed: [],
              unfinished: [],
            });
            await theirs.destroy();
          }
        });
      }
    });
  }
});

/** References to categories and profiles come back as numbers. */
const canonicalIds = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? value.map(String).sort() : String(value));

const isDefault = (value: unknown): boolean =>
  [false, 0, "none", "everywhere", "manual", "all", "public", "room", "user", "SHA1", "video"].includes(
    value as never,
  ) ||
  (Array.isArray(value) && value.length === 0);
