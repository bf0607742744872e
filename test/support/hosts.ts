/** Language hosts for programs in YAML and Python; built, once, when a test first asks for one. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "..", "..", "..");

/** The environment that programs of a language take: PATH to put in front, PYTHONPATH. Null without that language. */
export async function hostOf(language: "yaml" | "python"): Promise<Readonly<Record<string, string>> | null> {
  const host = [join(ROOT, "tools", "host.mjs"), language];
  const { stdout } = await promisify(execFile)("node", host, { cwd: ROOT });
  return JSON.parse(stdout) as Record<string, string> | null;
}
