/**
 * Taking over what is there: an entry, a category, a token that people made by hand or another stack left behind.
 * What `adopt` names is found, looked at whole and marked as ours; then the one flow sends what differs.
 */
import { markTags } from "../mark";
import type { Definition } from "./define";
import { OperationError } from "./failure";
import type { AnyPart, Site } from "./part";

/** What the input `adopt` says, in whatever form it was written. */
export interface Adoption {
  readonly id?: string;
  readonly referenceId?: string;
  /** The schedule event that is the session's, where there are several. */
  readonly scheduleEventId?: string;
  /** The mark of whoever had it before, and has it no more. */
  readonly from?: string;
}

/** An object that `adopt` may mean. */
export interface Candidate {
  readonly id: string;
  /** For people: `entry 1_abc ("Keynote", live entry)`. */
  readonly title: string;
  /** Why a resource of this kind can't take it over; undefined when it can. */
  readonly unfit?: string | undefined;
}

/** What `adopt` names can't be taken over. Nothing was changed. */
export class AdoptionRefused extends OperationError {
  override readonly name = "AdoptionRefused";
}

/** What these inputs say of adoption; undefined when they say nothing. */
export function adoptionOf(inputs: unknown): Adoption | undefined {
  const { adopt } = inputs as { readonly adopt?: unknown };
  if (adopt === undefined || adopt === null) return undefined;
  if (typeof adopt !== "object") return { id: String(adopt) };
  const given = Object.entries(adopt).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** The line to paste into a program: `adopt: "1_abc"`. */
export const adoptLine = (id: string | number, more: Readonly<Record<string, string>> = {}): string =>
  Object.keys(more).length === 0
    ? `adopt: "${id}"`
    : `adopt: { id: "${id}", ${Object.entries(more)
        .map(([name, value]) => `${name}: "${value}"`)
        .join(", ")} }`;

/** Those of an object's marks that are neither this resource's nor those of its named former owner. */
export const marksOfOthers = (
  marks: readonly string[],
  own: string | undefined,
  from: string | undefined,
): string[] => marks.filter(mark => !markTags(own).includes(mark) && from?.startsWith(mark) !== true);

/**
 * Why an object that carries these marks is not to be taken over, and what to do; undefined when it may be. A mark
 * is a word for the resource behind a word for its stack.
 */
export function refusalOf(
  title: string,
  id: string,
  marks: readonly string[],
  own: string | undefined,
  from: string | undefined,
): string | undefined {
  // The longer word names the resource as well.
  const other = marksOfOthers(marks, own, from).sort((a, b) => b.length - a.length)[0];
  if (other === undefined) return undefined;
  const line = adoptLine(id, { from: other });
  return markTags(own)[0] !== undefined && other.startsWith(markTags(own)[0]!)
    ? `${title} carries the mark of another resource of this stack. A resource that was renamed or moved keeps its object by the option aliases, without adopt. If that resource is in the state no more, say whose it was: ${line}`
    : `${title} carries the mark of another stack (${other}). Managed by two it would be changed back and forth, and deleted by either. Take it out of that stack first, with retainOnDelete: true, so that it stays; then say here whose it was: ${line}`;
}

/**
 * Finds what `adopt` names, and whatever else is to become the resource's; sets their handles.
 * @throws AdoptionRefused when there is none, more than one, or when it is of another kind or somebody else's
 */
export async function takeOver<I>(
  definition: Definition<I>,
  site: Site,
  adoption: Adoption,
  inputs: I,
): Promise<Candidate> {
  const [root, ...rest] = definition.parts as [AnyPart, ...AnyPart[]];
  const { mark } = inputs as { mark?: string };
  const found = only(definition, adoption, (await root.candidates?.(adoption, site)) ?? []);
  site.handles.set(definition.root, found.id);
  const observed = await root.observe(site, inputs as never);
  if (observed === undefined) throw new AdoptionRefused(`input adopt: ${found.title} is gone`);
  const refusal = refusalOf(found.title, found.id, root.marks?.(observed) ?? [], mark, adoption.from);
  if (refusal !== undefined) throw new AdoptionRefused(`input adopt: ${refusal}`);
  await Promise.all(rest.map(part => part.claim?.(site, inputs as never, adoption)));
  return found;
}

/** The one that is meant. @throws AdoptionRefused */
function only<I>(
  definition: Definition<I>,
  { id, referenceId }: Adoption,
  candidates: readonly Candidate[],
): Candidate {
  const named = id === undefined ? `of reference id "${referenceId}"` : `by the name of "${id}"`;
  const fit = candidates.filter(one => one.unfit === undefined);
  if (fit.length === 1) return fit[0]!;
  if (fit.length > 1) {
    const titles = fit.map(one => one.title).join(", ");
    throw new AdoptionRefused(
      `input adopt: the account has ${fit.length} ${named}: ${titles}. Name one of them by its id: ${adoptLine(fit[0]!.id)}`,
    );
  }
  const [other] = candidates;
  if (other !== undefined) {
    throw new AdoptionRefused(
      `input adopt: ${other.title} can't be this ${definition.label}: ${other.unfit}. Nothing was changed`,
    );
  }
  throw new AdoptionRefused(
    `input adopt: the account has nothing ${named} that could be this ${definition.label}. Mend it; or, if it was deleted on purpose, take adopt out, and a new one is made`,
  );
}

/** Whether the root, as it was seen last, carries the resource's own mark. */
export function isMarked<I>(definition: Definition<I>, site: Site, inputs: I): boolean {
  const root = definition.parts[0]!;
  const { mark } = inputs as { mark?: string };
  const seen = site.seen.get(root.key);
  if (mark === undefined || root.marks === undefined) return true;
  return seen !== undefined && root.marks(seen as never).includes(mark);
}

/** Whether the root, as it was seen last, carries the marks of others alone: it was given away. */
export function isOthers<I>(definition: Definition<I>, site: Site, inputs: I): boolean {
  const root = definition.parts[0]!;
  const { mark } = inputs as { mark?: string };
  const marks = root.marks?.(site.seen.get(root.key) as never) ?? [];
  return marks.length > 0 && marksOfOthers(marks, mark, undefined).length === marks.length;
}
