/** Check: refuses in preview, without any API call, what the server would refuse or silently change. */
import type { z } from "zod";
import type { Definition } from "./define";
import { isSecretPath } from "./schema";
import { getPath, type Props, tidy, touchesUnknown, unknownPaths } from "./values";

/** A value that is wrong, where, and what to do. Values of secrets are never in it. */
export interface Failure {
  /** Dotted path; list positions in brackets: `presenters[0].name`. */
  readonly path: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Props;
  readonly failures: Failure[];
}

const dotted = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === "number" || /^\d+$/.test(String(key))
        ? `${text}[${String(key)}]`
        : text === ""
          ? String(key)
          : `${text}.${String(key)}`,
    "",
  );

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (v, key) => (typeof v === "object" && v !== null ? (v as Props)[String(key)] : undefined),
    value,
  );

type IsSecret = (path: readonly PropertyKey[]) => boolean;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Texts of at least four characters in a value, at any depth. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length < 4 ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** One readable reason for a zod issue: the value, what is wrong, what to do. */
function reasonOf(issue: z.core.$ZodIssue, inputs: unknown, isSecret: IsSecret): string {
  const value = at(inputs, issue.path);
  if (value === undefined && issue.code !== "custom") return "is missing; it is required";
  const said = isSecret(issue.path) ? "" : `${show(value)} `;
  return `${said}${wrong(issue, value)}`;
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
const article = (type: string) =>
  type === "array"
    ? "a list"
    : type === "int"
      ? "a whole number"
      : /^[aeiou]/.test(type)
        ? `an ${type}`
        : `a ${type}`;

function wrong(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `is ${typeof value === "number" && issue.expected === "int" ? "not whole" : kindOf(value)}; give ${article(issue.expected)}`;
    case "invalid_value":
      return `is not one of ${issue.values.map(String).join(", ")}; choose one of them`;
    case "too_big":
      return `is too large; give at most ${issue.maximum}`;
    case "too_small":
      return `is too small; give at least ${issue.minimum}`;
    case "invalid_union":
      return "is of none of the forms allowed here; see the reference of this input";
    default:
      return issue.message;
  }
}

/** One issue for each unknown key, so that each is named; of a union, those of the one form that was meant. */
function flatten(issues: readonly z.core.$ZodIssue[], owner: string): z.core.$ZodIssue[] {
  return issues.flatMap((issue): z.core.$ZodIssue[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map(key => ({
        ...issue,
        path: [...issue.path, key],
        message: `is not a property of ${owner}; take it out or mend its spelling`,
      }));
    }
    if (issue.code === "invalid_union") {
      const ofType = issue.errors.filter(form => !isOtherType(form));
      if (ofType.length === 1) {
        const inside = ofType[0]!.map(i => ({ ...i, path: [...issue.path, ...i.path] }));
        return flatten(inside, owner);
      }
    }
    return [issue];
  });
}

/** Whether a value is not even of the type of a form, so that the form can't be what was meant. */
const isOtherType = (form: readonly z.core.$ZodIssue[]): boolean =>
  form.some(
    issue =>
      issue.path.length === 0 &&
      (issue.code === "invalid_type" || (issue.code === "invalid_union" && issue.errors.every(isOtherType))),
  );

export interface FormFailure {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/**
 * What is wrong with the form of a value.
 * @param owner what its properties are of, for one that is none: "this resource"
 */
export function formFailures(
  schema: z.ZodType,
  value: unknown,
  owner: string,
  isSecret: IsSecret = () => false,
): FormFailure[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return flatten(parsed.error.issues, owner).map(issue => ({
    path: issue.path,
    reason: reasonOf(issue, value, isSecret),
  }));
}

/**
 * Checks the inputs of a resource.
 * @param raw as Pulumi hands them over: with unknowns of a preview, nulls and `__` keys. `__secrets` are the names of
 * inputs that the program made secret.
 */
export function check<I>(
  definition: Pick<Definition<I>, "inputs" | "rules" | "complete">,
  raw: Props,
): Checked {
  const inputs = tidy(raw) as Props;
  const secrets = new Set(Array.isArray(raw.__secrets) ? raw.__secrets.map(String) : []);
  const isSecret: IsSecret = path => secrets.has(String(path[0])) || isSecretPath(definition.inputs, path);
  const unknowns = unknownPaths(inputs);
  const failures: Failure[] = formFailures(definition.inputs, inputs, "this resource", isSecret)
    .filter(({ path }) => !touchesUnknown(unknowns, path))
    .map(({ path, reason }) => ({ path: dotted(path), reason }));

  // A rule is asked only when what it reads is known and right by itself: one mistake, one complaint.
  for (const rule of definition.rules) {
    const paths = rule.reads.map(path => path.split("."));
    const broken = failures.some(f =>
      rule.reads.some(path => f.path === path || f.path.startsWith(`${path}.`)),
    );
    if (broken || paths.some(path => touchesUnknown(unknowns, path))) continue;
    const problem = rule.problem(inputs as I);
    if (problem !== undefined) {
      const path = rule.reads[0]!;
      const value = getPath(inputs, path);
      failures.push({
        path,
        reason: `${value === undefined || isSecret(path.split(".")) ? "" : `${show(value)} `}${problem}`,
      });
    }
  }
  // What is wrong may be said with the values of other inputs.
  const hidden = [...secrets].flatMap(name => textsIn(inputs[name]));
  if (failures.length > 0 && hidden.length > 0) {
    const blot = (reason: string) =>
      hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), reason);
    return { inputs, failures: failures.map(f => ({ path: f.path, reason: blot(f.reason) })) };
  }
  if (failures.length > 0 || definition.complete === undefined) return { inputs, failures };
  return { inputs: definition.complete(inputs as I) as Props, failures };
}
