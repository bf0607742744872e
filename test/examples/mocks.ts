/** Runs a Pulumi program without an engine: answers come from here, and what it registers is noted. */
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";

export interface Registered extends MockResourceArgs {
  readonly kind: string;
  /** Names of resources that have to be there first. */
  readonly dependsOn: string[];
}

export interface Run<T> {
  readonly resources: Map<string, Registered>;
  readonly outputs: T;
}

export interface Options {
  readonly env?: Record<string, string>;
  readonly config?: Record<string, string>;
  /** Where resources are noted, for a program that may not come to its end. */
  readonly resources?: Map<string, Registered>;
}

/** @param module the compiled program, as an absolute path */
export async function run<T extends object>(
  module: string,
  { env = {}, config = {}, resources = new Map<string, Registered>() }: Options = {},
): Promise<Run<T>> {
  let id = 100;
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource(args) {
        const kind = args.type.replace("pulumi-nodejs:dynamic/kaltura:", "");
        resources.set(args.name, { ...args, kind, dependsOn: [] });
        const served =
          kind === "WebcastSession"
            ? { ingest: { streamKey: `key of ${args.name}` }, scheduleEventId: String(++id) }
            : {};
        return { id: String(++id), state: { ...args.inputs, ...served } };
      },
    },
    "kaltura-event",
    "test",
    false,
    "organization",
  );
  noteDependencies(resources);
  pulumi.runtime.setAllConfig(config);
  const outputs = await withEnv({ KALTURA_PARTNER_ID: "107", KALTURA_PLAYER_ID: "7", ...env }, async () => {
    delete require.cache[module];
    const outputs = require(module) as T;
    await Promise.all(Object.values(outputs).map(resultOf));
    await pulumi.runtime.disconnect(); // resources that no output waits for
    return outputs;
  });
  return { resources, outputs };
}

/** Mocks are not told of dependencies; the monitor is. */
function noteDependencies(resources: Map<string, Registered>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: RegisterRequest, callback: unknown): Promise<void>;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = async (request, callback) => {
    await register(request, callback);
    const names = request.getDependenciesList().map(urn => urn.split("::").at(-1)!);
    resources.get(request.getName())?.dependsOn.push(...names);
  };
}

interface RegisterRequest {
  getName(): string;
  getDependenciesList(): string[];
}

async function withEnv<T>(env: Record<string, string>, body: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  for (const name of Object.keys(before)) if (name.startsWith("KALTURA_")) delete process.env[name];
  Object.assign(process.env, env);
  try {
    return await body();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** The value of an output, once it is known. */
export const resultOf = <T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> =>
  new Promise(resolve => pulumi.output(value).apply(resolve));
