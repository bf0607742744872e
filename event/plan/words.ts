/** Differences between two versions of a resource, in words for people who plan events. */
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { isSigned } from "../../provider/signed";
import type { Resource } from "./preview";

/** One difference; the texts are as the file has them, to be made safe by whoever prints them. */
export interface Difference {
  /** `title`, `presenters`, `dvr.windowMinutes`. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** Inputs by the names that people have for them. */
const NAMES: Readonly<Record<string, string>> = {
  name: "title",
  categories: "tracks",
  thumbnailSha256: "thumbnail's picture",
  fileSha256: "file's content",
  source: "recording",
};

/** Texts that are too long to show both ways. */
const LONG = 80;

export function differences(before: Resource, after: Resource, changed: readonly string[]): Difference[] {
  return changed.flatMap(name => {
    const what = NAMES[name] ?? name;
    const [was, is] = [before.inputs[name], after.inputs[name]];
    if (name === "presenters") return listed(what, peopleIn(was), peopleIn(is));
    if (isTexts(was) || isTexts(is)) return listed(what, textsIn(was), textsIn(is));
    return leaves(what, was, is);
  });
}

const peopleIn = (value: unknown) =>
  Array.isArray(value) ? value.map(p => [p?.name, p?.title].filter(Boolean).join(", ")) : [];

const isTexts = (value: unknown) => Array.isArray(value) && value.every(v => typeof v !== "object");

const textsIn = (value: unknown) => (Array.isArray(value) ? value.map(show) : []);

/** Lists of plain things: what came, what went, or that their order or details changed. */
function listed(what: string, before: readonly string[], after: readonly string[]): Difference[] {
  const went = before.filter(item => !after.includes(item));
  const came = after.filter(item => !before.includes(item));
  if (went.length + came.length === 0) return [{ what }];
  return [
    {
      what,
      ...(went.length === 0 ? {} : { before: went.join("; ") }),
      ...(came.length === 0 ? {} : { after: came.join("; ") }),
    },
  ];
}

/** Groups of settings, by their innermost names. */
function leaves(what: string, before: unknown, after: unknown): Difference[] {
  if (isGroup(before) || isGroup(after)) {
    const [was, is] = [before, after].map(v => (isGroup(v) ? v : {})) as [Props, Props];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter(key => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
      .flatMap(key => leaves(`${what}.${key}`, was[key], is[key]));
  }
  const [was, is] = [before, after].map(v => (v === undefined ? undefined : show(v)));
  // Two versions of a long text say less than that it is another.
  if ((was?.length ?? 0) > LONG || (is?.length ?? 0) > LONG) return [{ what }];
  // A reference that is known once it is deployed.
  if (was === is) return [{ what }];
  return [
    { what, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
  ];
}

const isGroup = (value: unknown): value is Props =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  if (value === UNKNOWN) return "(known after pulumi up)";
  // What a link may be signed with opens it.
  if (isSigned(value)) return value.replace(/\/\/[^\s/]*@/, "//[secret]@").replace(/\?.*$/s, "?[secret]");
  return typeof value === "string"
    ? value
    : JSON.stringify(value).replaceAll(UNKNOWN, "(known after pulumi up)");
}
