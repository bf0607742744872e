import type { EventRule } from "./rule";

export const startInPast: EventRule = {
  name: "startInPast",
  doc: "Sessions start in the future. Of sessions that are deployed already it says nothing where that is known: in a preview.",
  severity: "warning",
  check: ({ sessions }, { now }) => {
    const past = sessions.filter(({ startsAt }) => startsAt !== undefined && startsAt < now);
    const [first] = past;
    return first === undefined
      ? []
      : [{ message: inPast(past), sessions: past.map(({ id }) => id), field: "start", path: first.path }];
  },
};

/** One sentence, however many they are: on the day after an event, it is all of them. */
export const inPast = (
  past: ReadonlyArray<{ readonly id: string; readonly title: string; readonly start?: string | undefined }>,
): string => {
  const [first] = past;
  const which = `"${first!.title}" (${first!.id}) starts at ${first!.start}, which is in the past`;
  return past.length === 1
    ? `${which}; give it a time to come`
    : `${past.length} sessions start in the past: ${which}; give them times to come`;
};
