/** The rehearsal of a project, as a user runs it: no account, no state, nothing left behind. */
import { readdirSync } from "node:fs";
import { expect } from "chai";
import { Project } from "../support/project";

const PROGRAM = `
const { EventCategory, InteractiveRoom, SimuliveSession, WebcastSession } = require("pulumi-kaltura");
const { Config } = require("@pulumi/pulumi");
const track = new EventCategory("track", { name: new Config("event").get("track") || "Main", parent: "site>channels" });
const at = (from, to) => ({ start: "2027-06-08T" + from + "Z", end: "2027-06-08T" + to + "Z", categories: [track] });
new WebcastSession("opening", { name: "Opening", ...at("09:00", "10:00") });
new SimuliveSession("film", { name: "Film night", source: "1_film0001", ...at("10:30", "11:00") });
new InteractiveRoom("clinic", { name: "Clinic", mode: "webinar", templateRoomEntryId: "1_template", ...at("13:00", "14:00") });
`;

describe("npx pulumi-kaltura rehearse", function () {
  this.timeout(180_000);

  it("runs the event at any moment, with stand-ins for what only the account has", async () => {
    const project = await Project.create({ "index.js": PROGRAM });
    try {
      const all = await project.kaltura("rehearse");
      expect(all.code, all.stderr).to.equal(0);
      expect(all.stdout).to.include("All went as planned: 3 sessions, looked at in 6 moments");
      expect(all.stdout).to.match(
        /10:31 {2}. Opening .*\n +● Film night .*the live stream, from the recording 1_film0001 \(1:00 in\)/,
      );
      expect(all.stdout).to.include("gap: Main: 120 min with nothing on");
      expect(all.stdout).to.match(
        /taken for granted.*category site>channels.*recording 1_film0001.*template room 1_template/,
      );

      const failed = await project.kaltura(
        "rehearse",
        "--at",
        "2027-06-08T09:30Z",
        "--silent",
        "opening",
        "--format",
        "json",
      );
      expect(failed.code).to.equal(1);
      const { problems } = JSON.parse(failed.stdout) as { problems: Array<{ sight: { problem: string } }> };
      expect(problems[0]!.sight.problem).to.equal("its encoder sends nothing");
      const settings = {
        encryptionsalt: "v1:of another stack",
        config: {
          "event:track": "Great hall",
          "event:password": { secure: "v1:can't be read" },
          "kaltura:appTokenId": "1_token",
        },
      };
      project.write("Pulumi.live.yaml", JSON.stringify(settings));
      const live = await project.kaltura("rehearse", "--stack", "live");
      expect(live.code, live.stderr).to.equal(0);
      expect(live.stdout).to.include("gap: Great hall: 120 min");

      // Nothing stays beside the program.
      expect(readdirSync(project.folder).filter(file => file.includes("rehearsal"))).to.deep.equal([]);
      // The stack of the project itself was not touched.
      expect(await project.pulumi("stack", "ls", "--json")).to.not.include("rehearsal");
    } finally {
      project.close();
    }
  });
});
