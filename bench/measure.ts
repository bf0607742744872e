/** One contestant at one size: every part of a stack's life, timed and counted. */
import { join } from "node:path";
import { DEFAULTS } from "../emulator";
import { signV2 } from "../emulator/ks";
import type { Props } from "../provider/lifecycle/values";
import { bundledSchema } from "../provider/schemas";
import { EmulatorProcess, type Ran, type Role, run } from "./processes";
import { type Part, Project } from "./project";

const DIST = join(__dirname, "..");

export interface Sample {
  readonly seconds: number;
  /** HTTP requests that the server got. */
  readonly requests?: number;
  /** CPU seconds of each process. */
  readonly cpu: Readonly<Partial<Record<Role | "emulator", number>>>;
  readonly providerPeakMb?: number;
}

export interface Measured {
  readonly parts: Readonly<Partial<Record<Part, Sample>>>;
  readonly stateBytes?: number;
}

const PARTS: readonly Part[] = ["up", "preview", "refresh", "update", "destroy"];

const sampleOf = ({ seconds, costs }: Ran): Sample => ({
  seconds,
  cpu: Object.fromEntries(Object.entries(costs).map(([role, cost]) => [role, cost.cpuSeconds])),
  ...(costs.provider && { providerPeakMb: costs.provider.peakMb }),
});

/** An account whose modules are enabled, on a server with this latency. */
async function account(latencyMs: number): Promise<EmulatorProcess> {
  const emulator = await EmulatorProcess.start(join(DIST, "emulator", "cli.js"));
  const ks = signV2(
    {
      partnerId: DEFAULTS.partnerId,
      userId: "bench",
      type: 2,
      expiry: Math.floor(Date.now() / 1000) + 86_400,
      privileges: "disableentitlement",
    },
    DEFAULTS.adminSecret,
  );
  for (const [name, systemName] of [
    ["KwebcastProfile", "KMS_KWEBCAST2"],
    ["EventsProfile3", "KMS_EVENTS3"],
    ["EntryAdditionalInfo", "EntryAdditionalInfo"],
  ] as const) {
    const body: Props = {
      ks,
      format: 1,
      metadataProfile: { objectType: "KalturaMetadataProfile", metadataObjectType: "1", name, systemName },
      xsdData: bundledSchema(name),
    };
    const answer = await fetch(`${emulator.url}/api_v3/service/metadata_metadataprofile/action/add`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const made = (await answer.json()) as { code?: string };
    if (made.code !== undefined) throw new Error(`${name}: ${made.code}`);
  }
  await emulator.control("POST", "latency", { ms: latencyMs });
  return emulator;
}

/**
 * The engine with resources that do nothing.
 * @param env of the engine, beside what a bench needs
 */
export async function floor(
  size: number,
  inputs: "few" | "full",
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const project = await Project.create("nothing", { ...env, BENCH_SIZE: String(size), BENCH_INPUTS: inputs });
  try {
    const parts: Partial<Record<Part, Sample>> = {};
    let stateBytes = 0;
    for (const part of PARTS) {
      parts[part] = sampleOf(await project.run(part));
      if (part === "up") stateBytes = project.stateBytes();
      if (part === "update") parts.update = parts[part]!;
    }
    return { parts, stateBytes };
  } finally {
    project.remove();
  }
}

/** @param env of the engine, beside what a bench needs */
export async function ours(size: number, latencyMs: number, env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const emulator = await account(latencyMs);
  const project = await Project.create("sessions", {
    ...env,
    BENCH_SIZE: String(size),
    KALTURA_SERVICE_URL: emulator.url,
    KALTURA_PARTNER_ID: String(DEFAULTS.partnerId),
    KALTURA_ADMIN_SECRET: DEFAULTS.adminSecret,
  });
  try {
    const parts: Partial<Record<Part, Sample>> = {};
    let stateBytes = 0;
    for (const part of PARTS) {
      const before = await emulator.usage();
      const sample = sampleOf(await project.run(part));
      const after = await emulator.usage();
      parts[part] = {
        ...sample,
        requests: after.requests - before.requests,
        cpu: { ...sample.cpu, emulator: after.cpuSeconds - before.cpuSeconds },
      };
      if (part === "up") stateBytes = project.stateBytes();
    }
    const left = Object.entries(await emulator.control<Record<string, number>>("GET", "counts"));
    const lost = left.filter(([kind, n]) => n > 0 && /entries|scheduleEvents|categories/.test(kind));
    if (lost.length > 0) throw new Error(`destroy left ${JSON.stringify(lost)}`);
    return { parts, stateBytes };
  } finally {
    project.remove();
    await emulator.stop();
  }
}

export async function script(size: number, latencyMs: number): Promise<Measured> {
  const emulator = await account(latencyMs);
  try {
    const args = [
      join(__dirname, "script.js"),
      emulator.url,
      String(DEFAULTS.partnerId),
      DEFAULTS.adminSecret,
    ];
    const { output } = await run(process.execPath, [...args, String(size)]);
    const timed = JSON.parse(output.trim().split("\n").at(-1)!) as Record<
      "up" | "refresh" | "destroy",
      { seconds: number; calls: number }
    >;
    return {
      parts: Object.fromEntries(
        Object.entries(timed).map(([part, { seconds, calls }]) => [
          part,
          { seconds, requests: calls, cpu: {} },
        ]),
      ),
    };
  } finally {
    await emulator.stop();
  }
}
