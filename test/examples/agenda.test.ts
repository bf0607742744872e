import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { root } from "./files";

type AgendaText = (agenda: readonly object[], width: number) => string;

describe("The agenda that npm start prints", () => {
  let text: AgendaText;
  before(async () => {
    const module = pathToFileURL(join(root, "tools", "lib", "agenda.mjs")).href;
    ({ agendaText: text } = (await import(module)) as { agendaText: AgendaText });
  });

  const item = {
    title: "Opening",
    kind: "webcast",
    tracks: ["Main stage"],
    start: "2027-06-08T09:30+02:00",
    end: "2027-06-08T10:15+02:00",
    timezone: "Europe/Berlin",
    entryId: "0_aaaaaaaa",
    playerUrl: "https://cdn.example/player",
    kafUrlTemplate: "https://kaf.example/entry/{KS}",
  };
  const room = {
    ...item,
    title: "Workshop",
    kind: "interactive",
    playerUrl: undefined,
    roomUrlTemplate: "https://kaf.example/room/{KS}",
  };

  it("has time, title, kind, track, entry and address in columns, by day", () => {
    const tomorrow = { ...room, start: "2027-06-09T09:30+02:00", end: "2027-06-09T08:00:00Z" };
    expect(text([item, tomorrow], Number.POSITIVE_INFINITY).split("\n")).to.deep.equal([
      "Tue, 8 Jun 2027 (Europe/Berlin)",
      "  09:30–10:15  Opening   webcast      Main stage  0_aaaaaaaa  https://cdn.example/player",
      "",
      "Wed, 9 Jun 2027 (Europe/Berlin)",
      "  09:30–10:00  Workshop  interactive  Main stage  0_aaaaaaaa  https://kaf.example/room/{KS}",
    ]);
  });

  it("puts addresses on lines of their own where they don't fit", () => {
    expect(text([room], 80).split("\n").slice(1)).to.deep.equal([
      "  09:30–10:15  Workshop  interactive  Main stage  0_aaaaaaaa",
      "      https://kaf.example/room/{KS}",
    ]);
  });

  it("gives the page on KAF where no public player is configured", () => {
    expect(text([{ ...item, playerUrl: undefined }], 500)).to.contain("https://kaf.example/entry/{KS}");
  });
});
