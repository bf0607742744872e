import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type AgendaItem, readAgenda } from "../../event/readAgenda";

const item: AgendaItem = {
  id: "opening",
  title: "Opening",
  kind: "webcast",
  tracks: [],
  start: "2027-06-08T09:30+02:00",
  end: "2027-06-08T10:15+02:00",
  timezone: "Europe/Berlin",
  entryId: "0_aaaaaaaa",
};

describe("A website reads the agenda", () => {
  it("from what pulumi stack output prints: all outputs, or this one", () => {
    expect(readAgenda(JSON.stringify({ agenda: [item], embeds: {} }))).to.deep.equal([item]);
    expect(readAgenda(JSON.stringify([item]))).to.deep.equal([item]);
    expect(readAgenda(JSON.stringify({ programme: [item] }), "programme")).to.deep.equal([item]);
  });

  it("from a stack of the Automation API", async () => {
    const stack = { outputs: async () => ({ agenda: { value: [item], secret: false } }) };
    expect(await readAgenda(stack)).to.deep.equal([item]);
  });

  it("from a stack reference, in another program", async () => {
    const reference = {
      requireOutput: (name: string) => pulumi.output(name === "agenda" ? [item] : undefined),
    };
    const items = readAgenda(reference as Pick<pulumi.StackReference, "requireOutput"> as never);
    const known = await new Promise(resolve =>
      (items as unknown as pulumi.Output<AgendaItem[]>).apply(resolve),
    );
    expect(known).to.deep.equal([item]);
  });

  for (const [what, text, message] of [
    ["no JSON", "agenda:", /this is no output of pulumi stack output --json/],
    [
      "no agenda",
      "{}",
      /no output "agenda" that is an agenda; export it .*export const agenda = event\.agenda/,
    ],
    ["null", "null", /no output "agenda"/],
    ["items of something else", '{"agenda":[{"id":"a"}]}', /item 1 of the output "agenda" has no title/],
    ["items without tracks", JSON.stringify([{ ...item, tracks: undefined }]), /has no tracks/],
    ["no items", "[null]", /item 1/],
  ] as const) {
    it(`and is told when there is ${what}`, () => expect(() => readAgenda(text)).to.throw(message));
  }
});
