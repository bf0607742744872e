/** Texts that break things elsewhere are stored as meant, or refused before anything is sent. */
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { type Program, Refused, Stack } from "../support/stack";
import { World } from "../support/world";

const TEXTS: Readonly<Record<string, string>> = {
  "the end of CDATA": "a ]]> b",
  "markup and entities": `<b>&amp; "x" 'y' &#0; <!-- --> <?php ?>`,
  "right to left, with marks": "שלום \u202eabc\u202c عربى",
  "emoji with joiners": "👩‍👩‍👧‍👦 🏳️‍🌈 🎬",
  "combining marks": "Z̸͖̑a̵l̸g̶o̴",
  "no break, zero width, byte order": "a\u00a0b\u200bc\ufeffd",
  "a control character": "a\u0007b",
  "a lone surrogate": "a\ud800b",
  "a line break and a tab": "a\r\nb\tc",
  "a reference of a multirequest": "{1:result:id}",
  "half a reference": "{1:result",
  "SQL and shell": "'; DROP TABLE entry; -- $(rm -rf ~) `id`",
  "a path and a template": "../../etc/passwd $" + "{x} {{y}} %s %i",
  "blanks at its ends": "  a  ",
  "257 bytes": "x".repeat(257),
  "256 bytes of emoji": "🎬".repeat(64),
  "a comma": "one,two",
  "the word null": "null",
  "a prototype": "__proto__",
};

describe("hostile texts", () => {
  let world: World;
  let stack: Stack;
  before(async () => {
    world = await World.withProfiles();
  });
  after(() => world.stop());
  beforeEach(() => {
    stack = new Stack(world.runtime);
    world.emulator.clearCalls();
  });
  afterEach(() => stack.destroy());

  const places: Readonly<Record<string, (text: string) => Props>> = {
    name: text => ({ name: text }),
    description: text => ({ description: text }),
    "a presenter": text => ({ presenters: [{ name: text, title: text, bio: text, link: text }] }),
    tags: text => ({ tags: [text], adminTags: [text] }),
    offlineMessage: text => ({ offlineMessage: text }),
    referenceId: text => ({ referenceId: text }),
    organizer: text => ({ scheduleEvent: { organizer: text, location: text } }),
  };
  for (const [what, text] of Object.entries(TEXTS)) {
    it(`${what}: as meant, or refused`, async () => {
      for (const [place, inputs] of Object.entries(places)) {
        const program: Program = {
          talk: {
            kind: "WebcastSession",
            inputs: {
              ...{ name: "Talk", start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" },
              ...inputs(text),
            },
          },
        };
        try {
          stack.preview(program);
        } catch (error) {
          expect(error, place).to.be.instanceOf(Refused);
          expect((error as Error).message, place).to.match(/^talk: \w+/);
          continue;
        }
        await stack.up(program);
        await stack.refresh();
        expect(stack.changes(program), `${place}: ${JSON.stringify(stack.outputs("talk"))}`).to.deep.equal(
          {},
        );
        await stack.destroy();
      }
    });
  }

  it("event texts of 256 characters are kept whole, and of 257 refused", async () => {
    const program = (text: string): Program => ({
      talk: {
        kind: "WebcastSession",
        inputs: {
          ...{ name: "Talk", start: "2027-05-04T09:00Z", end: "2027-05-04T10:00Z" },
          scheduleEvent: { organizer: text, location: text, referenceId: text },
        },
      },
    });
    await stack.up(program("é".repeat(256)));
    await stack.refresh();
    expect(stack.changes(program("é".repeat(256)))).to.deep.equal({});
    expect(() => stack.preview(program("é".repeat(257)))).to.throw(Refused, "256 characters");
  });

  it("times that a clock change skips or repeats are refused", () => {
    for (const start of ["2027-03-28T02:30", "2027-10-31T02:30"]) {
      const program: Program = {
        talk: {
          kind: "WebcastSession",
          inputs: { name: "Talk", start, end: `${start.slice(0, 11)}04:00`, timezone: "Europe/Berlin" },
        },
      };
      expect(() => stack.preview(program), start).to.throw(Refused, "start");
    }
    expect(world.emulator.calls).to.have.length(0);
  });
});
