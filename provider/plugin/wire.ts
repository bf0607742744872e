/**
 * Values on Pulumi's wire and in the core: secrets, outputs and resources come wrapped there, unknowns have a word for
 * each type. The core sees bare values, and beside them where the secrets are.
 */
import { createRequire } from "node:module";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isObject, type Props, UNKNOWN } from "../lifecycle/values";

// The SDK's own copy: it is no dependency of ours, and must be the same that the SDK's messages are made of.
const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct: StructClass } = sdk("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: typeof Struct;
};

/** The answer that says nothing. */
export function emptyMessage(): Empty {
  const { Empty: EmptyClass } = sdk("google-protobuf/google/protobuf/empty_pb.js") as { Empty: typeof Empty };
  return new EmptyClass();
}

/** Key of a wrapped value; its value says what it is (sdk/proto of pulumi/pulumi). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** What stands for a value that is not known yet, by its type. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Names from the outermost value to the one that is meant. */
export type Path = readonly string[];

export interface Received {
  readonly values: Props;
  /** Where the secrets are. A secret in a list makes the list one: its items may change their places. */
  readonly secrets: readonly Path[];
}

/** What came in, bare. */
export function received(struct: Struct | undefined): Received {
  const secrets: Path[] = [];
  const values = (struct?.toJavaScript() ?? {}) as Props;
  return { values: bare(values, [], false, secrets) as Props, secrets };
}

function bare(value: unknown, path: Path, inList: boolean, secrets: Path[]): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(item => bare(item, path, true, secrets));
  if (!isObject(value)) return value;
  const wrapped = value[SIGNATURE];
  if (wrapped === SECRET || (wrapped === OUTPUT && value.secret === true)) secrets.push(path);
  if (wrapped === SECRET) return bare(value.value, path, inList, secrets);
  if (wrapped === OUTPUT) return "value" in value ? bare(value.value, path, inList, secrets) : UNKNOWN;
  // A resource stands for its id.
  if (wrapped === RESOURCE) return UNKNOWNS.has(value.id) || !value.id ? UNKNOWN : value.id;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      bare(inner, inList ? path : [...path, key], inList, secrets),
    ]),
  );
}

/** What goes out, with the secrets wrapped. Values must be plain JSON. */
export function toSend(values: Props, secrets: readonly Path[] = []): Struct {
  const plain = JSON.parse(JSON.stringify(values)) as Props;
  // The deepest first: what is wrapped is looked into no more.
  const paths = [...secrets].sort((a, b) => b.length - a.length);
  return StructClass.fromJavaScript(paths.reduce(wrapAt, plain) as never);
}

function wrapAt(values: Props, path: Path): Props {
  const [head, ...rest] = path;
  if (head === undefined || values[head] === undefined || values[head] === null) return values;
  const inner = values[head];
  if (rest.length === 0) return { ...values, [head]: secret(inner) };
  return isObject(inner) && !(SIGNATURE in inner) ? { ...values, [head]: wrapAt(inner, rest) } : values;
}

const secret = (value: unknown): unknown =>
  isObject(value) && value[SIGNATURE] === SECRET ? value : { [SIGNATURE]: SECRET, value };
