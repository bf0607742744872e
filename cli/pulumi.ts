/** What commands ask the Pulumi CLI: which stack of which project, and what its state holds. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Lookup } from "../provider/config";
import { markOf, markTags } from "../provider/mark";
import { run } from "./run";

/** As much of a state as commands read. */
export interface State {
  readonly resources: ReadonlyArray<{
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly outputs?: Readonly<Record<string, unknown>>;
  }>;
  readonly pending: ReadonlyArray<{ readonly type: string; readonly urn: string }>;
}

/** The last part of a URN, which is the name its owner gave. */
export const nameIn = (urn: string): string => urn.split("::").pop()!;

/** A resource for people: `session "keynote"`. */
export const kindIn = (urn: string): string =>
  urn.split("::")[2]?.split("$").pop()?.split(":").pop() ?? "resource";

/** @throws when what `pulumi stack export` printed is no state */
export function stateIn(exported: string): State {
  const { deployment = {} } = JSON.parse(exported) as {
    deployment?: {
      resources?: State["resources"];
      pending_operations?: ReadonlyArray<{ type: string; resource: { urn: string } }>;
    };
  };
  return {
    resources: deployment.resources ?? [],
    pending: (deployment.pending_operations ?? []).map(({ type, resource }) => ({ type, urn: resource.urn })),
  };
}

/** The name of the project in a folder. @throws when there is none */
export function projectIn(cwd: string): string {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map(name => join(cwd, name)).find(existsSync);
  if (file === undefined)
    throw new Error(`${cwd} is no Pulumi project (no Pulumi.yaml); name its folder by --cwd`);
  const { name } = (parse(readFileSync(file, "utf8")) ?? {}) as { name?: unknown };
  if (typeof name !== "string") throw new Error(`${file} names no project`);
  return name;
}

/** Stack config for settings, secrets too; nothing where Pulumi can't tell. */
export async function stackConfig(cwd: string, stack: string | undefined): Promise<Lookup> {
  const args = ["config", "--json", "--show-secrets", "--non-interactive"];
  const asked = await run("pulumi", [...args, ...(stack === undefined ? [] : ["--stack", stack])], cwd).catch(
    () => undefined,
  );
  if (asked === undefined || asked.code !== 0) return () => undefined;
  const config = JSON.parse(asked.stdout) as Record<string, { value?: string }>;
  return key => config[`kaltura:${key}`]?.value;
}

/** The word that the marks of a stack begin with. @param stack organization/project/stack */
export const wordOf = (stack: string): string => markTags(markOf(stack, "", ""))[0]!;
