/** Names of files with * in them, as event files include them. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The files that a pattern names, in order of their names. `*` stands for any text in a name (but a leading dot),
 * `**` for any folders, also none.
 * @param folder where relative patterns start
 * @returns paths as the pattern spells them, with / between
 */
export function filesLike(folder: string, pattern: string): string[] {
  const start = pattern.startsWith("/") ? "/" : "";
  const names = pattern.split("/").filter(name => name !== "");
  const found = names.reduce<string[]>(
    (places, name, i) => [
      ...new Set(places.flatMap(place => step(folder, place, name, i === names.length - 1))),
    ],
    [start],
  );
  return found.filter(path => path !== start && isFile(folder, path)).sort();
}

function step(folder: string, place: string, name: string, last: boolean): string[] {
  if (name === "**") {
    const folders = [place, ...foldersUnder(folder, place)];
    return last ? folders.flatMap(at => step(folder, at, "*", true)) : folders;
  }
  if (!name.includes("*")) {
    const path = `${place}${name}`;
    return existsSync(at(folder, path)) ? [last ? path : `${path}/`] : [];
  }
  const like = new RegExp(`^(?!\\.)${name.split("*").map(escaped).join(".*")}$`);
  const entries = list(at(folder, place)).filter(entry => like.test(entry));
  return last
    ? entries.map(entry => `${place}${entry}`)
    : foldersIn(folder, place).filter(sub => like.test(sub.slice(place.length, -1)));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const at = (folder: string, path: string) => (path.startsWith("/") ? path : join(folder, path));

const isFile = (folder: string, path: string) => statSync(at(folder, path)).isFile();

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

const foldersIn = (folder: string, place: string): string[] =>
  list(at(folder, place))
    .filter(entry => !entry.startsWith(".") && entry !== "node_modules")
    .filter(entry => statSync(at(folder, `${place}${entry}`)).isDirectory())
    .map(entry => `${place}${entry}/`);

const foldersUnder = (folder: string, place: string): string[] =>
  foldersIn(folder, place).flatMap(sub => [sub, ...foldersUnder(folder, sub)]);
