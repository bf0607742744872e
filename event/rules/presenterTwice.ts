import type { PlannedPresenter } from "../planned";
import { overlaps, spell } from "./overlaps";
import type { EventRule } from "./rule";

/** Who it is: by the id that the file knows the person by, or else by name. */
const keyOf = ({ id, name }: PlannedPresenter) =>
  id === undefined ? `name ${name.trim().toLowerCase()}` : `id ${id}`;

export const presenterTwice: EventRule = {
  name: "presenterTwice",
  doc: "Nobody presents two sessions at once. Simulives don't count: there it is a recording that speaks.",
  severity: "error",
  check: event =>
    overlaps(
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
    }),
};
