/**
 * What a preview has to say of a change beyond the change itself: that an embed or an ingest point becomes another
 * one, that `pulumi up` would be refused as the session is on, that an input has no effect. Needs no server.
 */
import { adoptionOf } from "./adopt";
import type { Definition } from "./define";
import { type Difference, UNFINISHED } from "./diff";
import { heldOutputs } from "./held";
import { isGuarded, isIn, timesIn, titleOf } from "./live";
import { metaOf } from "./schema";
import { type Props, tidy, UNKNOWN } from "./values";

/**
 * Lines, each naming its resource.
 * @param state the resource's outputs
 * @param wished the inputs of the program, as check answered them
 * @param now milliseconds since 1970
 */
export function remarksOn<I>(
  definition: Definition<I>,
  id: string,
  state: Props,
  wished: Props,
  difference: Difference,
  now: number,
): string[] {
  const title = titleOf(definition, tidy(state) as Props, id);
  const lines = [
    replacement(definition, difference),
    onAir(definition, state, wished, difference, now / 1000),
    idleAdoption(wished, id),
  ];
  return lines.filter(line => line !== undefined).map(line => `${title} ${line}`);
}

/** What changes for those who hold on to it, with the reason. */
function replacement<I>(definition: Definition<I>, { replaces }: Difference): string | undefined {
  const held = heldOutputs(definition);
  if (replaces.length === 0 || held.size === 0) return undefined;
  const why = replaces.map(name => {
    if (name === UNFINISHED) return "somebody deleted it in Kaltura";
    const schema = definition.inputs.shape[name];
    const reason = schema === undefined ? undefined : metaOf(schema as never).replace;
    return reason === undefined ? name : `${name}: ${reason}`;
  });
  const news = [...held].map(([who, names]) => `${names.join(", ")} (for ${who})`);
  return `is made anew, and the old one is deleted (${why.join("; ")}). Others then: ${news.join("; ")}`;
}

/** By the times in the state alone: what the server says of it now, up asks itself. */
function onAir<I>(
  definition: Definition<I>,
  state: Props,
  wished: Props,
  { changed, replaces }: Difference,
  epoch: number,
): string | undefined {
  if (!isGuarded(definition) || wished.allowChangesWhileLive === true) return undefined;
  if (!timesIn(state).some(slot => isIn(slot, epoch))) return undefined;
  if (replaces.length > 0) {
    return "is on right now, so pulumi up refuses to make it anew; wait until it is over, or set allowChangesWhileLive: true and run pulumi up once before";
  }
  const guarded = changed.filter(
    name => metaOf(definition.inputs.shape[name] as never).whileLive === "guarded",
  );
  const unknown = guarded.some(name => wished[name] === UNKNOWN);
  const staysOn = timesIn({ endsAt: state.endsAt, ...wished }).some(slot => isIn(slot, epoch));
  const times = ["start", "end", "timezone", "scheduleEvent", "targets"];
  const disrupting = guarded.filter(name => !times.includes(name) || unknown || !staysOn);
  if (disrupting.length === 0) return undefined;
  return `is on right now, so pulumi up refuses to change ${disrupting.join(", ")}; wait until it is over, or set allowChangesWhileLive: true`;
}

/** An id in adopt that is not the resource's own says something that is not done. */
function idleAdoption(wished: Props, id: string): string | undefined {
  const adoption = adoptionOf(wished);
  if (adoption?.id === undefined || adoption.id === UNKNOWN || adoption.id === id) return undefined;
  // A category may be named in another way.
  if (!/^(\d+|\d_\w+)$/.test(adoption.id)) return undefined;
  return `is there already, so adopt (${adoption.id}) has no effect. To take over that one in its place, give it a resource of its own, and take this one out`;
}
