import { ASYNC_DELETE } from "../categories/jobs.js";
import { type Emulator, startEmulator } from "../emulator.js";
import { MEDIA_READY } from "../entries/media.js";
import type { Json } from "../types/cast.js";
import type { Params } from "../wire/params.js";
import { compareAnswers, type Difference } from "./compare.js";
import { EarlierObjects } from "./earlier.js";
import { IdMap } from "./ids.js";
import { addUsedProfiles, recordedSchemas } from "./profiles.js";
import { type RecordedFile, type RecordedLine, readRecordings } from "./recording.js";
import { send } from "./send.js";
import { StorySessions } from "./sessions.js";
import { addForeignAccount, mediaSeconds, setUpAccounts, switchFeatures } from "./setup.js";

/** What became of one recorded line. */
export interface LineResult {
  line: RecordedLine;
  differences: Difference[];
}

/** Replay all recordings of a folder against a fresh emulator. */
export async function replayFolder(folder: string): Promise<LineResult[]> {
  const files = readRecordings(folder);
  const emulator = await startEmulator({
    adminSecret: "ADMIN_SECRET",
    userSecret: "USER_SECRET",
    jobDelayMs: "manual",
    mediaUnindexed: true,
  });
  try {
    const results: LineResult[] = [];
    const replay = new Replay(emulator, files);
    for (const file of files) results.push(...(await replay.file(file)));
    return results;
  } finally {
    await emulator.stop();
  }
}

/** Kinds of jobs that a recorded worker takes; of the server's workers the recorder ran only some. */
const JOBS_OF_WORKER: Readonly<Record<string, string>> = { KAsyncDelete: ASYNC_DELETE };

class Replay {
  readonly #ids = new IdMap();
  readonly #tokens = new Map<string, { token: string; hashType: string }>();

  readonly #earlier: EarlierObjects;
  readonly #mediaSeconds: ReadonlyMap<string, number>;
  readonly #schemas: readonly string[];

  constructor(
    private readonly emulator: Emulator,
    files: readonly RecordedFile[],
  ) {
    this.#earlier = new EarlierObjects(emulator, this.#ids, files);
    this.#mediaSeconds = mediaSeconds(files);
    this.#schemas = recordedSchemas(files);
  }

  async file(file: RecordedFile): Promise<LineResult[]> {
    const first = file.lines[0]?.at ?? 0;
    if (first > 0) this.emulator.clock.freeze(first);
    const partnerId = setUpAccounts(this.emulator, file);
    addUsedProfiles(this.emulator, file, partnerId, this.#ids, this.#schemas);
    const sessions = new StorySessions(this.emulator, partnerId, file);
    const results: LineResult[] = [];
    for (const group of parallelGroups(file.lines)) {
      if (group.length === 1) results.push(await this.#line(group[0]!, sessions));
      else results.push(...(await this.#parallel(group, sessions)));
    }
    return results;
  }

  async #line(line: RecordedLine, sessions: StorySessions): Promise<LineResult> {
    if (line.service === "_batch") {
      this.emulator.core.jobs.runAll(JOBS_OF_WORKER[line.action]);
      return { line, differences: [] };
    }
    const got = await this.#send(line, sessions);
    return { line, differences: this.#compare(line, line.response, got, new Set()) };
  }

  /**
   * Calls that were sent at the same time. They run one after the other here, so answers to equal calls may
   * come in another order, and an answer may hold what another call of the group has set.
   */
  async #parallel(group: RecordedLine[], sessions: StorySessions): Promise<LineResult[]> {
    const answers: { line: RecordedLine; got: unknown }[] = [];
    for (const line of group) answers.push({ line, got: await this.#send(line, sessions) });
    const alike = group.every(line => JSON.stringify(line.request) === JSON.stringify(group[0]!.request));
    if (!alike) {
      const ignore = new Set(["searchText", ...group.flatMap(line => fieldsOf(line.request))]);
      return answers.map(({ line, got }) => ({
        line,
        differences: this.#compare(line, line.response, got, ignore),
      }));
    }
    const pool = answers.map(answer => answer.got);
    const isError = (value: unknown): boolean =>
      (value as { objectType?: unknown } | null)?.objectType === "KalturaAPIException";
    const results = new Map<RecordedLine, Difference[]>();
    // Successes first: they teach the ids that errors name.
    for (const line of [...group].sort((a, b) => Number(isError(a.response)) - Number(isError(b.response)))) {
      const at = pool.findIndex(got => isError(got) === isError(line.response));
      const [got] = pool.splice(Math.max(at, 0), 1);
      results.set(line, this.#compare(line, line.response, got, new Set()));
    }
    return group.map(line => ({ line, differences: results.get(line)! }));
  }

  async #send(line: RecordedLine, sessions: StorySessions): Promise<unknown> {
    this.#prepare(line, sessions);
    await this.#earlier.addFor(line, sessions.partnerId);
    const params = this.#fill(line, sessions);
    const got = await send(this.emulator.url, line.service, line.action, params, line.encoding);
    sessions.note(line, params, got);
    this.#keepToken(got);
    return got;
  }

  /** Time, features and media as they were for this line. */
  #prepare(line: RecordedLine, sessions: StorySessions): void {
    if (line.at > 0) this.emulator.clock.freeze(line.at);
    switchFeatures(this.emulator, sessions.partnerId, line);
    addForeignAccount(this.emulator, line);
    // Media entries were made ready outside the API, some time after they were added.
    const code = (line.response as { code?: unknown } | null)?.code;
    if (code !== "ENTRY_NOT_READY") this.#readyMedia();
  }

  #readyMedia(): void {
    const { core } = this.emulator;
    const lengths = new Map(
      [...this.#mediaSeconds].map(([id, seconds]) => [this.#ids.ours(undefined, id), seconds]),
    );
    core.jobs.runEach(MEDIA_READY, data => {
      core.options.mediaSeconds = lengths.get(String(data.entryId)) ?? 120;
    });
  }

  /** The request with our ids, sessions and hashes. */
  #fill(line: RecordedLine, sessions: StorySessions): Params {
    if (line.service === "multirequest") {
      const mapped: Params = {};
      const answers = Array.isArray(line.response) ? line.response : [];
      for (const [name, value] of Object.entries(line.request)) {
        if (!/^\d+$/.test(name)) {
          mapped[name] = value;
          continue;
        }
        const call = value as Params;
        const service = String(call.service);
        const own = this.#ids.request(call, service) as Params;
        mapped[name] = sessions.fill(
          line,
          service,
          String(call.action),
          own,
          answers[Number(name) - 1] ?? null,
        );
      }
      return sessions.fill(line, "multirequest", "", mapped, null);
    }
    const own = this.#ids.request(line.request, line.service) as Params;
    const filled = sessions.fill(line, line.service, line.action, own, line.response);
    if (typeof filled.tokenHash === "string" && /^[0-9a-f]{32,}$/.test(filled.tokenHash)) {
      const token = this.#tokens.get(String(filled.id));
      if (token) filled.tokenHash = sessions.tokenHash(String(filled.ks), token);
    }
    return filled;
  }

  #keepToken(got: unknown): void {
    const token = got as { objectType?: string; id?: string; token?: string; hashType?: string } | null;
    if (token?.objectType === "KalturaAppToken" && token.id !== undefined) {
      this.#tokens.set(token.id, { token: token.token ?? "", hashType: token.hashType ?? "SHA1" });
    }
  }

  #compare(line: RecordedLine, expected: Json, got: unknown, ignore: ReadonlySet<string>): Difference[] {
    const base = { ids: this.#ids, url: this.emulator.url, ignore };
    if (line.service === "multirequest" && Array.isArray(expected) && Array.isArray(got)) {
      if (expected.length !== got.length) {
        return [{ path: "", expected: `${expected.length} answers`, got: `${got.length} answers` }];
      }
      const first = line.request["0"] === undefined ? 1 : 0;
      return expected.flatMap((item, index) => {
        const call = (line.request[String(index + first)] ?? {}) as Record<string, Json>;
        const ctx = { ...base, service: String(call.service), request: call };
        return compareAnswers(item, got[index], ctx).map(difference => ({
          ...difference,
          path: `[${index}]${difference.path === "" ? "" : `.${difference.path}`}`,
        }));
      });
    }
    const raw = (expected as { __raw__?: unknown } | null)?.__raw__;
    if (typeof raw === "string") {
      const text = (got as { __raw__?: unknown } | null)?.__raw__;
      const same = typeof text === "string" && timeless(text) === timeless(raw);
      return same ? [] : [{ path: "", expected: raw, got: text ?? got }];
    }
    return compareAnswers(expected, got, { ...base, service: line.service, request: line.request });
  }
}

/** Lines noted "parallel" which follow each other and do the same. */
function parallelGroups(lines: readonly RecordedLine[]): RecordedLine[][] {
  const groups: RecordedLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const before = last?.[0];
    const joins =
      line.note.startsWith("parallel") &&
      before?.note === line.note &&
      before.service === line.service &&
      before.action === line.action;
    if (joins) last!.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** Names of all fields of nested objects of a request. */
function fieldsOf(request: Record<string, Json>): string[] {
  return Object.values(request).flatMap(value =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.keys(value).filter(name => name !== "objectType")
      : [],
  );
}

function timeless(xml: string): string {
  return xml.replace(/<executionTime>.*?<\/executionTime>/, "");
}
