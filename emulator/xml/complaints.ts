import { EmptyAnswer, escapeHtml } from "../errors.js";

/** One of libxml2's errors. */
export interface Complaint {
  /** Without the line break at its end. */
  message: string;
  /** From 1; 0 when the error has no place, -1 for an empty document. */
  line: number;
  /** About the schema, not about the document. */
  isOfSchema: boolean;
}

const HEAD =
  /^(?:(?:(.+?):(?: line )?(\d+): )?(?:element [^\n:]*: )?(parser|namespace|Schemas validity|Schemas parser|validity|I\/O) (error|warning) : )/;

/**
 * Read xmllint's output. Each error starts with file and line, errors of the parser are followed by the line of
 * the document and a caret, the output ends with what xmllint makes of it all. The file names are random, so a
 * document cannot fake an error.
 */
export function readComplaints(stderr: string, xmlName: string, xsdName: string): Complaint[] {
  const complaints: Complaint[] = [];
  let current: { lines: string[]; complaint: Complaint; hasContext: boolean } | undefined;
  const close = (): void => {
    if (!current) return;
    const lines = current.hasContext ? current.lines.slice(0, -2) : current.lines;
    current.complaint.message = lines.join("\n").split(xsdName).join("in_memory_buffer");
    complaints.push(current.complaint);
    current = undefined;
  };
  for (const line of stderr.replace(/\n$/, "").split("\n")) {
    const match = HEAD.exec(line);
    const isOurs = match !== null && [undefined, xmlName, xsdName, "Entity"].includes(match[1]);
    if (match && isOurs) {
      close();
      const hasContext = match[3] === "parser" || match[3] === "namespace";
      const isOfSchema = match[1] === xsdName || match[3] === "Schemas parser";
      current = {
        lines: [line.slice(match[0].length)],
        complaint: { message: "", line: Number(match[2] ?? 0), isOfSchema },
        hasContext,
      };
    } else if (line === `${xmlName} validates` || line === `${xmlName} fails to validate`) close();
    else if (line === `WXS schema ${xsdName} failed to compile`) close();
    else if (/^Entity: line \d+: $/.test(line)) {
      // An error within an entity, whose text follows.
      close();
    } else current?.lines.push(line);
  }
  close();
  return complaints;
}

/** More than this a process of the real server does not hold: it dies without an answer. */
const LONGEST = 32 * 1024 * 1024;

/** The errors as the server words them: escaped, each with the line of the document that it is about. */
export function describe(complaints: readonly Complaint[], xml: string): string {
  // The server splits at carriage returns alone, so most documents have one line only.
  const lines = xml.split("\r");
  const escaped = new Map<number, string>();
  let length = 0;
  const texts: string[] = [];
  for (const { message, line } of complaints) {
    const text = lines[line - 1];
    const shown = escaped.get(line) ?? (text === undefined ? "" : escapeHtml(`[${text}]`));
    escaped.set(line, shown);
    length += shown.length;
    if (length > LONGEST) throw new EmptyAnswer("complaints that quote a long document too often");
    texts.push(`${escapeHtml(`${message}\n`)} at line ${line} ${shown}`);
  }
  return texts.join("\n");
}
