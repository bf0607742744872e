import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parentPort } from "node:worker_threads";

declare global {
  /** The compiler's library for browsers has these; the one for Node is without. */
  namespace WebAssembly {
    class Module {
      constructor(bytes: Uint8Array);
    }
    class Instance {
      constructor(module: Module, imports: object);
      readonly exports: object;
    }
    class Memory {
      constructor(limits: { initial: number; maximum: number });
      readonly buffer: ArrayBuffer;
    }
  }
}

/** A run of xmllint: files of its file system, and its arguments. */
export interface LintJob {
  id: number;
  files: { fileName: string; contents: string }[];
  args: string[];
}

/** What became of it. */
export interface LintOutcome {
  id: number;
  /** xmllint's exit code; negative when it crashed. */
  code: number;
  stderr: string;
}

/** The part of Emscripten's module that is used here. */
interface ModuleOptions {
  inputFiles: LintJob["files"];
  arguments: string[];
  print: (text: string) => void;
  printErr: (text: string) => void;
  onExit: (code: number) => void;
  onAbort: (reason: unknown) => void;
  wasmMemory: WebAssembly.Memory;
  instantiateWasm: (
    imports: object,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}

/** 16 MiB to start with, 256 MiB at most: a document which needs more counts as refused. */
const FIRST_PAGES = 256;
const MOST_PAGES = 4096;
const PAGE_BYTES = 65_536;

// xmllint-wasm starts a thread and compiles libxml2 anew for each document. This thread stays, and compiles once.
const load = createRequire(__filename);
const glue = load.resolve("xmllint-wasm/xmllint-node.js");
const run = load(glue) as (options: ModuleOptions) => Promise<unknown>;
const compiled = new WebAssembly.Module(readFileSync(join(glue, "../xmllint.wasm")));

let memory: WebAssembly.Memory | undefined;

/** Empty memory: that of the run before, unless it grew. A new one each time keeps the garbage collector busy. */
function emptyMemory(): WebAssembly.Memory {
  if (memory?.buffer.byteLength === FIRST_PAGES * PAGE_BYTES) new Uint8Array(memory.buffer).fill(0);
  else memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
  return memory;
}

parentPort?.on("message", (job: LintJob) => {
  let stderr = "";
  let answered = false;
  const answer = (code: number, text = stderr): void => {
    if (answered) return;
    answered = true;
    parentPort?.postMessage({ id: job.id, code, stderr: text } satisfies LintOutcome);
  };
  run({
    inputFiles: job.files,
    arguments: job.args,
    print: () => undefined,
    printErr: text => {
      stderr += `${text}\n`;
    },
    onExit: code => answer(code),
    onAbort: reason => answer(-1, String(reason)),
    wasmMemory: emptyMemory(),
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance, compiled);
      return instance.exports;
    },
  }).catch((error: unknown) => answer(-1, String(error)));
});
