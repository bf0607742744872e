/** Deploys an event into an embedded Kaltura, by the real engine, with a state of its own that is thrown away. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { run } from "../cli/run";
import { type Emulator, type StandIn, startEmulator } from "../emulator";
import { readPreview, readState } from "../event/plan/preview";
import { Gateway } from "../provider/kaltura/gateway";
import { Loaders } from "../provider/kaltura/loaders";
import { calls } from "../provider/kaltura/vocabulary";
import type { MetadataProfile } from "../provider/kaltura/wire";
import { bundledSchema, sessionProfiles } from "../provider/schemas";
import { needsOf } from "./needs";
import { type Piece, piecesOf } from "./pieces";

export interface StageOptions {
  /** Folder of the Pulumi project, or one in it. */
  readonly cwd: string;
  /** Stack whose plain settings the program is run with; secrets stay where they are. */
  readonly stack?: string | undefined;
  /** Told how it goes. */
  readonly say: (line: string) => void;
}

export interface Stage {
  readonly emulator: Emulator;
  /** The sessions, channels and recordings that were deployed. */
  readonly pieces: readonly Piece[];
  /** What was stood in for. */
  readonly standIns: readonly StandIn[];
  /** Looks at the server with the clock that it has. */
  readonly load: () => Loaders;
  close(): Promise<void>;
}

/** @throws Error with the engine's words when the event can't be deployed */
export async function openStage({ cwd: start, stack, say }: StageOptions): Promise<Stage> {
  const cwd = projectFolder(start);
  const partnerId = Number(process.env.KALTURA_PARTNER_ID) || undefined;
  const emulator = await startEmulator({
    ...(partnerId === undefined ? {} : { partnerId }),
    // It has no transcoder: what is uploaded it takes to be half an hour long.
    mediaSeconds: 1800,
    mediaNeedsContent: true,
    jobDelayMs: 0,
  });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-rehearsal-"));
  // By the emulator's clock, which jumps: no limit for the run, and sessions are renewed as time goes by there.
  const gateway = new Gateway({
    serviceUrl: emulator.url,
    partnerId: emulator.partnerId,
    credentials: { adminSecret: emulator.adminSecret },
    now: () => emulator.clock.nowMs(),
    runTimeoutMs: Number.MAX_SAFE_INTEGER,
  });
  const close = async () => {
    await gateway.close();
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await provisionAccount(emulator, gateway);
    const env = environment(emulator, folder);
    const name = `rehearsal-${basename(folder).slice(-6)}`;
    const pulumi = async (...args: string[]) => {
      const { code, stdout, output } = await run(
        "pulumi",
        [...args, "--non-interactive", "--color=never"],
        cwd,
        env,
      );
      return { code, stdout, output };
    };
    const must = async (...args: string[]) => {
      const { code, stdout, output } = await pulumi(...args);
      if (code !== 0) throw new Error(`The event can't be deployed for a rehearsal:\n${output.trim()}`);
      return stdout;
    };
    const settings = stack === undefined ? {} : plainSettings(cwd, stack);
    await must("stack", "init", name);
    const config = ["--stack", name, "--config-file", configFile(cwd, name, settings, folder)];
    say("Reading the event (pulumi preview) …");
    const preview = readPreview((await pulumi("preview", "--json", ...config)).stdout, "the preview");
    const errors = preview.notes.filter(note => note.severity === "error");
    if (errors.length > 0) throw new Error(errors.map(note => note.message).join("\n"));
    const standIns = needsOf(preview).filter(need => emulator.standIn(need));
    say(`Deploying ${preview.changes.length} resources into an embedded Kaltura (pulumi up) …`);
    await must("up", "--yes", "--skip-preview", "--suppress-outputs", ...config);
    const state = await must("stack", "export", "--stack", name);
    return {
      emulator,
      pieces: piecesOf(readState(state, "the state")),
      standIns,
      load: () => new Loaders(gateway),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The project that a folder is in, as Pulumi finds it. @throws Error when it is in none, which Pulumi says less plainly */
export function projectFolder(start: string): string {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (["yaml", "yml", "json"].some(ending => existsSync(join(folder, `Pulumi.${ending}`)))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(
        `${resolve(start)} is in no Pulumi project (no Pulumi.yaml); name its folder with --cwd`,
      );
    }
  }
}

/** What an account gets from Kaltura's people. */
async function provisionAccount(emulator: Emulator, gateway: Gateway): Promise<void> {
  emulator.provision();
  for (const { schema, ...names } of sessionProfiles) {
    const profile = { objectType: "KalturaMetadataProfile", metadataObjectType: "1", ...names };
    await gateway.send([calls.metadataProfile.add(profile as MetadataProfile, bundledSchema(schema))]);
  }
}

/** Nothing of the account, and nothing of the user's Pulumi, but the settings that embeds are made of. */
function environment(emulator: Emulator, folder: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of [
    "KALTURA_APP_TOKEN_ID",
    "KALTURA_APP_TOKEN",
    "KALTURA_USER_ID",
    "KALTURA_PRIVILEGES",
    "PULUMI_ACCESS_TOKEN",
  ])
    delete env[name];
  return {
    ...env,
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_CONFIG_PASSPHRASE_FILE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    KALTURA_SERVICE_URL: emulator.url,
    KALTURA_PARTNER_ID: String(emulator.partnerId),
    KALTURA_ADMIN_SECRET: emulator.adminSecret,
    KALTURA_KAF_HOST: emulator.url.replace("http://", ""),
    KALTURA_PLAYER_ID: env.KALTURA_PLAYER_ID || "1",
  };
}

/** Whom to be on the account: the embedded one knows them not. */
const CREDENTIALS = ["appTokenId", "appToken", "appTokenHash", "adminSecret", "userId", "privileges"];

type Settings = Readonly<Record<string, unknown>>;

/** The plain settings of a stack: its secrets can't be read here, and need not be. */
function plainSettings(cwd: string, stack: string): Settings {
  const file = join(cwd, `Pulumi.${stack}.yaml`);
  let settings: { config?: Settings } | null;
  try {
    settings = parse(readFileSync(file, "utf8")) as typeof settings;
  } catch (error) {
    throw new Error(`${file} can't be read: ${(error as Error).message}`);
  }
  return Object.fromEntries(
    Object.entries(settings?.config ?? {}).filter(
      ([key, value]) =>
        !JSON.stringify(value ?? null).includes('"secure":') &&
        !CREDENTIALS.some(name => key === `kaltura:${name}`),
    ),
  );
}

/** Pulumi notes the salt of a new stack's secrets beside the program, where nothing may stay: it is moved away. */
function configFile(cwd: string, name: string, config: Settings, folder: string): string {
  const left = join(cwd, `Pulumi.${name}.yaml`);
  const own = existsSync(left) ? (parse(readFileSync(left, "utf8")) as Settings | null) : {};
  rmSync(left, { force: true });
  const file = join(folder, "settings.yaml");
  writeFileSync(file, stringify({ ...own, config }));
  return file;
}
