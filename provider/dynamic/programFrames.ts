/**
 * The program's own frames in the stack traces that Pulumi's SDK takes while it registers a resource. It keeps one in
 * the state and takes the first frame above two constructors for the program's line, which with a class in between is
 * a line of ours; and it takes one more for each promise of each property, whose frames ts-node then maps one by one.
 */
import { dirname, join, sep } from "node:path";

/** Folders whose frames are not the program's: what makes resources here, and the SDK. */
const NOT_THE_PROGRAM = [
  join(__dirname, ".."),
  join(__dirname, "..", "..", "event"),
  dirname(require.resolve("@pulumi/pulumi/package.json")),
].map(folder => folder + sep);

/** Frames that the SDK takes off: two of its own, and the constructors of a resource class as it expects them. */
const TAKEN_OFF = 5;

function isOfProgram(frame: NodeJS.CallSite): boolean {
  const file = frame.getFileName();
  if (typeof file !== "string" || file.startsWith("node:")) return false;
  return !NOT_THE_PROGRAM.some(folder => file.startsWith(folder));
}

const plainly = (error: Error, frames: readonly NodeJS.CallSite[]): string =>
  [String(error), ...frames.map(frame => `    at ${frame}`)].join("\n");

/** Cuts traces down, until the function that it gives is called. For calls that give no promise. */
export function programFramesOnly(): () => void {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) => {
    const ofProgram = frames.filter(isOfProgram);
    const trace: unknown = before?.(error, ofProgram) ?? plainly(error, ofProgram);
    if (frames[0]?.getFunctionName() !== "callsites" || typeof trace !== "string") return trace;
    const [first, ...rest] = trace.split("\n");
    return [first, ...Array.from({ length: TAKEN_OFF }, () => "    at pulumi"), ...rest].join("\n");
  };
  return () => {
    Error.prepareStackTrace = before;
  };
}
