/**
 * A part is one API object of a resource: a live entry, its schedule event, its category links.
 * It knows its object and nothing else. The lifecycle decides order, failure, "gone" and "not ours".
 */
import type { ApiError } from "../kaltura/errors";
import type { Call, Reference, RefusalKind } from "../kaltura/types";
import type { Slot } from "../slots";
import type { Adoption, Candidate } from "./adopt";
import type { Disruption } from "./live";
import type { Runtime } from "./runtime";
import type { Props } from "./values";

/** The id of an object: known, or that of one made earlier in the same request. */
export type Handle = string | Reference;

/** What the resource's owner wants, and what is known of the past. */
export interface Want<I> {
  readonly inputs: I;
  /** The inputs that were in force before; undefined for a first create. A hint: what was set and no longer is, is cleared. */
  readonly previous: Partial<I> | undefined;
  /** Keys of parts that an earlier run left unfinished. */
  readonly unfinished: ReadonlySet<string>;
}

/** One call of a plan, with what the lifecycle must know to judge its answer. */
export interface Step {
  readonly call: Call;
  /** In the user's words what this does: "make the schedule event". */
  readonly purpose: string;
  /** Takes the answer over, so that later plans see what is there now. */
  readonly done?: (value: never) => void;
  /** Refusals that mean the wished state is there already: gone on delete, exists on a link. */
  readonly fine?: readonly RefusalKind[];
  /**
   * A refusal that another way can mend: notes it, and answers true to be planned again; "later" when only time
   * can mend it, such as a search index that lags.
   */
  readonly recover?: (error: ApiError) => boolean | "later";
  /**
   * Goes in a request of its own, and only when all before it went well: it is no call of the API, or would do
   * harm with a reference that failed. The plan goes on after it, with a fresh look. A part plans it alone.
   */
  readonly alone?: true;
  /**
   * Writes back, along with ours, what others keep in the same place, as it was when it was looked at: never from
   * what was read ahead, or their last change would be undone.
   */
  readonly keepsOthers?: boolean;
  /** Only a search, which lags, finds what it makes: after a lost answer more than one look is needed. */
  readonly searched?: true;
  /** Which input a wire property of this call comes from, to name it in errors. */
  readonly inputOf?: (wireProperty: string) => string | undefined;
  /** What it does to a session that is on, beyond changing how it is described; see live.ts. */
  readonly disrupts?: Disruption;
  /** What to do about a refusal, where a look at the server tells more than its code; asked when it is final. */
  readonly advice?: (error: ApiError) => Promise<string | undefined>;
}

/** Where a part finds its neighbours, itself, and keeps what it saw. One per resource and operation. */
export interface Site {
  /** Ids by handle name: `entry`, `event`, `category`. */
  readonly handles: Map<string, Handle>;
  /** What each part saw on the server, or what its call answered; by part key. */
  readonly seen: Map<string, unknown>;
  /** The resource's stored outputs; empty before the first create. */
  readonly state: Props;
  readonly runtime: Runtime;
}

/** The value of a handle that must be a known id by now. */
export function knownId(site: Site, name: string): string | undefined {
  const handle = site.handles.get(name);
  return typeof handle === "string" ? handle : undefined;
}

/** Ids of all that the resource is known to be made of; of entries among them. */
export const knownIds = (site: Site): string[] =>
  [...site.handles.values()].filter(handle => typeof handle === "string");

/** An object that carries an ownership mark. */
export interface Marked {
  /** Kind of object: entry, event, category, token, profile, order. */
  readonly what: string;
  readonly id: string;
  /** For people: `entry 1_abc ("Keynote", live entry)`. */
  readonly title: string;
  /** Words of marks: that of a stack, and that of a resource, which begins with it. */
  readonly marks: readonly string[];
  /** What it belongs to: an event's entry, a category's parent. */
  readonly of?: string;
  /** On air, or in its time. */
  readonly onAir?: boolean;
  /** Lower ones have to go first. */
  readonly rank: number;
  readonly remove: Call;
}

export interface Part<I = Props, O = unknown> {
  /** Key in state and plans; never changes once released. */
  readonly key: string;
  /** What people call it: "schedule event". */
  readonly label: string;
  /** Kaltura permissions a session needs for this part's calls; for the docs and least-privilege tokens. */
  readonly permissions: readonly string[];
  /** Kaltura product or module without which the part can't be made. */
  readonly product?: string;
  /** Kaltura keeps this object when the root is deleted: it has to be taken down even then. */
  readonly outlivesRoot?: true;
  /**
   * Of a root: whether an earlier run may have made it without living to note so. Asked before each create, so it
   * must be cheap: one list a run, not a look-up each.
   */
  begun?(site: Site, want: Partial<I>): Promise<boolean>;
  /** Words of ownership marks that the object carries, ours or another's. */
  marks?(observed: O): string[];
  /**
   * For an import, which knows nothing but the root's id: finds this part's object, whoever made it, by setting its
   * handle.
   */
  seek?(site: Site): Promise<void>;
  /**
   * For an import: the inputs that say what the server has, by dotted path. What is there where nothing was set is
   * left out. A part that is not there may have something to say, too.
   * @param known what parts before this one gave
   */
  fill?(observed: O | undefined, site: Site, known: Props): Promise<Props>;
  /** Of a root that can be adopted: what these words may mean, whatever its kind. */
  candidates?(adoption: Adoption, site: Site): Promise<Candidate[]>;
  /**
   * Beside a root that is adopted: takes an object for ours that nobody has marked yet, by setting its handle.
   * @throws AdoptionRefused when it is not clear which
   */
  claim?(site: Site, want: I, adoption: Adoption): Promise<void>;
  /** Looks at the server. Undefined: not there. May set handles it learns. */
  observe(site: Site, want: Partial<I>): Promise<O | undefined>;
  /** The calls that bring `observed` to what is wanted; none when nothing differs. */
  plan(want: Want<I>, observed: O | undefined, site: Site): Promise<Step[]>;
  /**
   * Work that no call ends, such as an upload and the wait for what becomes of it. Done when all calls of all parts
   * went through; again in the next run if it was broken off.
   * @throws whatever keeps it from coming to its end
   */
  settle?(want: Want<I>, site: Site): Promise<void>;
  /** Changes to the inputs that make them say what the server has; and what of this part is not as it must be although no input shows it. */
  drift(inputs: I, observed: O | undefined, site: Site): Promise<Drift>;
  /** The calls that take the object down. @throws OperationError when it must not be deleted now */
  remove(observed: O | undefined, site: Site): Promise<Step[]>;
  /** Whether the server says that it is on air, or that somebody is sending to it. */
  onAir?(observed: O): boolean;
  /** Whether Kaltura may refuse to delete it, so that it has to go before what belongs to it. Of a root. */
  mayStay?(observed: O, now: number): boolean;
  /** When the session is on, as the server has it, with lead-in and lead-out. */
  slots?(observed: O): Slot[];
  /** When sessions of others show this object. Asked before it goes, or is filled with something else. */
  shownAt?(site: Site): Promise<Slot[]>;
  /**
   * All objects of this part's kind that carry a mark, whoever's; shared by parts of the same kind of object.
   * @param stacks words of the marks of stacks; undefined for all
   */
  marked?(site: Site, stacks: readonly string[] | undefined): Promise<Marked[]>;
  /** Outputs that this part's object gives. */
  outputs?(observed: O): Props;
}

export interface Drift {
  /** Dotted input path → value on the server; undefined: not set there. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Something of ours is not there, and no input shows it. */
  readonly missing?: boolean;
}

/** Whoever lists parts of different objects doesn't care for their types. */
// biome-ignore lint/suspicious/noExplicitAny: parts are contravariant in their inputs; the definition that lists them is checked.
export type AnyPart = Part<any, any>;
