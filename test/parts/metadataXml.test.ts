import { expect } from "chai";
import {
  buildMetadata,
  type Element,
  inOrder,
  orderIn,
  parseMetadata,
  sameElements,
  textOf,
} from "../../provider/parts/metadataXml";

const XSD = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <xsd:element name="other"><xsd:complexType><xsd:sequence><xsd:element name="No"/></xsd:sequence></xsd:complexType></xsd:element>
  <xsd:element name="metadata"><xsd:complexType><xsd:sequence>
    <xsd:element name="First" type="xsd:string"/><xsd:annotation/><xsd:element name="Second"/><xsd:element/>
  </xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema>`;

describe("custom metadata", () => {
  it("is read and written as elements with texts and children, entities and CDATA included", () => {
    const elements: Element[] = [
      { name: "Title", text: "a < b & c" },
      {
        name: "Person",
        children: [
          { name: "Name", text: "Ann" },
          { name: "Bio", text: "" },
        ],
      },
    ];
    expect(parseMetadata(buildMetadata(elements))).to.deep.equal(elements);
    expect(buildMetadata([])).to.equal("<metadata></metadata>");
    expect(
      parseMetadata("<?xml version='1.0'?><!-- x --><metadata><A x='1'> y </A><B/></metadata>"),
    ).to.deep.equal([
      { name: "A", text: "y" },
      { name: "B", text: "" },
    ]);
    expect(parseMetadata("<metadata><A><![CDATA[<b>]]></A></metadata>")).to.deep.equal([
      { name: "A", text: "<b>" },
    ]);
    expect(parseMetadata("<metadata><N>007</N></metadata>")).to.deep.equal([{ name: "N", text: "007" }]);
  });

  it("is nothing when there is none or it can't be read", () => {
    for (const xml of ["", "text", "<other><A>1</A></other>", "<metadata/>"])
      expect(parseMetadata(xml), xml).to.deep.equal([]);
  });

  it("goes in the order of the schema, equals and strangers as they came", () => {
    expect(orderIn(XSD)).to.deep.equal(["First", "Second"]);
    expect(orderIn(XSD.replaceAll("sequence", "all"))).to.deep.equal(["First", "Second"]);
    expect(orderIn(undefined)).to.deep.equal([]);
    expect(orderIn("no schema")).to.deep.equal([]);
    const named = (...names: string[]) => names.map((name, i) => ({ name, text: String(i) }));
    const sorted = inOrder(named("Strange", "Second", "First", "Second", "Odd"), ["First", "Second"]);
    expect(sorted.map(e => `${e.name}${e.text}`)).to.deep.equal([
      ...["First2", "Second1", "Second3", "Strange0", "Odd4"],
    ]);
  });

  it("says the same whatever the order across names, empty elements, line ends and blanks", () => {
    const a: Element[] = [
      { name: "A", text: "1" },
      { name: "B", text: "2" },
    ];
    expect(sameElements(a, [...a].reverse())).to.equal(true);
    expect(sameElements(a, [...a, { name: "C", text: "" }, { name: "D", children: [] }])).to.equal(true);
    expect(sameElements(a, [...a, { name: "C" }])).to.equal(true);
    expect(sameElements([{ name: "A", text: "x\r\ny\rz " }], [{ name: "A", text: "x\ny\nz" }])).to.equal(
      true,
    );
    expect(
      sameElements(a, [
        { name: "A", text: "1" },
        { name: "B", text: "3" },
      ]),
    ).to.equal(false);
    expect(sameElements(a, a.slice(1))).to.equal(false);
    const list = (...texts: string[]) => texts.map(text => ({ name: "A", text }));
    expect(sameElements(list("1", "2"), list("2", "1"))).to.equal(false);
    const nested = (text: string): Element[] => [{ name: "P", children: [{ name: "N", text }] }];
    expect(sameElements(nested("x"), nested(" x"))).to.equal(true);
    expect(sameElements(nested("x"), nested("y"))).to.equal(false);
  });

  it("gives the text of the first element of a name", () => {
    const elements = [{ name: "A" }, { name: "B", text: " x\r\n" }, { name: "B", text: "y" }];
    expect([textOf(elements, "A"), textOf(elements, "B"), textOf(elements, "C")]).to.deep.equal([
      undefined,
      "x",
      undefined,
    ]);
  });
});
