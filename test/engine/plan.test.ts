/** The plan of real previews: of a pull request without credentials and state, and of a stack that drifted. */
import { expect } from "chai";
import { Project } from "../support/project";
import { World } from "../support/world";

const program = (sessions: Record<string, object>) => `
const { EventCategory, WebcastSession } = require("pulumi-kaltura");
const track = new EventCategory("track-main", { name: "Main stage" });
for (const [name, inputs] of Object.entries(${JSON.stringify(sessions)})) {
  new WebcastSession(name, { timezone: "Europe/Berlin", categories: [track], ...inputs });
}
`;

const at = (from: string, to: string) => ({ start: `2027-05-04T${from}`, end: `2027-05-04T${to}` });
const BASE = {
  opening: { name: "Opening", ...at("09:00", "10:00") },
  panel: { name: "Panel", ...at("11:00", "12:00") },
  closing: { name: "Closing", ...at("16:00", "17:00") },
};
const HEAD = {
  opening: { name: "Opening", ...at("09:30", "10:30") },
  panel: { name: "Panel", ...at("11:00", "12:00"), pushPublish: true },
  party: { name: "Party", ...at("18:00", "19:00") },
};

describe("npx pulumi-kaltura plan", function () {
  this.timeout(180_000);

  it("compares a pull request's preview with its base's, without credentials, state or a call", async () => {
    const project = await Project.create({ "index.js": program(BASE) });
    try {
      // Where it would call: nobody answers there.
      project.env.KALTURA_SERVICE_URL = "http://127.0.0.1:9";
      project.write("base.json", await project.pulumi("preview", "--json"));
      project.write("index.js", program(HEAD));
      project.write("head.json", await project.pulumi("preview", "--json"));
      const { code, stdout } = await project.kaltura("plan", "head.json", "--base", "base.json");
      expect(code).to.equal(0);
      expect(stdout).to.include("Links break: 1 session gets a new embed, 1 session is removed");
      expect(stdout).to.match(/Main stage\n.*09:00–10:00 → 09:30–10:30 {2}Opening/);
      expect(stdout).to.match(/! {2}11:00–12:00 {2}Panel.*NEW EMBED/);
      expect(stdout)
        .to.match(/\+ {2}18:00–19:00 {2}Party/)
        .and.match(/− {2}16:00–17:00 {2}Closing/);
      const same = await project.kaltura("plan", "head.json", "--base", "head.json", "--expect-no-changes");
      expect([same.code, same.stdout.split("\n")[0]]).to.deep.equal([0, "Nothing changes"]);
    } finally {
      project.close();
    }
  });

  it("tells of what somebody changed in Kaltura, with an exit code", async () => {
    const world = await World.withProfiles();
    const project = await Project.create({ "index.js": program(BASE) }, world);
    try {
      await project.pulumi("up", "--yes", "--skip-preview");
      const drift = async () => {
        project.write("drift.json", await project.pulumi("preview", "--refresh", "--json", "--show-sames"));
        return project.kaltura("plan", "drift.json", "--drift", "--expect-no-changes");
      };
      expect((await drift()).code).to.equal(0);
      const [panel] = await world.list("liveStream", { nameEqual: "Panel" });
      await world.must("liveStream", "update", {
        entryId: panel!.id,
        liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Renamed by hand" },
      });
      const { code, stdout } = await drift();
      expect(code).to.equal(7);
      expect(stdout).to.include("Kaltura is not as the event file says");
      expect(stdout).to.include("title: Renamed by hand in Kaltura, Panel in the program");
      expect(stdout).to.include("2 stay as they are");
      await world.must("liveStream", "delete", { entryId: panel!.id });
      const gone = await drift();
      expect(gone.code).to.equal(7);
      expect(gone.stdout).to.match(
        /^Links break: 1 session gets a new embed\n[\s\S]*it was deleted in Kaltura, so it is made anew/,
      );
    } finally {
      project.close();
      await world.stop();
    }
  });
});
