import { randomBytes } from "node:crypto";
import { type Complaint, describe, readComplaints } from "./complaints.js";
import { lint } from "./lint.js";
import { prematureEnd } from "./unclosed.js";

/** An exit code of xmllint. */
const NOT_WELL_FORMED = 4;

const EMPTY_DOCUMENT: Complaint = {
  message: "The document has no document element.",
  line: -1,
  isOfSchema: false,
};

/** Answers are kept by document and schema: retries and equal documents are common. */
const REMEMBERED = 200;
const LONGEST_REMEMBERED = 20_000;
const known = new Map<string, string | undefined>();

/** What is wrong with a text as XML, in the server's words; undefined when it is well-formed. */
export async function checkWellFormed(xml: string): Promise<string | undefined> {
  const complaints = await parse(xml);
  return complaints && describe(complaints, xml);
}

/** What is wrong with a document under a schema, in the server's words; undefined when it is valid. */
export async function checkAgainstSchema(xml: string, xsd: string): Promise<string | undefined> {
  const key = `${xsd}\0${xml}`;
  if (known.has(key)) return known.get(key);
  const verdict = await validate(xml, xsd);
  if (key.length <= LONGEST_REMEMBERED) {
    known.set(key, verdict);
    if (known.size > REMEMBERED) known.delete([...known.keys()][0]!);
  }
  return verdict;
}

async function validate(xml: string, xsd: string): Promise<string | undefined> {
  const names = fileNames();
  const files = [
    { fileName: names.xml, contents: xml },
    { fileName: names.xsd, contents: xsd },
  ];
  const { code, stderr } = await lint(files, ["--schema", names.xsd, "--noout", names.xml]);
  if (code === 0) return undefined;
  const all = readComplaints(stderr, names.xml, names.xsd);
  const ofSchema = all.filter(complaint => complaint.isOfSchema);
  const ofDocument = all.filter(complaint => !complaint.isOfSchema);
  // The server reads the document first.
  if (ofSchema.length > 0) return describe([...withEnd(ofDocument, xml), ...ofSchema], xml);
  // It goes on to validate the document which it could not read, an empty one.
  if (code === NOT_WELL_FORMED) return describe([...withEnd(ofDocument, xml), EMPTY_DOCUMENT], xml);
  return describe(ofDocument, xml);
}

/** Errors of the parser; undefined when there are none that matter. */
async function parse(xml: string): Promise<Complaint[] | undefined> {
  const names = fileNames();
  const { code, stderr } = await lint([{ fileName: names.xml, contents: xml }], ["--noout", names.xml]);
  return code === 0 ? undefined : withEnd(readComplaints(stderr, names.xml, names.xsd), xml);
}

function withEnd(complaints: Complaint[], xml: string): Complaint[] {
  if (complaints.length === 0) return complaints;
  const end = prematureEnd(xml, complaints);
  return end ? [...complaints, end] : complaints;
}

function fileNames(): { xml: string; xsd: string } {
  const unique = randomBytes(8).toString("hex");
  return { xml: `d${unique}.xml`, xsd: `s${unique}.xsd` };
}
