import type { PlannedEvent, PlannedPresenter } from "../planned";
import { overlaps, spell } from "./overlaps";
import type { EventRule } from "./rule";

export const presenterTwice: EventRule = {
  name: "presenterTwice",
  doc: "Nobody presents two sessions at once. Simulives don't count: there it is a recording that speaks.",
  severity: "error",
  check: event => {
    const keyOf = keysOf(event);
    return overlaps(
      event.sessions.filter(session => session.kind !== "simulive"),
      session => session.presenters.map(keyOf),
    ).map(({ key, earlier, later }) => {
      const { name } = later.presenters.find(presenter => keyOf(presenter) === key)!;
      return {
        message: `${name} presents ${spell(earlier)} and ${spell(later)} at once; move one of them`,
        sessions: [later.id, earlier.id],
        field: "presenters",
        path: later.path,
      };
    });
  },
};

/**
 * Who it is: the id that the file knows the person by, or else the name. Who is written into a session by the name of
 * one person that has an id is taken for that person.
 */
function keysOf({ sessions }: PlannedEvent): (presenter: PlannedPresenter) => string {
  const ids = new Map<string, Set<string>>();
  for (const { id, name } of sessions.flatMap(({ presenters }) => presenters)) {
    if (id !== undefined) ids.set(plain(name), (ids.get(plain(name)) ?? new Set()).add(id));
  }
  return ({ id, name }) => {
    const [known, other] = ids.get(plain(name)) ?? [];
    const one = id ?? (other === undefined ? known : undefined);
    return one === undefined ? `name ${plain(name)}` : `id ${one}`;
  };
}

const plain = (name: string) => name.trim().toLowerCase();
