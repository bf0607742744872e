/** An event's agenda as a stack puts it out. */
import type { AgendaItem } from "../../event/agenda";
import { iframe, kafViewEntry, kafViewRoom, playerUrl, thumbnailUrl } from "../../provider/outputs/embeds";

export const HOSTS = { cdnHost: "cdn.example", kafHost: "kaf.example" };

type Row = Partial<AgendaItem> & Pick<AgendaItem, "id" | "title" | "start" | "end">;

const MAIN = "Main stage";
const WORKSHOPS = "Workshops";
const NEW_YORK = "From New York";

const ROWS: readonly Row[] = [
  {
    id: "opening",
    title: "Opening: the stage is a network",
    start: "2027-06-08T09:30+02:00",
    end: "2027-06-08T10:15+02:00",
    tracks: [MAIN],
    room: "Great hall",
    description:
      "<p>What changed for live culture in a year, and what these two days are for.</p><p>With a welcome from the house &amp; the city.</p>",
    presenters: [{ name: "Mira Okafor", title: "Chair, Open Stages" }, { name: "Jonas Weil" }],
  },
  {
    id: "latency",
    title: "Where your latency budget goes",
    kind: "simulive",
    start: "2027-06-08T10:30+02:00",
    end: "2027-06-08T11:15+02:00",
    tracks: [MAIN],
    description: "From lens to living room: every buffer on the way, and which of them you may shrink.",
    presenters: [{ name: "Ilse Brandt", title: "Engineer" }],
  },
  {
    id: "lighting",
    title: "Light for cameras and for people at the same time",
    kind: "interactive",
    start: "2027-06-08T10:30+02:00",
    end: "2027-06-08T12:00+02:00",
    tracks: [WORKSHOPS],
    presenters: [{ name: "Petra Šimůnková" }],
  },
  {
    id: "archive",
    title: "An archive that people find things in",
    start: "2027-06-08T11:30+02:00",
    end: "2027-06-08T12:15+02:00",
    tracks: [MAIN],
    presenters: [{ name: "Samir Haddad" }, { name: "Lucía Ferrer" }],
  },
  {
    id: "panel",
    title: "Panel: who pays for a seat in the living room?",
    kind: "studio",
    start: "2027-06-08T14:00+02:00",
    end: "2027-06-08T15:00+02:00",
    tracks: [MAIN],
    presenters: [{ name: "Mira Okafor" }, { name: "Anton Reyes" }, { name: "Grace Lindqvist" }],
  },
  {
    id: "captions",
    title: "Captions that arrive before the applause",
    kind: "webinar",
    start: "2027-06-08T14:00+02:00",
    end: "2027-06-08T15:30+02:00",
    tracks: [WORKSHOPS],
    presenters: [{ name: "Noor van Dijk" }],
  },
  {
    id: "ny-welcome",
    title: "Good noon, New York",
    start: "2027-06-08T12:00-04:00",
    end: "2027-06-08T12:45-04:00",
    timezone: "America/New_York",
    tracks: [NEW_YORK],
    presenters: [{ name: "Dana Whitfield" }],
  },
  {
    id: "ny-after-hours",
    title: "After hours: a concert across the ocean",
    start: "2027-06-08T19:30-04:00",
    end: "2027-06-08T20:30-04:00",
    timezone: "America/New_York",
    tracks: [NEW_YORK, MAIN],
  },
  {
    id: "second-day",
    title: "Second day, first coffee",
    start: "2027-06-09T09:30+02:00",
    end: "2027-06-09T10:00+02:00",
    tracks: [],
  },
  {
    id: "closing",
    title: "Closing",
    start: "2027-06-09T16:00+02:00",
    end: "2027-06-09T16:45+02:00",
    tracks: [MAIN],
    presenters: [{ name: "Mira Okafor" }],
  },
];

interface Hosts {
  readonly cdnHost: string;
  readonly kafHost: string;
}

/** The event, with its embeds on these hosts. @param entryIdOf of a row */
export function sampleAgenda(
  hosts: Hosts = HOSTS,
  entryIdOf: (row: Row, i: number) => string = (_, i) => `1_sample${String(i).padStart(2, "0")}`,
): AgendaItem[] {
  const config = { ...hosts, partnerId: 107, playerId: "4711" };
  return ROWS.map((row, i) => {
    const kind = row.kind ?? "webcast";
    const room = kind === "interactive" || kind === "webinar";
    const entryId = entryIdOf(row, i);
    return {
      kind,
      tracks: [],
      timezone: "Europe/Berlin",
      ...row,
      entryId,
      kafUrlTemplate: kafViewEntry(config),
      ...((room || kind === "studio") && { roomUrlTemplate: kafViewRoom(config) }),
      ...(!room && {
        playerUrl: playerUrl(entryId, config)!,
        iframe: iframe(entryId, row.title, config)!,
        thumbnailUrl: thumbnailUrl(entryId, config),
      }),
    };
  });
}
