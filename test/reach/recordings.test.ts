import { expect } from "chai";
import { CannotDo, type Task } from "../../reach";
import { captions, eventually, Market, STATUS, TASK, VENDOR, VTT } from "./support";

describe("a vendor's worker", () => {
  let market: Market;
  beforeEach(async () => {
    market = await Market.open();
  });
  afterEach(() => market.close());

  const called = () => market.emulator.calls.map(call => `${call.service}.${call.action}`.toLowerCase());
  const callsOf = (name: string) =>
    market.emulator.calls.filter(c => `${c.service}.${c.action}`.toLowerCase() === name.toLowerCase());

  it("takes a task from PENDING to READY, in the order of Kaltura's guide", async () => {
    const id = await market.order();
    market.emulator.clearCalls();
    await market.work({ handlers: { captions: () => captions() } });
    const task = await market.until(id, STATUS.READY);
    const [caption] = market.assets("captionAssets", task.entryId);
    expect(task.outputObjectId).to.equal(caption!.id);
    expect(caption).to.include({
      language: "English",
      label: "English",
      format: "3",
      content: VTT,
      status: 2,
    });
    expect(called().filter(name => !/getjobs|vendortask\.list/.test(name))).to.deep.equal([
      `${TASK}.get`,
      "baseentry.getplaybackcontext",
      `${TASK}.updatejob`,
      "caption_captionasset.add",
      "caption_captionasset.setcontent",
      `${TASK}.updatejob`,
    ]);
    const [processing, ready] = callsOf(`${TASK}.updateJob`).map(call => call.params.entryVendorTask);
    expect(processing).to.include({ status: STATUS.PROCESSING, externalTaskId: `acme-${id}` });
    expect(ready).to.include({ status: STATUS.READY, outputObjectId: caption!.id });
  });

  it("names its calls as the guide wants it: by the vendor, and those of a task by the task too", async () => {
    const id = await market.order();
    market.emulator.clearCalls();
    await market.work({ handlers: { captions: () => captions() } });
    await market.until(id, STATUS.READY);
    for (const call of market.emulator.calls) {
      const general = /^(getJobs|list)$/.test(call.action);
      expect(String(call.params.clientTag), call.action).to.match(
        general ? /^node:\d\d-\d\d-\d\d_acme-103$/ : new RegExp(`^node:\\d\\d-\\d\\d-\\d\\d_acme-103-${id}$`),
      );
    }
  });

  it("works with an app token that has disableentitlement, and says of one without what it lacks", async () => {
    const id = await market.order();
    const token = async (sessionPrivileges: string) =>
      market.world.must(
        "appToken",
        "add",
        {
          appToken: { objectType: "KalturaAppToken", hashType: "SHA256", sessionType: 2, sessionPrivileges },
        },
        VENDOR,
      );
    const use = async (privileges: string) => {
      const made = await token(privileges);
      const credentials = { appTokenId: String(made.id), appToken: String(made.token) };
      return market.work({ credentials, handlers: { captions: () => captions() } });
    };
    const blind = await use("list:*");
    await eventually(
      () => market.lines.some(line => /lack the privilege disableentitlement/.test(line.message)),
      () => JSON.stringify(market.lines),
    );
    await blind.stop();
    await use("disableentitlement");
    await market.until(id, STATUS.READY);
  });

  it("uses the customer's session for the customer's objects only, and a task's for its own entry only", async () => {
    const ids = [await market.order(), await market.order(), await market.order()];
    market.emulator.clearCalls();
    await market.work({ handlers: { captions: () => captions() } });
    for (const id of ids) await market.until(id, STATUS.READY);
    // The emulator refuses a task's key elsewhere, and the vendor's session in the customer's account.
    expect(market.emulator.calls.filter(call => call.outcome !== "ok")).to.deep.equal([]);
    for (const id of ids) expect(market.assets("captionAssets", market.task(id).entryId)).to.have.length(1);
  });

  it("tells handlers what the customer wants, from the profile and the catalog item", async () => {
    const { profileId } = market.reach;
    await market.world.must("reach_reachprofile", "update", {
      id: profileId,
      reachProfile: {
        objectType: "KalturaReachProfile",
        defaultOutputFormat: 3,
        autoDisplayMachineCaptionsOnPlayer: true,
        enableSpeakerChangeIndication: true,
        enableProfanityRemoval: true,
        maxCharactersPerCaptionLine: 32,
        dictionaries: [{ objectType: "KalturaDictionary", language: "English", data: "Kaltura, REACH" }],
        flavorParamsIds: "4,7",
      },
    });
    const id = await market.order("machineCaptions", { notes: "Please", context: "Keynote" });
    const seen: Task[] = [];
    await market.work({
      handlers: {
        captions: task => {
          seen.push(task);
          return captions();
        },
      },
    });
    const { entryId } = await market.until(id, STATUS.READY);
    expect(seen).to.have.length(1);
    expect(seen[0]).to.include({
      ...{ id, service: "captions", serviceType: "machine", partnerId: 107, entryId },
      ...{ sourceLanguage: "English", notes: "Please", context: "Keynote", dictionary: "Kaltura, REACH" },
    });
    expect(seen[0]!.wishes).to.deep.include({
      ...{ captionFormat: "vtt", displayOnPlayer: true, maxCharactersPerLine: 32 },
      ...{ speakerChanges: true, profanityRemoval: true, flavorParamsIds: [4, 7] },
      dictionaries: [{ language: "English", words: "Kaltura, REACH" }],
    });
    expect(market.assets("captionAssets")[0]!.displayOnPlayer).to.equal(true);
    expect(JSON.stringify(seen[0])).not.to.include(market.task(id).accessKey);
  });

  it("leaves captions to be released by the customer who did not ask to show them", async () => {
    const id = await market.order();
    await market.work({ handlers: { captions: () => captions() } });
    await market.until(id, STATUS.READY);
    expect(market.assets("captionAssets")[0]!.displayOnPlayer).to.equal(false);
  });

  it("leaves tasks alone for which it has no handler, and says so once", async () => {
    const [other, own] = [await market.order("chapters"), await market.order()];
    await market.work({ handlers: { captions: () => captions() } });
    await market.until(own, STATUS.READY);
    expect(market.task(other).status).to.equal(STATUS.PENDING);
    expect(market.lines.filter(line => /without a handler: chapters/.test(line.message))).to.have.length(1);
  });

  it("finds tasks beyond the first page", async function () {
    this.timeout(60_000);
    const entryId = await market.recording();
    const model = await market.order("machineCaptions", { entryId });
    const tasks = market.emulator.store.collection<never>("vendorTasks");
    const { id: _, ...fields } = market.task(model);
    const { clock, core } = market.emulator;
    const accessKey = () =>
      core.sessions.mint({
        ...{ partnerId: 107, userId: "", type: 0, expiry: clock.now() + 604_800 },
        privileges: `edit:${entryId},setrole:REACH_VENDOR_ROLE`,
      });
    const ids = [model];
    for (let i = 0; i < 505; i++) {
      const number = market.emulator.store.nextNumber("vendorTask");
      tasks.insert({ ...fields, id: number, accessKey: accessKey() } as never);
      ids.push(String(number));
    }
    const worker = await market.work({
      handlers: { captions: () => captions() },
      concurrency: 16,
      pollSeconds: 3000,
    });
    await eventually(
      () => ids.every(id => market.task(id).status === STATUS.READY),
      () => JSON.stringify(worker.tasks().length),
    );
  });

  it("does a task once, though the list still shows it as waiting when it is done", async () => {
    market.emulator.setIndexLag(1500);
    const id = await market.order();
    let times = 0;
    await market.work({
      handlers: {
        captions: () => {
          times += 1;
          return captions();
        },
      },
    });
    await market.until(id, STATUS.READY);
    const polls = () => callsOf(`${TASK}.getJobs`).length;
    const before = polls();
    await eventually(
      () => polls() > before + 4,
      () => "no polls",
    );
    expect(times).to.equal(1);
  });

  describe("when a task is not for it any more", () => {
    it("delivers nothing of what was taken back while the handler was at it", async () => {
      const id = await market.order();
      await market.work({
        handlers: {
          captions: () => {
            const tasks = market.emulator.store.collection<never>("vendorTasks");
            tasks.update(market.task(id) as never, { status: STATUS.ABORTED } as never);
            return captions();
          },
        },
      });
      await eventually(
        () => market.lines.some(line => /taken back/.test(line.message)),
        () => JSON.stringify(market.lines),
      );
      expect(market.task(id).status).to.equal(STATUS.ABORTED);
      expect(market.assets("captionAssets")).to.deep.equal([]);
    });

    it("takes it for done when somebody else made it READY", async () => {
      const id = await market.order();
      await market.work({
        handlers: {
          captions: async () => {
            await market.world.must(
              TASK,
              "updateJob",
              { id, entryVendorTask: { objectType: "KalturaEntryVendorTask", status: STATUS.READY } },
              VENDOR,
            );
            return captions();
          },
        },
      });
      await eventually(
        () => market.lines.some(line => /READY already/.test(line.message)),
        () => JSON.stringify(market.lines),
      );
      expect(market.assets("captionAssets")).to.deep.equal([]);
    });

    it("does not take what waits for a moderator before it is approved", async () => {
      const other = market.emulator.addReach({ moderated: true });
      const entryId = await market.recording();
      // Only orders of users wait: an administrator's own are approved.
      const ks = market.emulator.core.sessions.mint({
        ...{ partnerId: 107, userId: "user", type: 0, privileges: `edit:${entryId}` },
        expiry: market.emulator.clock.now() + 3600,
      });
      const { id, status } = await market.world.must(TASK, "add", {
        ks,
        entryVendorTask: {
          objectType: "KalturaEntryVendorTask",
          ...{ entryId, catalogItemId: other.items.machineCaptions, reachProfileId: other.profileId },
        },
      });
      expect(status).to.equal(STATUS.MODERATION);
      const first = await market.order();
      await market.work({ handlers: { captions: () => captions() } });
      await market.until(first, STATUS.READY);
      expect(market.task(String(id)).status).to.equal(STATUS.MODERATION);
      await market.world.must(TASK, "approve", { id });
      await market.until(String(id), STATUS.READY);
    });
  });

  describe("with a handler that is no good", () => {
    it("tries again what failed, and ends with ERROR when it keeps failing, without the handler's own words", async () => {
      const id = await market.order();
      let tries = 0;
      const worker = await market.work({
        attempts: 3,
        handlers: {
          captions: () => {
            tries += 1;
            throw new Error("connect to speech.internal with key s3cr3t-of-ours");
          },
        },
      });
      const task = await market.until(id, STATUS.ERROR);
      expect(tries).to.equal(3);
      expect(task.errDescription).to.equal(
        `Processing failed after 3 tries; the vendor has the reason under acme-${id}`,
      );
      // The server has the status before the queue has the letter.
      await eventually(
        async () => (await worker.health()).queue.dead === 1,
        () => JSON.stringify(market.lines),
      );
    });

    it("succeeds in a later try", async () => {
      const id = await market.order();
      let tries = 0;
      await market.work({
        handlers: {
          captions: () => {
            tries += 1;
            if (tries < 3) throw new Error("not yet");
            return captions();
          },
        },
      });
      await market.until(id, STATUS.READY);
      expect(tries).to.equal(3);
      expect(market.assets("captionAssets")).to.have.length(1);
    });

    it("ends with ERROR at once when the handler says that nobody could do it, in its words for the customer", async () => {
      const id = await market.order();
      let tries = 0;
      await market.work({
        handlers: {
          captions: () => {
            tries += 1;
            throw new CannotDo("There is no speech in this recording");
          },
        },
      });
      const task = await market.until(id, STATUS.ERROR);
      expect(task.errDescription).to.equal("There is no speech in this recording");
      expect(tries).to.equal(1);
    });

    it("gives up a handler that hangs, and tells it so", async () => {
      const id = await market.order();
      let told = 0;
      await market.work({
        attempts: 2,
        timeoutMinutes: 0.002,
        handlers: {
          captions: (_, { signal }) =>
            new Promise<never>(() => {
              signal.addEventListener("abort", () => {
                told += 1;
              });
            }),
        },
      });
      await market.until(id, STATUS.ERROR);
      expect(told).to.equal(2);
      expect(market.lines.some(line => /took longer than 0.002 minutes/.test(line.message))).to.equal(true);
    });

    for (const [what, value, words] of [
      ["nothing", undefined, "expected object"],
      ["no files", { captions: [] }, "captions must hold at least one file"],
      [
        "a language that Kaltura does not know",
        { captions: [{ language: "Klingon", format: "vtt", content: VTT }] },
        "English name of a language",
      ],
      [
        "an HTML page for captions",
        { captions: [{ language: "English", format: "vtt", content: "<html>Sorry</html>" }] },
        "is no WebVTT",
      ],
      [
        "captions that end before they start",
        {
          captions: [
            {
              language: "English",
              format: "vtt",
              content: "WEBVTT\n\n00:03.000 --> 00:02.000\nHello\n",
            },
          ],
        },
        "ends before it starts in line 3",
      ],
      ["a property that there is not", { ...captions(), chapters: [] }, "Unrecognized key"],
    ] as const) {
      it(`sends nothing to the customer when a handler returns ${what}`, async () => {
        const id = await market.order();
        market.emulator.clearCalls();
        await market.work({ attempts: 2, handlers: { captions: () => value as never } });
        await market.until(id, STATUS.ERROR);
        expect(called().filter(name => /asset\.(add|setcontent)/.test(name))).to.deep.equal([]);
        expect(market.lines.map(line => line.message).join("\n")).to.include(words);
      });
    }
  });

  describe("with media that is no good", () => {
    it("ends with ERROR and says why, when the entry has none", async () => {
      const id = await market.order();
      const entries = market.emulator.store.collection<never>("entries");
      entries.update(entries.get(market.task(id).entryId)!, { status: 7 } as never);
      await market.work({ handlers: { captions: () => captions() } });
      const task = await market.until(id, STATUS.ERROR);
      expect(task.errDescription).to.match(/has no media that could be had/);
    });

    it("does what needs no media all the same", async () => {
      const id = await market.order("chapters");
      const entries = market.emulator.store.collection<never>("entries");
      entries.update(entries.get(market.task(id).entryId)!, { status: 7 } as never);
      await market.work({ handlers: { chapters: () => ({ chapters: [{ start: 0, title: "Start" }] }) } });
      await market.until(id, STATUS.READY);
    });

    it("fetches the recording into a folder of the try, and cleans up after it", async () => {
      const { existsSync, readFileSync } = await import("node:fs");
      const id = await market.order();
      let path = "";
      await market.work({
        handlers: {
          captions: async (_, tools) => {
            path = await tools.download();
            expect(readFileSync(path).subarray(0, 4).toString()).to.equal("RIFF");
            expect((await tools.hls()).url).to.match(/format\/applehttp\/.*\/ks\/.*a\.m3u8$/);
            return captions();
          },
        },
      });
      await market.until(id, STATUS.READY);
      await eventually(
        () => !existsSync(path),
        () => path,
      );
    });

    it("says that media can't be had which goes between the order and the work", async () => {
      const id = await market.order();
      await market.work({
        handlers: {
          captions: async (task, tools) => {
            const entries = market.emulator.store.collection<never>("entries");
            entries.update(entries.get(task.entryId)!, { status: 7 } as never);
            await tools.download();
            return captions();
          },
        },
      });
      const task = await market.until(id, STATUS.ERROR);
      expect(task.errDescription).to.match(/media can't be had \(Kaltura's error 36\)/);
    });
  });

  describe("when the way to Kaltura fails", () => {
    const faulty = async (service: string, action: string, kind: string, more = {}) => {
      const id = await market.order();
      market.emulator.faults.add({ service, action, kind: kind as never, times: 1, ...more });
      await market.work({ handlers: { captions: () => captions() } });
      return market.until(id, STATUS.READY);
    };

    for (const [service, action] of [
      [TASK, "getJobs"],
      [TASK, "get"],
      ["baseEntry", "getPlaybackContext"],
      [TASK, "updateJob"],
      ["caption_captionasset", "add"],
      ["caption_captionasset", "setContent"],
    ] as const) {
      for (const kind of ["lostAnswer", "reset", "http502", "empty"] as const) {
        it(`adds one file of captions and ends READY when ${action} meets ${kind}`, async () => {
          const { entryId } = await faulty(service, action, kind);
          const assets = market.assets("captionAssets", entryId);
          expect(assets.map(one => [one.status, one.content])).to.deep.equal([[2, VTT]]);
        });
      }
    }

    it("waits as long as Kaltura asks", async () => {
      await faulty(TASK, "getJobs", "http429", { retryAfter: 1 });
      const { calls } = market.emulator;
      const [refused, next] = calls.filter(call => call.action === "getJobs");
      expect(next!.at - refused!.at).to.be.at.least(1000);
    });

    it("counts an outage as no try of the handler", async () => {
      const id = await market.order();
      market.emulator.faults.add({
        service: "caption_captionasset",
        action: "add",
        kind: "apiError",
        code: "INTERNAL_DATABASE_ERROR",
        times: 1,
      } as never);
      let tries = 0;
      await market.work({
        attempts: 1,
        handlers: {
          captions: () => {
            tries += 1;
            return captions();
          },
        },
      });
      await market.until(id, STATUS.READY);
      // What the handler made was kept.
      expect(tries).to.equal(1);
      expect(market.assets("captionAssets")).to.have.length(1);
    });
  });
});
