/** What a preview says of a change beyond the change: embeds and ingest points that become others, sessions that are on. */
import { expect } from "chai";
import { diff } from "../../provider/lifecycle/diff";
import { remarksOn } from "../../provider/lifecycle/remarks";
import { metaOf, propertiesOf } from "../../provider/lifecycle/schema";
import { type Props, UNKNOWN } from "../../provider/lifecycle/values";
import { definitionOf, registry } from "../../provider/resources/registry";
import { samples } from "../support/samples";

const NOW = Date.parse("2027-05-04T09:30Z");
const SHOW: Props = { name: "Keynote", start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" };

function said(kind: string, state: Props, wished: Props, now = NOW): string[] {
  const definition = definitionOf(kind);
  return remarksOn(definition, "1_abc", state, wished, diff(definition, state, wished), now);
}

describe("a preview", () => {
  it("names who holds on to what is made anew, for all inputs that can't change in place", () => {
    const told = registry.flatMap(definition =>
      propertiesOf(definition.inputs)
        .filter(([, schema]) => metaOf(schema).replace !== undefined)
        .map(([name, schema]) => {
          const { base, values, needs } = samples[definition.kind]!;
          const [a, b] = values[name]!;
          const state = { ...base, ...needs?.[name], [name]: a };
          const lines = said(definition.kind, state, { ...state, [name]: b }, 0);
          return { path: `${definition.kind}.${name}`, lines, reason: metaOf(schema).replace! };
        }),
    );
    const announced = told.filter(({ lines }) => lines.length > 0);
    expect(announced.map(({ path }) => path)).to.have.members([
      "WebcastSession.pushPublish",
      "StudioSession.pushPublish",
      "InteractiveRoom.roomModerators",
      "InteractiveRoom.chatModerators",
      "MediaAsset.mediaType",
      "MetadataProfile.objectType",
    ]);
    for (const { lines, reason } of announced) {
      expect(lines).to.have.length(1);
      expect(lines[0]).to.include(reason).and.include("is made anew").and.include("(1_abc)");
    }
  });

  it("names embeds for pages, and the ingest point for the encoder", () => {
    expect(said("WebcastSession", SHOW, { ...SHOW, pushPublish: true }, 0)).to.deep.equal([
      'webcast session "Keynote" (1_abc) is made anew, and the old one is deleted (pushPublish: Kaltura takes it when the entry is made only, and drops a later change in silence). Others then: entryId, playerUrl, iframe, thumbnailUrl, manifestUrl (for pages and applications); ingest (for the encoder)',
    ]);
  });

  it("says so of what somebody deleted, too", () => {
    const [line] = said("WebcastSession", { ...SHOW, unfinished: ["(gone)"] }, SHOW, 0);
    expect(line).to.include("somebody deleted it in Kaltura");
  });

  it("says nothing of changes in place", () => {
    expect(
      said("WebcastSession", SHOW, { ...SHOW, description: "New", end: "2027-05-04T10:30Z" }, 0),
    ).to.deep.equal([]);
  });

  it("warns of what up refuses while the session is on, by its times", () => {
    const [line] = said("WebcastSession", SHOW, {
      ...SHOW,
      start: "2027-05-05T09:00Z",
      end: "2027-05-05T10:00Z",
    });
    expect(line)
      .to.include("is on right now, so pulumi up refuses to change start, end")
      .and.include("allowChangesWhileLive");
    expect(said("WebcastSession", SHOW, { ...SHOW, channel: UNKNOWN })[0]).to.include(
      "refuses to change channel",
    );
    expect(said("WebcastSession", SHOW, { ...SHOW, pushPublish: true })[1]).to.include(
      "refuses to make it anew",
    );
    const feed = { session: "1_x", from: SHOW.start, until: SHOW.end };
    expect(said("RestreamerChannel", { name: "Hall", targets: [feed] }, { name: "Hall" })[0]).to.include(
      "refuses to change targets",
    );
    const simulive = { name: "Film", start: SHOW.start, endsAt: SHOW.end, source: "1_a" };
    expect(
      said("SimuliveSession", simulive, { name: "Film", start: SHOW.start, source: "1_b" })[0],
    ).to.include("refuses to change source");
  });

  it("does not warn of what goes through: texts, a longer show, another time of day, or what is allowed", () => {
    const later = { start: "2027-05-05T09:00Z", end: "2027-05-05T10:00Z" };
    expect(said("WebcastSession", SHOW, { ...SHOW, description: "New" })).to.deep.equal([]);
    expect(said("WebcastSession", SHOW, { ...SHOW, end: "2027-05-04T10:30Z" })).to.deep.equal([]);
    expect(said("WebcastSession", SHOW, { ...SHOW, ...later, allowChangesWhileLive: true })).to.deep.equal(
      [],
    );
    expect(
      said("WebcastSession", SHOW, { ...SHOW, ...later }, Date.parse("2027-05-04T10:00Z")),
    ).to.deep.equal([]);
  });

  it("says that adopt has no effect on what is there already, unless it names just that", () => {
    expect(said("WebcastSession", SHOW, { ...SHOW, adopt: "1_other" }, 0)[0]).to.include(
      "adopt (1_other) has no effect",
    );
    for (const adopt of ["1_abc", { referenceId: "KEY" }, UNKNOWN]) {
      expect(said("WebcastSession", SHOW, { ...SHOW, adopt }, 0)).to.deep.equal([]);
    }
  });
});
