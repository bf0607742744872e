/** What a session names by ids: its room, channel, video, captions and people. */
import type { SessionDefinition } from "../definition";
import type { Inputs, PlannedPresenter } from "../planned";
import { captionsOf } from "./inputs";
import { type Item, textOf } from "./items";
import { type Layer, nearest, type Placed } from "./layers";
import type { Around } from "./sessions";

export interface RoomPlan {
  readonly name: string;
  readonly channel: string | undefined;
}

export function roomOf(
  item: Item<SessionDefinition>,
  layers: readonly Layer[],
  around: Around,
): RoomPlan | undefined {
  const room = nearest(layers, "room");
  if (room === undefined) return undefined;
  const id = textOf(room.value);
  if (around.rooms.all.length === 0) return { name: id, channel: undefined };
  const found = around.rooms.named(id, room.path ?? item.path, [item.id]);
  return (
    found && {
      name: found.raw.name,
      channel: found.raw.channel === undefined ? undefined : textOf(found.raw.channel),
    }
  );
}

/** Its own channel, or for a webcast that of its template, room, track or event. */
export function channelOf(
  item: Item<SessionDefinition>,
  layers: readonly Layer[],
  kind: string,
  ofRoom: string | undefined,
  around: Around,
): string | undefined {
  const { raw, path, id } = item;
  const isWide = ({ path: at }: Layer) => at === undefined || at[0] === "defaults" || at[0] === "tracks";
  const near = nearest(
    layers.filter(layer => !isWide(layer)),
    "channel",
  );
  const wide = nearest(layers.filter(isWide), "channel");
  const inherited: Placed<unknown> | undefined =
    near ?? (ofRoom === undefined ? wide : { value: ofRoom, path: [...path, "room"] });
  const chosen = kind === "webcast" ? inherited : raw.channel === undefined ? undefined : near;
  if (chosen === undefined) return undefined;
  const name = textOf(chosen.value);
  return around.channels.named(name, chosen.path ?? path, [id]) && name;
}

export function videoOf(
  { raw, path, id }: Item<SessionDefinition>,
  kind: string,
  around: Around,
): string | undefined {
  const say = (message: string) =>
    around.report.add([...path, "video"], "inputs", message, { sessions: [id] });
  if (raw.video === undefined) {
    if (kind === "simulive")
      say("is missing; a simulive airs a video, so name one of the file's videos by its id");
    return undefined;
  }
  if (kind !== "simulive") {
    say(`is for simulives, and this is a ${kind}; take it out, or change kind`);
    return undefined;
  }
  const name = textOf(raw.video);
  return around.videos.named(name, [...path, "video"], [id]) && name;
}

/** Those of webcasts and studio sessions; of other kinds, only their own are a mistake. */
export function captionsFor(
  item: Item<SessionDefinition>,
  layers: readonly Layer[],
  kind: string,
  around: Around,
) {
  const captions = nearest(layers, "captions");
  if (captions === undefined) return undefined;
  if (kind === "webcast" || kind === "studio") {
    return { value: captionsOf(captions.value as Inputs)!, path: captions.path };
  }
  if (item.raw.captions !== undefined) {
    around.report.add(
      [...item.path, "captions"],
      "inputs",
      `are for webcasts and studio sessions, and this is a ${kind}; take them out, or change kind`,
      { sessions: [item.id], of: "name" },
    );
  }
  return undefined;
}

export function presentersOf({ raw, path, id }: Item<SessionDefinition>, around: Around): PlannedPresenter[] {
  const { presenters } = around;
  return (raw.presenters ?? []).flatMap((presenter, i): PlannedPresenter[] => {
    if (typeof presenter === "object") return [presenter];
    const name = textOf(presenter);
    if (presenters.all.length === 0) return [{ name }];
    const found = presenters.named(name, [...path, "presenters", i], [id]);
    return found === undefined ? [] : [{ ...found.raw, id: found.id }];
  });
}
