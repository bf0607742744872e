import { randomBytes } from "node:crypto";
import { type Complaint, describe, readComplaints } from "./complaints.js";
import { lint } from "./lint.js";
import { unclosedElement } from "./unclosed.js";

/** Exit codes of xmllint. */
const NOT_WELL_FORMED = 4;
const BAD_SCHEMA = 5;

const EMPTY_DOCUMENT: Complaint = {
  message: "The document has no document element.",
  line: -1,
  isParserError: false,
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
  const complaints = readComplaints(stderr, names.xml, names.xsd);
  if (code === BAD_SCHEMA) {
    // xmllint stops at the schema; the server has read the document by then.
    return describe([...((await parse(xml)) ?? []), ...complaints], xml);
  }
  // The server goes on to validate the document which it could not read, an empty one.
  if (code === NOT_WELL_FORMED) return describe([...withEnd(complaints, xml), EMPTY_DOCUMENT], xml);
  return describe(complaints, xml);
}

/** Errors of the parser; undefined when there are none that matter. */
async function parse(xml: string): Promise<Complaint[] | undefined> {
  const names = fileNames();
  const { code, stderr } = await lint([{ fileName: names.xml, contents: xml }], ["--noout", names.xml]);
  return code === 0 ? undefined : withEnd(readComplaints(stderr, names.xml, names.xsd), xml);
}

function withEnd(complaints: Complaint[], xml: string): Complaint[] {
  const goesOn = complaints.some(({ message }) => message.startsWith("Opening and ending tag mismatch"));
  const end = goesOn ? unclosedElement(xml) : undefined;
  return end ? [...complaints, end] : complaints;
}

function fileNames(): { xml: string; xsd: string } {
  const unique = randomBytes(8).toString("hex");
  return { xml: `d${unique}.xml`, xsd: `s${unique}.xsd` };
}
