/** The session that is measured: a webcast as an event has hundreds of. */

export interface BenchSession {
  readonly name: string;
  readonly description: string;
  readonly tags: string[];
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
  readonly presenters: Array<{ name: string; title: string; bio: string }>;
  readonly chat: { enabled: boolean; moderation: "on"; groupChat: "groupChat" };
  readonly calendarReminder: "none";
  readonly thumbnail: string;
}

const clock = (minutes: number) =>
  `${String(9 + Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** @param later minutes by which it ends later: the edit that is measured */
export function benchSession(i: number, later = 0): BenchSession {
  const day = `2027-05-${String(3 + (i % 4)).padStart(2, "0")}`;
  const start = (Math.floor(i / 4) % 8) * 60;
  return {
    name: `Session ${i}: building events that hold`,
    description: `What ${i} teams learnt when they took their event from a spreadsheet to a repository: planning, rehearsing, the day of the show, and what they would do again. With time for questions.`,
    tags: ["summit2027", `track${i % 6}`],
    start: `${day}T${clock(start)}`,
    end: `${day}T${clock(start + 45 + later)}`,
    timezone: "Europe/Berlin",
    presenters: [
      { name: "Ann Example", title: "CTO, Example AG", bio: "Ann has run live events for ten years." },
      { name: `Bob Speaker ${i}`, title: "Producer", bio: "Bob keeps the show on air." },
    ],
    chat: { enabled: true, moderation: "on", groupChat: "groupChat" },
    calendarReminder: "none",
    thumbnail: "https://pictures.example/session.jpg",
  };
}
