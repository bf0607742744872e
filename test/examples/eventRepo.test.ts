/** examples/event-repo as somebody copies it: its scripts on the real engine, its pipelines by the rules of their systems. */
import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { parse } from "yaml";
import { MARKER } from "../../event/plan/markdown";
import { dump } from "../support/dump";
import { World } from "../support/world";

const run = promisify(execFile);
const ROOT = join(__dirname, "..", "..", "..");
const REPO = join(ROOT, "examples", "event-repo");

describe("the example of an event repository", function () {
  this.timeout(240_000);
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-event-repo-"));
    copyTo(folder);
    // Nothing of an account: what is there in a run for a pull request from a fork.
    env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    for (const name of ["PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"]) delete env[name];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A checkout with its packages installed. */
  function copyTo(target: string): void {
    cpSync(REPO, target, { recursive: true });
    const modules = join(target, "node_modules");
    mkdirSync(join(modules, ".bin"), { recursive: true });
    for (const name of readdirSync(join(ROOT, "node_modules"))) {
      if (!name.startsWith("."))
        symlinkSync(join(ROOT, "node_modules", name), join(modules, name), "junction");
    }
    const cli = join(ROOT, "dist", "cli", "main.js");
    writeFileSync(join(modules, ".bin", "pulumi-kaltura"), `#!/bin/sh\nexec node "${cli}" "$@"\n`, {
      mode: 0o755,
    });
  }

  /** @returns what a script printed, however it ended */
  const script = async (name: string, ...args: string[]) => {
    const done = await run(`scripts/${name}`, args, { cwd: folder, env, maxBuffer: 1e8 }).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    return { code: "code" in done ? done.code : 0, output: done.stdout + done.stderr };
  };
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).to.include(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  };

  it("shows what a pull request means, beside its base, with no secrets, no state and nobody to ask", async () => {
    copyTo(join(folder, "base"));
    edit("sessions/2027-06-08.yaml", "start: 2027-06-08T10:00", "start: 2027-06-08T10:15");
    edit("sessions/2027-06-09.yaml", "title: Open stage", "title: Open stage for all");
    const { code, output } = await script("preview.sh", "base");
    expect(output).to.match(/No embed changes\nsessions: 1 moved, 1 changed; 2 stay as they are/);
    expect(output).to.include("10:00–10:45 → 10:15–11:00  Where your latency goes");
    for (const checkout of [folder, join(folder, "base")])
      expect(readdirSync(checkout)).to.not.include("Pulumi.preview.yaml");
    expect(code).to.equal(0);
    expect(readFileSync(join(folder, "out", "plan.md"), "utf8")).to.match(
      /^<!-- pulumi-kaltura plan -->\n### 🟢/,
    );
  });

  it("fails for an event that can't be deployed, says where, and takes nothing for removed", async () => {
    copyTo(join(folder, "base"));
    edit("sessions/2027-06-09.yaml", "track: workshops", "track: workshop");
    const { code, output } = await script("preview.sh", "base");
    expect(code).to.equal(1);
    expect(output).to.not.include("removed");
    expect(output)
      .to.include("The preview failed")
      .and.match(/2027-06-09\.yaml:\d+:\d+/);
    expect(readFileSync(join(folder, "out", "plan.md"), "utf8")).to.include("❌");
  });

  it("deploys, reports what somebody changed by hand with exit code 7, and puts it back", async () => {
    const world = await World.withProfiles();
    const state = mkdtempSync(join(tmpdir(), "pulumi-kaltura-state-"));
    try {
      Object.assign(env, {
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
        KALTURA_SERVICE_URL: world.emulator.url,
        KALTURA_PARTNER_ID: String(world.emulator.partnerId),
        KALTURA_ADMIN_SECRET: world.emulator.adminSecret,
      });
      const first = await script("deploy.sh", "production");
      expect(first.code, first.output).to.equal(0);
      const outputs = readFileSync(join(folder, "out", "outputs.json"), "utf8");
      expect((JSON.parse(outputs) as { agenda: unknown[] }).agenda).to.have.length(4);
      expect((JSON.parse(outputs) as { ingest: unknown }).ingest).to.equal("[secret]");

      const none = await script("drift.sh", "production");
      expect(none.code, none.output).to.equal(0);
      const [opening] = await world.list("liveStream", { nameEqual: "Opening" });
      await world.must("liveStream", "update", {
        entryId: opening!.id,
        liveStreamEntry: { objectType: "KalturaLiveStreamEntry", name: "Renamed by hand" },
      });
      const drift = await script("drift.sh", "production");
      expect(drift.code).to.equal(7);
      expect(drift.output).to.include("title: Renamed by hand in Kaltura, Opening in the program");
      expect(readFileSync(join(folder, "out", "drift.md"), "utf8")).to.include("Renamed by hand");

      expect((await script("deploy.sh", "production", "--refresh")).code).to.equal(0);
      const again = await script("drift.sh", "production");
      expect(again.code, again.output).to.equal(0);
      await run("pulumi", ["destroy", "--yes", "--skip-preview", "--stack", "production"], {
        cwd: folder,
        env,
      });
      expect(await dump(world)).to.deep.equal({});
    } finally {
      rmSync(state, { recursive: true, force: true });
      await world.stop();
    }
  });

  it("reads its settings with the ends of lines that Windows writes, and without one at the end", async () => {
    const settings = "# of the account\r\nKALTURA_PLAYER_ID=5\r\n\r\nKALTURA_KAF_HOST=kaf.example";
    writeFileSync(join(folder, "kaltura.env"), settings);
    const show = 'echo "[$KALTURA_PLAYER_ID] [$KALTURA_KAF_HOST]"';
    writeFileSync(join(folder, "scripts", "show.sh"), `#!/usr/bin/env bash\n. scripts/common.sh\n${show}\n`, {
      mode: 0o755,
    });
    for (const name of ["KALTURA_PLAYER_ID", "KALTURA_KAF_HOST"]) delete env[name];
    expect((await script("show.sh")).output).to.equal("[5] [kaf.example]\n");
  });

  it("keeps one comment on a pull request of GitHub up to date", async () => {
    // GitHub's program, as far as it is used: it lists what it was given, and tells what it was asked to write.
    const gh = join(folder, "node_modules", ".bin", "gh");
    writeFileSync(
      gh,
      `#!/usr/bin/env bash
if [ "$2" = --method ]; then echo "$3 $4 $6" >> written; echo 17 > comments; else cat comments; fi
`,
      { mode: 0o755 },
    );
    writeFileSync(join(folder, "comments"), "");
    Object.assign(env, {
      PATH: `${join(folder, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
      GITHUB_REPOSITORY: "owner/summit",
    });
    for (const _ of [1, 2])
      expect((await script("github-comment.sh", "5", "out/plan.md")).output).to.equal("");
    expect(readFileSync(join(folder, "written"), "utf8").split("\n")).to.deep.equal([
      "POST repos/owner/summit/issues/5/comments body=@out/plan.md",
      "PATCH repos/owner/summit/issues/comments/17 body=@out/plan.md",
      "",
    ]);
  });

  it("keeps one note on a merge request of GitLab up to date", async () => {
    const notes: Array<{ id: number; body: string }> = [{ id: 1, body: "Looks good" }];
    const tokens = new Set<unknown>();
    const server = createServer((request, response) => {
      tokens.add(request.headers["private-token"]);
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        // The one field of a form, between its boundaries.
        const body = /\r\n\r\n([\s\S]*)\r\n--/.exec(Buffer.concat(chunks).toString())?.[1] ?? "";
        const id = Number(/notes\/(\d+)$/.exec(request.url!)?.[1]);
        if (request.method === "POST") notes.push({ id: notes.length + 1, body });
        if (request.method === "PUT") notes.find(note => note.id === id)!.body = body;
        response.end(JSON.stringify(notes));
      });
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    try {
      Object.assign(env, {
        CI_API_V4_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`,
        CI_PROJECT_ID: "7",
        CI_MERGE_REQUEST_IID: "3",
        GITLAB_TOKEN: "token of a test",
      });
      for (const text of ["first", "second"]) {
        writeFileSync(join(folder, "plan.md"), `${MARKER}\n${text}`);
        const { code, output } = await script("gitlab-comment.sh", "plan.md");
        expect([code, output]).to.deep.equal([0, ""]);
      }
      expect(notes.map(note => note.body)).to.deep.equal(["Looks good", `${MARKER}\nsecond`]);
      expect([...tokens]).to.deep.equal(["token of a test"]);
    } finally {
      server.close();
    }
  });

  describe("has pipelines", () => {
    const workflows = join(REPO, ".github", "workflows");
    const names = readdirSync(workflows);
    const lint = (...files: string[]) =>
      run("node", [join(ROOT, "tools", "actionlint.mjs"), ...files], { cwd: ROOT }).then(
        () => "",
        (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
      );

    it("for GitHub that actionlint finds nothing wrong with", async () => {
      expect(await lint(...names.map(name => join(workflows, name)))).to.equal("");
    });

    it("for GitHub that it would find something wrong with, were there something", async () => {
      const broken = join(folder, "broken.yml");
      const text = readFileSync(join(workflows, "deploy.yml"), "utf8");
      writeFileSync(broken, text.replace("runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"));
      expect(await lint(broken)).to.include("run-on");
    });

    interface Step {
      readonly uses?: string;
      readonly run?: string;
      readonly env?: Record<string, string>;
    }
    interface Job {
      readonly permissions: Record<string, string>;
      readonly environment?: string;
      readonly env?: Record<string, string>;
      readonly steps: Step[];
    }
    const jobsOf = (name: string) => {
      const workflow = parse(readFileSync(join(workflows, name), "utf8")) as {
        permissions: object;
        jobs: Record<string, Job>;
      };
      return { ...workflow, jobs: Object.values(workflow.jobs) };
    };

    for (const name of names) {
      it(`in ${name} with pinned actions and no more permissions than it needs`, () => {
        const { permissions, jobs } = jobsOf(name);
        expect(permissions).to.deep.equal({});
        for (const job of jobs) {
          for (const { uses } of job.steps) if (uses !== undefined) expect(uses).to.match(/@[0-9a-f]{40}$/);
          expect(job.permissions.contents).to.equal("read");
          const written = Object.keys(job.permissions).filter(p => job.permissions[p] === "write");
          expect(written).to.deep.equal(name === "preview.yml" ? ["pull-requests"] : []);
          expect(JSON.stringify(job)).to.not.include("ADMIN_SECRET");
        }
      });
    }

    it("of which the drift report neither pushes a deployment out nor clears its lock", () => {
      const groupOf = (name: string) =>
        (parse(readFileSync(join(workflows, name), "utf8")) as { concurrency: { group: string } }).concurrency
          .group;
      expect(groupOf("drift.yml")).to.not.equal(groupOf("deploy.yml"));
      expect(readFileSync(join(workflows, "drift.yml"), "utf8")).to.not.include("pulumi cancel");
      expect(readFileSync(join(workflows, "deploy.yml"), "utf8")).to.include("pulumi cancel");
      const { drift } = parse(readFileSync(join(REPO, ".gitlab-ci.yml"), "utf8")) as { drift: object };
      expect(JSON.stringify(drift)).to.not.match(/resource_group|pulumi cancel/);
    });

    it("without any secret in the run for a pull request", () => {
      expect(readFileSync(join(workflows, "preview.yml"), "utf8")).to.not.match(
        /secrets\.|environment:|pull_request_target/,
      );
    });

    it("for GitLab with the same three jobs, of which the preview is outside the protected environment", () => {
      const gitlab = parse(readFileSync(join(REPO, ".gitlab-ci.yml"), "utf8")) as Record<
        string,
        Record<string, unknown>
      >;
      expect(Object.keys(gitlab)).to.include.members(["stages", "default", "preview", "deploy", "drift"]);
      expect(gitlab.stages).to.deep.equal(["preview", "deploy", "drift"]);
      expect(gitlab.preview).to.not.have.property("environment");
      expect(gitlab.deploy).to.have.property("resource_group", "production");
      expect(gitlab.default!.image).to.match(/:\d+\.\d+\.\d+$/);
    });
  });
});
