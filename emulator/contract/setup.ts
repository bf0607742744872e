import type { Features } from "../accounts.js";
import type { Emulator } from "../emulator.js";
import type { AccountSetup } from "../seeds.js";
import type { Entity } from "../store.js";
import type { Json } from "../types/cast.js";
import type { RecordedFile, RecordedLine } from "./recording.js";

const MAIN_ACCOUNT = 107;
const PLUGINS: Readonly<Record<string, keyof Features>> = { metadata: "metadata", reach: "reach" };

/** The account that a story plays on: the one that its answers name most often. */
export function accountOf(file: RecordedFile): number {
  const votes = new Map<number, number>();
  for (const line of file.lines) {
    for (const id of partnerIds(line.response)) votes.set(id, (votes.get(id) ?? 0) + 1);
    if (line.service === "session" && typeof line.response === "string") {
      const id = Number(line.request.partnerId);
      votes.set(id, (votes.get(id) ?? 0) + 1);
    }
  }
  const [winner] = [...votes].filter(([id]) => id > 0).sort((a, b) => b[1] - a[1]);
  return winner?.[0] ?? MAIN_ACCOUNT;
}

/** Set the account up as it was when the story was recorded. */
export function setUpAccounts(emulator: Emulator, file: RecordedFile): number {
  const id = accountOf(file);
  const setup: AccountSetup = { id, adminSecret: secretOf(file, id), userSecret: "USER_SECRET" };
  const name = partnerName(file);
  if (name !== undefined) setup.name = name;
  const lines = file.lines.map(line => line.response);
  if (lines.some(lacksLiveProfile)) setup.withoutLiveProfile = true;
  setup.features = featuresAtStart(file);
  emulator.addAccount(setup);
  const birth = birthOf(file);
  if (birth !== undefined) dateDefaults(emulator, id, birth);
  return id;
}

/** When was the account made? Its own conversion profiles came with it: of all they are the oldest. */
function birthOf(file: RecordedFile): number | undefined {
  const times: number[] = [];
  const visit = (value: Json): void => {
    if (typeof value !== "object" || value === null) return;
    if (field(value, "objectType") === "KalturaConversionProfile")
      times.push(Number(field(value, "createdAt")));
    for (const item of Object.values(value)) visit(item);
  };
  for (const line of file.lines) visit(line.response);
  return times.length > 0 ? Math.min(...times) : undefined;
}

function dateDefaults(emulator: Emulator, partnerId: number, createdAt: number): void {
  for (const kind of ["accessControl", "conversionProfile"]) {
    const all = emulator.store.collection<Entity & { system?: boolean; createdAt: number }>(kind);
    for (const item of all.where(one => one.partnerId === partnerId && one.system === true)) {
      all.update(item, { createdAt });
    }
  }
}

/** What the account could do is seen from what was refused. */
function featuresAtStart(file: RecordedFile): Partial<Features> {
  const features: Partial<Features> = {};
  for (const line of file.lines) {
    const code = field(line.response, "code");
    if (code === "RECORDING_DISABLED") features.recording = false;
    const plugin =
      code === "FEATURE_FORBIDDEN"
        ? PLUGINS[String(field(field(line.response, "args"), "FEATURE"))]
        : undefined;
    if (plugin) features[plugin] = false;
    if (/FEATURE_LIVE_STREAM off/i.test(line.note)) features.liveStream = false;
  }
  return features;
}

/** Features that the recorder switched on between two lines. */
export function switchFeatures(emulator: Emulator, accountId: number, line: RecordedLine): void {
  const account = emulator.core.accounts.get(accountId);
  if (account && /FEATURE_LIVE_STREAM on/i.test(line.note)) account.features.liveStream = true;
}

/** An account that a request names and that the recorded server knew: any but those it calls blocked. */
export function addForeignAccount(emulator: Emulator, line: RecordedLine): void {
  const id = Number(line.request.partnerId ?? 0);
  if (!(id > 0) || emulator.core.accounts.has(id)) return;
  if (field(line.response, "code") === "SERVICE_FORBIDDEN_CONTENT_BLOCKED") return;
  emulator.addAccount({ id, adminSecret: `admin secret of ${id}`, userSecret: `user secret of ${id}` });
}

function secretOf(file: RecordedFile, partnerId: number): string {
  const start = file.lines.find(
    line =>
      line.service === "session" &&
      line.action === "start" &&
      typeof line.response === "string" &&
      Number(line.request.partnerId) === partnerId &&
      Number(line.request.type) === 2,
  );
  return String(start?.request.secret ?? "ADMIN_SECRET");
}

function lacksLiveProfile(response: Json): boolean {
  const type = String(field(response, "objectType") ?? "");
  return (
    /^KalturaLiveStream/.test(type) &&
    field(response, "sourceType") === "32" &&
    field(response, "conversionProfileId") === undefined &&
    field(response, "flavorParamsIds") === undefined &&
    field(response, "bitrates") !== undefined
  );
}

function partnerName(file: RecordedFile): string | undefined {
  for (const line of file.lines) {
    if (field(line.response, "objectType") === "KalturaPartner") return String(field(line.response, "name"));
  }
  return undefined;
}

function partnerIds(value: Json): number[] {
  if (Array.isArray(value)) return value.flatMap(partnerIds);
  if (typeof value !== "object" || value === null) return [];
  const own = typeof value.partnerId === "number" ? [value.partnerId] : [];
  return [...own, ...(Array.isArray(value.objects) ? [] : Object.values(value).flatMap(partnerIds))];
}

function field(value: Json | undefined, name: string): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value[name] : undefined;
}

const PLAYED_AROUND = [
  ["preStartEntryId", "preStartTime"],
  ["postEndEntryId", "postEndTime"],
] as const;

/** Length that the recording gives a media entry later on; the recorder set it in the database. */
export function mediaSeconds(files: readonly RecordedFile[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const visit = (value: Json): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (value.objectType === "KalturaMediaEntry" && Number(value.duration) > 0) {
      found.set(String(value.id), Number(value.duration));
    }
    // What is played around an event takes its time from the media entry; the first answer still shows that.
    for (const [entry, time] of PLAYED_AROUND) {
      const id = value[entry];
      if (typeof id === "string" && !found.has(id)) found.set(id, Number(value[time]));
    }
    for (const item of Object.values(value)) visit(item);
  };
  for (const file of files) for (const line of file.lines) visit(line.response);
  return found;
}
