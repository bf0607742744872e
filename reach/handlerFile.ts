/** Handlers out of a file that a user names. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { wordsOf } from "./failures";
import { checkHandlers, type Handlers } from "./handlers";
import { serviceNames } from "./services";

/**
 * Loads a module, CommonJS or ESM, whose default export is an object of handlers, or that exports handlers by name.
 * @throws Error that names the file and what is wrong with it
 */
export async function loadHandlers(file: string): Promise<Handlers> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Error(`There is no handler file ${file}`);
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`The handler file ${file} can't be loaded: ${wordsOf(error)}`);
  }
  const { default: whole, ...rest } = module;
  const named = Object.fromEntries(
    Object.entries(rest).filter(([name]) => (serviceNames as readonly string[]).includes(name)),
  );
  try {
    return checkHandlers(Object.keys(named).length > 0 ? named : (whole ?? {}));
  } catch (error) {
    throw new Error(`${file}: ${wordsOf(error)}`);
  }
}
