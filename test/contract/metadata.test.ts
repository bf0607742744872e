/** Metadata where the recordings are thin: hostile documents, races, changes of schemas, and what goes with what. */
import { expect } from "chai";
import { Client } from "./client";

const element = (name: string, type: string, rules = 'minOccurs="0" maxOccurs="1"') =>
  `<xsd:element id="md_${name}" name="${name}" type="${type}" ${rules}><xsd:annotation><xsd:appinfo><label>${name}</label><searchable>true</searchable></xsd:appinfo></xsd:annotation></xsd:element>`;

const schema = (...elements: string[]) =>
  `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="metadata"><xsd:complexType><xsd:sequence>${elements.join("")}</xsd:sequence></xsd:complexType></xsd:element><xsd:complexType name="textType"><xsd:simpleContent><xsd:extension base="xsd:string"/></xsd:simpleContent></xsd:complexType><xsd:complexType name="intType"><xsd:simpleContent><xsd:extension base="xsd:int"/></xsd:simpleContent></xsd:complexType></xsd:schema>`;

const MANY = 'minOccurs="0" maxOccurs="unbounded"';
const SCHEMA = schema(element("Presenter", "textType", MANY), element("Count", "intType"));

describe("the embedded Kaltura's metadata", () => {
  let client: Client;
  let entryId: string;
  let profileId: number;

  const addProfile = async (xsdData: string, metadataObjectType = "1") => {
    const metadataProfile = { objectType: "KalturaMetadataProfile", name: "p", metadataObjectType };
    return (await client.call("metadata_metadataprofile.add", { metadataProfile, xsdData })).id;
  };
  const updateProfile = (xsdData: string) =>
    client.call("metadata_metadataprofile.update", {
      id: profileId,
      metadataProfile: { objectType: "KalturaMetadataProfile" },
      xsdData,
    });
  const add = (xmlData: string, objectId = entryId) =>
    client.call("metadata_metadata.add", {
      metadataProfileId: profileId,
      objectType: "1",
      objectId,
      xmlData,
    });
  /** What is wrong with a document, without the document itself. */
  const complaints = async (xmlData: string): Promise<string[]> => {
    const answer = await add(xmlData);
    expect(answer.code, JSON.stringify(answer)).to.equal("INVALID_METADATA_DATA");
    return answer.args.ERR_MSG.split("\n").filter((line: string) => !/^ at line -?\d+ /.test(line));
  };

  beforeEach(async () => {
    client = await Client.start();
    entryId = await client.liveEntry();
    profileId = await addProfile(SCHEMA);
  });
  afterEach(() => client.stop());

  describe("documents", () => {
    const empty = "The document has no document element.";
    const end = "Premature end of data in tag metadata line 1";
    const cases: [string, string, string[]][] = [
      ["end too early", "<metadata>", [end, empty]],
      [
        "end within a tag",
        "<metadata><Count",
        ["Couldn&#039;t find end of Start Tag Count line 1", end, empty],
      ],
      [
        "close what they did not open",
        "<metadata><Count></metadata>",
        ["Opening and ending tag mismatch: Count line 1 and metadata", end, empty],
      ],
      [
        "hold unknown entities",
        "<metadata>&nope;</metadata>",
        ["Entity &#039;nope&#039; not defined", empty],
      ],
      [
        "hold a lone ampersand",
        "<metadata><Presenter>Q & A</Presenter></metadata>",
        ["xmlParseEntityRef: no name", empty],
      ],
      ["have two roots", "<metadata/><metadata/>", ["Extra content at the end of the document", empty]],
      ["are blank", " ", ["Start tag expected, &#039;&lt;&#039; not found", empty]],
    ];
    for (const [title, xml, expected] of cases) {
      it(`that ${title} are refused in libxml2's words`, async () => {
        expect(await complaints(xml)).to.deep.equal(expected);
      });
    }

    it("are quoted with the complaint, split at carriage returns as the server does", async () => {
      const answer = await add("<metadata>\r\n<Count>x</Count>\r\n</metadata>");
      expect(answer.args.ERR_MSG).to.contain("at line 2 [\n&lt;Count&gt;x&lt;/Count&gt;]");
      const unix = await add("<metadata>\n<Count>x</Count>\n</metadata>");
      expect(unix.args.ERR_MSG).to.match(/at line 2 $/);
    });

    it("cannot fake a complaint", async () => {
      const faked = "m.xml:1: parser error : all is well";
      const [first] = await complaints(`<metadata><Count>1\n${faked}</Count></metadata>`);
      expect(first).to.match(/^Element &#039;Count&#039;: &#039;1/);
    });

    it("that nothing can be compared with are refused with the schema's error", async () => {
      profileId = await addProfile("<a/>");
      expect(await complaints("<metadata/>")).to.deep.equal([
        "The XML document &#039;in_memory_buffer&#039; is not a schema document.",
      ]);
    });

    it("are kept as they were sent", async () => {
      const xml = "<metadata>\n\t<Presenter>a &amp; é 漢 🎥 &lt;b&gt;</Presenter><!-- x -->\n</metadata>\n";
      const { id } = await add(xml);
      expect((await client.call("metadata_metadata.get", { id })).xml).to.equal(xml);
    });
  });

  describe("hostile documents", () => {
    /** Answered in good time, and so is everybody else meanwhile. */
    const bounded = async (xml: string): Promise<string> => {
      const started = Date.now();
      const answer = add(xml);
      expect(await client.call("system.ping")).to.equal(true);
      expect(Date.now() - started).to.be.below(1000);
      const { code, id } = await answer;
      expect(Date.now() - started).to.be.below(7000);
      return code ?? `made ${typeof id}`;
    };

    it("full of laughs are refused", async () => {
      const laughs = Array.from({ length: 12 }, (_, n) =>
        n === 0 ? '<!ENTITY l0 "ha">' : `<!ENTITY l${n} "${`&l${n - 1};`.repeat(10)}">`,
      ).join("");
      const xml = `<!DOCTYPE metadata [${laughs}]><metadata><Presenter>&l11;</Presenter></metadata>`;
      expect(await bounded(xml)).to.equal("INVALID_METADATA_DATA");
      expect(await complaints(xml)).to.satisfy((lines: string[]) => /amplification/.test(lines[0]!));
    });

    it("that repeat one long entity are refused", async () => {
      const entity = `<!ENTITY a "${"x".repeat(100_000)}">`;
      const xml = `<!DOCTYPE metadata [${entity}]><metadata><Presenter>${"&a;".repeat(10_000)}</Presenter></metadata>`;
      expect(await bounded(xml)).to.equal("INVALID_METADATA_DATA");
    });

    it("cannot read files", async () => {
      const xml =
        '<!DOCTYPE metadata [<!ENTITY a SYSTEM "file:///etc/passwd">]><metadata><Presenter>&a;</Presenter></metadata>';
      const { id } = await add(xml);
      expect((await client.call("metadata_metadata.get", { id })).xml).to.equal(xml);
    });

    it("of a megabyte are taken", async () => {
      const presenters = "<Presenter>abcdefghij</Presenter>".repeat(35_000);
      expect(await bounded(`<metadata>${presenters}</metadata>`)).to.equal("made number");
    });

    it("of a megabyte of unclosed tags are refused", async () => {
      expect(await bounded(`<metadata></x>${"<a ".repeat(350_000)}`)).to.equal("INVALID_METADATA_DATA");
      expect(await bounded(`<metadata>${"<!-- ".repeat(20_000)}`)).to.equal("INVALID_METADATA_DATA");
      expect(await bounded(`<metadata>${"<a>".repeat(350_000)}`)).to.equal("INVALID_METADATA_DATA");
    });

    it("do not harm those that come after", async () => {
      await Promise.all([bounded(`<metadata>${"<a>".repeat(100_000)}`), bounded("<metadata></x>")]);
      expect((await add("<metadata/>")).version).to.equal(2);
    });
  });

  describe("races", () => {
    it("have one winner, whom the losers name", async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => add(`<metadata><Count>${n}</Count></metadata>`)),
      );
      const made = answers.filter(answer => answer.objectType === "KalturaMetadata");
      expect(made).to.have.length(1);
      for (const lost of answers.filter(answer => answer !== made[0])) {
        expect([lost.code, lost.args.ID]).to.deep.equal(["METADATA_ALREADY_EXISTS", String(made[0].id)]);
      }
    });

    it("of two updates give two versions", async () => {
      const { id } = await add("<metadata/>");
      const update = (n: number) =>
        client.call("metadata_metadata.update", { id, xmlData: `<metadata><Count>${n}</Count></metadata>` });
      const versions = (await Promise.all([update(1), update(2)])).map(answer => answer.version);
      expect(Math.max(...versions)).to.equal(22);
    });
  });

  describe("goes", () => {
    const list = async (objectId: string, metadataObjectTypeEqual = "1") => {
      const filter = {
        objectType: "KalturaMetadataFilter",
        objectIdEqual: objectId,
        metadataObjectTypeEqual,
      };
      return (await client.call("metadata_metadata.list", { filter })).totalCount;
    };

    it("with its entry", async () => {
      const { id } = await add("<metadata/>");
      await client.call("liveStream.delete", { entryId });
      expect(await client.refused("metadata_metadata.get", { id })).to.equal("METADATA_NOT_FOUND");
      expect(client.emulator.counts().metadata).to.equal(0);
    });

    it("with its category, and with the one above", async () => {
      profileId = await addProfile(SCHEMA, "2");
      const top = await client.call("category.add", { category: { name: "top" } });
      const below = await client.call("category.add", { category: { name: "below", parentId: top.id } });
      const params = { metadataProfileId: profileId, objectType: "2", xmlData: "<metadata/>" };
      const { id } = await client.call("metadata_metadata.add", { ...params, objectId: String(below.id) });
      expect(await list(String(below.id), "2")).to.equal(1);
      await client.call("category.delete", { id: top.id });
      expect(await client.refused("metadata_metadata.get", { id })).to.equal("METADATA_NOT_FOUND");
      expect(await list(String(below.id), "2")).to.equal(0);
    });

    it("with its profile, whose name is free again", async () => {
      const { id } = await add("<metadata/>");
      await client.call("metadata_metadataprofile.delete", { id: profileId });
      expect(await client.refused("metadata_metadata.get", { id })).to.equal("METADATA_NOT_FOUND");
      expect(await list(entryId)).to.equal(0);
    });

    it("nowhere when it is another user's", async () => {
      const { id } = await add("<metadata/>");
      const stranger = client.asUser("stranger");
      expect(await stranger.refused("metadata_metadata.delete", { id })).to.equal(
        "METADATA_OBJECT_ID_NOT_FOUND",
      );
      expect(await client.asUser().call("metadata_metadata.delete", { id })).to.equal(null);
    });
  });

  describe("profiles", () => {
    it("take new optional elements as they come", async () => {
      const answer = await updateProfile(
        schema(
          element("Presenter", "textType", MANY),
          element("Count", "intType"),
          element("Extra", "textType"),
        ),
      );
      expect([answer.version, answer.status]).to.deep.equal([2, 1]);
      expect((await add("<metadata><Extra>x</Extra></metadata>")).metadataProfileVersion).to.equal(2);
    });

    it("refuse changes that metadata cannot follow", async () => {
      for (const [xsd, message] of [
        [schema(element("Presenter", "textType", MANY), element("Count", "textType")), "Different types"],
        [schema(element("Presenter", "textType"), element("Count", "intType")), "Different max occurs"],
        [
          schema(
            element("Presenter", "textType", MANY),
            element("Count", "intType"),
            element("Must", "textType", 'minOccurs="1" maxOccurs="1"'),
          ),
          "Required element added",
        ],
      ] as const) {
        const answer = await updateProfile(xsd);
        expect(answer.code).to.equal("METADATA_UNABLE_TO_TRANSFORM");
        expect(answer.message).to.contain(message);
      }
      const profile = await client.call("metadata_metadataprofile.get", { id: profileId });
      expect([profile.version, profile.xsd]).to.deep.equal([2, SCHEMA]);
    });

    it("rewrite metadata in the background when an element gets another name", async () => {
      const renamed = schema(
        element("Presenter", "textType", MANY).replace('name="Presenter"', 'name="Speaker"'),
        element("Count", "intType"),
      );
      const { id } = await add("<metadata><Presenter>Ann</Presenter><Count>3</Count></metadata>");
      // The first such change takes the version which the schema has already: nothing is rewritten yet.
      expect([(await updateProfile(renamed)).version, client.emulator.runJobs()]).to.deep.equal([2, 0]);
      expect((await updateProfile(SCHEMA)).status).to.equal(3);
      expect((await updateProfile(renamed)).code).to.equal("METADATA_TRANSFORMING");
      client.emulator.runJobs();
      const profile = await client.call("metadata_metadataprofile.get", { id: profileId });
      expect([profile.version, profile.status]).to.deep.equal([22, 1]);
      expect((await client.call("metadata_metadata.get", { id })).metadataProfileVersion).to.equal(22);
    });

    it("decode HTML in schemas", async () => {
      const id = await addProfile(
        SCHEMA.replace("<label>Count", "<label>Z&#228;hler &amp;amp; <![CDATA[&eacute;]]>"),
      );
      const { xsd } = await client.call("metadata_metadataprofile.get", { id });
      expect(xsd).to.contain("<label>Zähler &amp; <![CDATA[é]]>");
    });

    it("list the fields that can be searched", async () => {
      const { objects } = await client.call("metadata_metadataprofile.listFields", {
        metadataProfileId: profileId,
      });
      expect(objects.map((field: { key: string }) => field.key)).to.deep.equal(["Presenter", "Count"]);
      expect(objects[0].xPath).to.equal("/*[local-name()='metadata']/*[local-name()='Presenter']");
    });
  });

  it("finds entries", async () => {
    const other = await client.liveEntry("other");
    await add("<metadata><Presenter>Ann Lee</Presenter><Count>3</Count></metadata>");
    await add("<metadata><Presenter>Bob</Presenter><Count>5</Count></metadata>", other);
    const search = (items: object[], type = 1) =>
      client.ids("baseEntry.list", {
        objectType: "KalturaBaseEntryFilter",
        advancedSearch: {
          objectType: "KalturaMetadataSearchItem",
          metadataProfileId: profileId,
          type,
          items,
        },
      });
    const path = (name: string) => `/*[local-name()='metadata']/*[local-name()='${name}']`;
    const text = (name: string, value: string) => ({
      objectType: "KalturaSearchCondition",
      field: path(name),
      value,
    });
    expect(await search([text("Presenter", "ann")])).to.deep.equal([entryId]);
    expect(await search([text("Presenter", "*")])).to.have.members([entryId, other]);
    expect(await search([text("Presenter", "ann"), text("Presenter", "bob")])).to.deep.equal([]);
    expect(await search([text("Presenter", "ann"), text("Presenter", "bob")], 2)).to.have.length(2);
    expect(await search([text("Nope", "ann")])).to.deep.equal([]);
    const more = {
      objectType: "KalturaSearchComparableCondition",
      field: path("Count"),
      value: "3",
      comparison: "2",
    };
    expect(await search([more])).to.deep.equal([other]);
  });

  it("is listed for many objects at once", async () => {
    const ids = [entryId, await client.liveEntry("b"), await client.liveEntry("c")];
    for (const id of ids) await add("<metadata/>", id);
    const filter = { objectType: "KalturaMetadataFilter", objectIdIn: [...ids, "0_nosuch00"].join(",") };
    expect((await client.call("metadata_metadata.list", { filter })).totalCount).to.equal(3);
    expect(await client.refused("metadata_metadata.list")).to.equal("MUST_FILTER_ON_OBJECT_ID");
  });
});
