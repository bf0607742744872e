/** Live entries and those of recordings: what Kaltura is sent for each input, and what is said of them. */
import { expect } from "chai";
import { ApiError } from "../../provider/kaltura/errors";
import type { LiveStreamEntry, MediaEntry } from "../../provider/kaltura/wire";
import type { AnyPart, Site } from "../../provider/lifecycle/part";
import type { Props } from "../../provider/lifecycle/values";
import { liveEntry } from "../../provider/parts/liveEntry";
import { mediaEntry } from "../../provider/parts/mediaEntry";
import { desk, shown } from "./site";

const PROFILES = {
  conversionProfiles: () => [{ id: 4, systemName: "cloud" }],
  accessControls: () => [{ id: 9, systemName: "closed" }],
  mediaConversionProfiles: () => [{ id: 6, systemName: "archive" }],
};

/** A kind of session that others may become, and one that fixes two properties: one off, one on. */
const webcast = liveEntry({ adminTags: ["webcast"], notAdminTags: ["simulive"] });
const simulive = liveEntry({
  adminTags: ["webcast", "simulive"],
  constant: { recordStatus: 0, explicitLive: 1 },
});

/** As the server has a webcast that nothing is to be done to. */
const LIVE: LiveStreamEntry = {
  id: "1_live",
  name: "Keynote",
  type: 7,
  sourceType: "32",
  adminTags: "webcast",
};
const SIMULIVE: LiveStreamEntry = { ...LIVE, adminTags: "webcast,simulive", explicitLive: true };

const wish = (inputs: Props) => ({ name: "Keynote", ...inputs });
const planned = (
  part: AnyPart,
  observed: object | undefined,
  inputs: Props,
  previous?: Props,
  site: Site = desk(PROFILES).site,
) => part.plan({ inputs: wish(inputs), previous, unfinished: new Set() }, observed as never, site);

/** What an update sends; undefined when there is none. */
async function patch(part: AnyPart, observed: object, inputs: Props, previous?: Props, site?: Site) {
  const [step, ...more] = shown(await planned(part, observed, inputs, previous, site));
  expect(more).to.deep.equal([]);
  if (step === undefined) return undefined;
  const args = step.args as Record<string, Props>;
  const { objectType, ...rest } = args[part === mediaEntry ? "mediaEntry" : "liveStreamEntry"]!;
  return rest;
}
const drift = async (part: AnyPart, observed: object, inputs: Props) =>
  part.drift(wish(inputs), observed as never, desk(PROFILES).site);
const imported = async (part: AnyPart, observed: object) => {
  const { name, tags, ...rest } = await part.fill!(observed as never, desk(PROFILES).site, {});
  return rest;
};
const unfit = async (part: AnyPart, answers: Parameters<typeof desk>[0]) =>
  (await part.candidates!({ id: "1_a" }, desk({ entry: () => ({ id: "1_a" }), ...answers }).site))[0]!.unfit;

/** Every input of its own, as it is written and as the server then has it. */
const INPUTS: Props = {
  coEditors: ["ann", "bob"],
  coPublishers: ["cy"],
  coViewers: ["di"],
  dvr: { enabled: true, windowMinutes: 30 },
  recording: { mode: "perSession", copyEntitlement: true, copyThumbnail: false, hidden: true },
  previewMode: true,
  accessControlId: 5,
  offlineMessage: "Back soon",
  blockAutoTranscript: true,
};
const WIRE: Props = {
  entitledUsersEdit: "ann,bob",
  entitledUsersPublish: "cy",
  entitledUsersView: "di",
  dvrStatus: 1,
  dvrWindow: 30,
  recordStatus: 2,
  explicitLive: 1,
  accessControlId: 5,
  offlineMessage: "Back soon",
  blockAutoTranscript: 1,
};
const OPTIONS = { shouldCopyEntitlement: 1, shouldCopyThumbnail: 0, shouldMakeHidden: 1 };

describe("a live entry", () => {
  it("is made of its inputs, as one that runs through Kaltura's own servers", async () => {
    const steps = await planned(webcast, undefined, { ...INPUTS, pushPublish: true });
    expect(shown(steps)).to.deep.equal([
      {
        purpose: "make the live entry",
        call: "livestream.add",
        args: {
          liveStreamEntry: {
            objectType: "KalturaLiveStreamEntry",
            mediaType: 201,
            sourceType: "32",
            name: "Keynote",
            ...WIRE,
            pushPublishEnabled: 1,
            recordingOptions: { objectType: "KalturaLiveEntryRecordingOptions", ...OPTIONS },
            adminTags: "webcast",
          },
          sourceType: "32",
        },
      },
    ]);
  });

  it("gets the profiles that are named", async () => {
    const named = { conversionProfile: "cloud", accessControl: "closed" };
    expect(await patch(webcast, LIVE, named)).to.deep.equal({ conversionProfileId: 4, accessControlId: 9 });
    for (const [input, what] of [
      ["conversionProfile", "live conversion profile"],
      ["accessControl", "access control profile"],
    ] as const) {
      const said = await planned(webcast, LIVE, { [input]: "x" }).catch(({ message }) => message);
      expect(said).to.match(new RegExp(`^input ${input}: the account has no ${what} of system name "x"; `));
    }
  });

  it("is left alone where the server has what is wanted, though it answers flags in words or numbers", async () => {
    const there = { ...LIVE, ...WIRE, recordingOptions: { ...OPTIONS, objectType: "x" } };
    expect(await patch(webcast, there, INPUTS)).to.equal(undefined);
    expect(await drift(webcast, there, INPUTS)).to.deep.equal({ inputs: {}, missing: false });
    const words = {
      ...there,
      explicitLive: true,
      recordingOptions: { shouldCopyEntitlement: true, shouldCopyThumbnail: false, shouldMakeHidden: true },
      entitledUsersEdit: " bob, ann",
    };
    expect(await patch(webcast, words, INPUTS)).to.equal(undefined);
    expect(await drift(webcast, words, INPUTS)).to.deep.equal({ inputs: {}, missing: false });
  });

  it("loses what the program drops; what Kaltura can't clear, and rights, stay", async () => {
    const there = { ...LIVE, ...WIRE, pushPublishEnabled: 1, recordingOptions: OPTIONS };
    expect(await patch(webcast, there, {}, { ...INPUTS, pushPublish: true })).to.deep.equal({
      entitledUsersEdit__null: "",
      entitledUsersPublish__null: "",
      entitledUsersView__null: "",
      dvrStatus: 0,
      dvrWindow__null: "",
      explicitLive: 0,
      offlineMessage__null: "",
      blockAutoTranscript: 0,
    });
    expect(await patch(webcast, there, {})).to.equal(undefined);
  });

  it("is not even called when all that the program drops is what Kaltura can't clear", async () => {
    const there = { ...LIVE, ...WIRE, pushPublishEnabled: 1 };
    for (const previous of [
      { accessControlId: 5 },
      { recording: { mode: "perSession", hidden: true } },
      { pushPublish: true },
    ])
      expect(await patch(webcast, there, {}, previous), JSON.stringify(previous)).to.equal(undefined);
  });

  it("is made again with all that is set, and without a word of what was dropped", async () => {
    const [step] = shown(
      await planned(webcast, undefined, { pushPublish: true }, { pushPublish: true, previewMode: true }),
    );
    expect((step!.args as Record<string, Props>).liveStreamEntry).to.deep.equal({
      objectType: "KalturaLiveStreamEntry",
      mediaType: 201,
      sourceType: "32",
      name: "Keynote",
      pushPublishEnabled: 1,
      adminTags: "webcast",
    });
  });

  it("is told of a push to other targets when the input changes, as its answers don't say it", async () => {
    expect(await patch(webcast, LIVE, { pushPublish: true }, { pushPublish: true })).to.equal(undefined);
    expect(await patch(webcast, LIVE, { pushPublish: false }, { pushPublish: true })).to.deep.equal({
      pushPublishEnabled: 0,
    });
    expect(await drift(webcast, { ...LIVE, pushPublishEnabled: 0 }, { pushPublish: true })).to.deep.equal({
      inputs: {},
      missing: false,
    });
  });

  it("keeps what others set of the recording's options, which Kaltura replaces as a whole", async () => {
    const there = {
      ...LIVE,
      recordingOptions: {
        shouldAutoArchive: true,
        shouldMakeHidden: false,
        shouldCopyScheduling: false,
        objectType: "x",
      },
    };
    const recording = { hidden: true, copyScheduling: false };
    const [step] = await planned(webcast, there, { recording });
    expect(step!.keepsOthers).to.equal(true);
    expect(step!.call.args).to.deep.equal({
      entryId: "1_live",
      liveStreamEntry: {
        objectType: "KalturaLiveStreamEntry",
        recordingOptions: {
          shouldAutoArchive: true,
          shouldMakeHidden: 1,
          shouldCopyScheduling: false,
          objectType: "KalturaLiveEntryRecordingOptions",
        },
      },
    });
    expect(
      await patch(webcast, LIVE, { recording: { autoArchive: true, copyScheduling: true } }),
    ).to.deep.equal({
      recordingOptions: {
        shouldAutoArchive: 1,
        shouldCopyScheduling: 1,
        objectType: "KalturaLiveEntryRecordingOptions",
      },
    });
    expect(await patch(webcast, there, { description: "New" })).to.deep.equal({ description: "New" });
    expect(await patch(webcast, there, { description: "New", recording: { hidden: true } })).to.deep.equal({
      description: "New",
      recordingOptions: {
        shouldAutoArchive: true,
        shouldMakeHidden: 1,
        shouldCopyScheduling: false,
        objectType: "KalturaLiveEntryRecordingOptions",
      },
    });
  });

  it("shows on a refresh what others changed, in the words of the inputs", async () => {
    const theirs = {
      ...LIVE,
      entitledUsersEdit: "zoe",
      entitledUsersPublish: "",
      dvrStatus: 0,
      recordStatus: 1,
      recordingOptions: { shouldCopyEntitlement: false, shouldCopyThumbnail: 1, shouldMakeHidden: 0 },
      explicitLive: 0,
      accessControlId: 9,
      offlineMessage: "Gone",
      blockAutoTranscript: false,
    };
    expect(await drift(webcast, theirs, INPUTS)).to.deep.equal({
      inputs: {
        coEditors: ["zoe"],
        coPublishers: undefined,
        coViewers: undefined,
        "dvr.enabled": false,
        "dvr.windowMinutes": undefined,
        "recording.mode": "appended",
        "recording.copyEntitlement": false,
        "recording.copyThumbnail": true,
        "recording.hidden": false,
        previewMode: false,
        accessControlId: 9,
        offlineMessage: "Gone",
        blockAutoTranscript: false,
      },
      missing: false,
    });
    expect(
      (await drift(webcast, { ...LIVE, recordStatus: 0 }, { recording: { mode: "appended" } })).inputs,
    ).to.deep.equal({ "recording.mode": "disabled" });
    expect(
      (
        await drift(
          webcast,
          { ...LIVE, explicitLive: true, recordingOptions: { shouldMakeHidden: true } },
          {
            previewMode: false,
            recording: { hidden: false },
          },
        )
      ).inputs,
    ).to.deep.equal({ previewMode: true, "recording.hidden": true });
    expect(
      (await drift(webcast, { ...LIVE, conversionProfileId: 4 }, { conversionProfile: "other" })).inputs,
    ).to.deep.equal({ conversionProfile: "cloud" });
  });

  it("is imported with all that is set", async () => {
    const there = {
      ...LIVE,
      ...WIRE,
      conversionProfileId: 4,
      recordingOptions: OPTIONS,
      pushPublishEnabled: 1,
    };
    expect(await imported(webcast, there)).to.deep.equal({
      coEditors: ["ann", "bob"],
      coPublishers: ["cy"],
      coViewers: ["di"],
      "dvr.enabled": true,
      "dvr.windowMinutes": 30,
      "recording.mode": "perSession",
      "recording.copyEntitlement": true,
      "recording.copyThumbnail": false,
      "recording.hidden": true,
      previewMode: true,
      accessControlId: 5,
      offlineMessage: "Back soon",
      blockAutoTranscript: true,
      conversionProfile: "cloud",
    });
    expect(await imported(webcast, { ...LIVE, explicitLive: true })).to.deep.equal({ previewMode: true });
  });

  it("is imported without what is off by default, and without a window of a DVR that is off", async () => {
    const there = {
      ...LIVE,
      dvrStatus: 0,
      dvrWindow: 30,
      explicitLive: 0,
      blockAutoTranscript: 0,
      accessControlId: 9,
    };
    expect(await imported(webcast, there)).to.deep.equal({ accessControlId: 9 });
  });

  it("names the input behind a property that Kaltura refuses", async () => {
    const [step] = await planned(webcast, undefined, {});
    const names = ["dvrWindow", "shouldMakeHidden", "conversionProfileId", "entitledUsersEdit"].map(
      step!.inputOf!,
    );
    expect(names).to.deep.equal(["dvr.windowMinutes", "recording.hidden", "conversionProfile", "coEditors"]);
  });

  it("is looked up as a live entry and deleted as one", async () => {
    const { site, asked } = desk({ liveEntry: () => LIVE }, { handles: { entry: "1_live" } });
    expect(await webcast.observe(site, {})).to.equal(LIVE);
    expect(asked).to.deep.equal(["liveEntry 1_live"]);
    expect(shown(await webcast.remove(LIVE, site))).to.deep.equal([
      { purpose: "delete the live entry", call: "livestream.delete", args: { entryId: "1_live" } },
    ]);
  });

  it("can be adopted when its stream runs through Kaltura, whose ingest points it then has", async () => {
    for (const sourceType of ["32", "33", "42", 32])
      expect(await unfit(webcast, { liveEntry: () => ({ ...LIVE, sourceType }) })).to.equal(undefined);
    expect(await unfit(webcast, { liveEntry: () => ({ ...LIVE, sourceType: "30" }) })).to.equal(
      "its stream comes from elsewhere (sourceType 30), so it has no ingest points of Kaltura",
    );
    expect(await unfit(webcast, { liveEntry: () => undefined })).to.equal("a live entry is needed");
    expect(await unfit(webcast, { liveEntry: () => SIMULIVE })).to.equal(
      "its admin tag simulive says that it is of another kind",
    );
  });

  it("is a source of sessions only where it is said to be one", async () => {
    const { site } = desk({ eventsShowing: () => [] }, { handles: { entry: "1_live" } });
    expect(await liveEntry({ adminTags: [], isSource: true }).shownAt!(site)).to.deep.equal([]);
    expect(webcast).to.not.have.property("shownAt");
  });

  it("needs live streaming, and permissions for each of its properties", () => {
    const { key, label, product, permissions } = webcast;
    expect({ key, label, product, permissions }).to.deep.equal({
      key: "entry",
      label: "live entry",
      product: "Live streaming (FEATURE_LIVE_STREAM)",
      permissions: [
        "LIVE_STREAM_ADD",
        "LIVE_STREAM_UPDATE",
        "CONTENT_MANAGE_DELETE",
        "CONTENT_INGEST_REFERENCE_MODIFY",
        "CONTENT_MANAGE_ACCESS_CONTROL",
        "CONTENT_MANAGE_ENTRY_USERS",
      ],
    });
  });
});

describe("what the kind of session fixes of a live entry", () => {
  it("is sent with a new one", async () => {
    const [step] = shown(await planned(simulive, undefined, {}));
    expect((step!.args as Record<string, Props>).liveStreamEntry).to.include({
      recordStatus: 0,
      explicitLive: 1,
    });
  });

  it("is put right where it is not so, and only that", async () => {
    expect(await patch(simulive, SIMULIVE, {})).to.equal(undefined);
    expect(await patch(simulive, { ...SIMULIVE, recordStatus: 1 }, {})).to.deep.equal({ recordStatus: 0 });
    expect(await patch(simulive, { ...SIMULIVE, explicitLive: false }, {})).to.deep.equal({
      explicitLive: 1,
    });
    expect(await patch(simulive, { ...SIMULIVE, recordStatus: 2, explicitLive: 0 }, {})).to.deep.equal({
      recordStatus: 0,
      explicitLive: 1,
    });
  });

  it("shows on a refresh as missing where others changed it", async () => {
    expect(await drift(simulive, SIMULIVE, {})).to.deep.equal({ inputs: {}, missing: false });
    expect(await drift(simulive, { ...SIMULIVE, recordStatus: 1 }, {})).to.deep.equal({
      inputs: {},
      missing: true,
    });
    expect(await drift(webcast, { ...LIVE, recordStatus: 1 }, {})).to.deep.equal({
      inputs: {},
      missing: false,
    });
  });
});

describe("a simulive that becomes a webcast", () => {
  const refused = (code: string) =>
    new ApiError({ code, message: code, args: {}, service: "liveStream", action: "update" });

  it("is recorded like one that was made as one, unless the program says how", async () => {
    expect(await patch(webcast, SIMULIVE, {})).to.deep.equal({ adminTags: "webcast", recordStatus: 1 });
    expect(await patch(webcast, SIMULIVE, { recording: { mode: "perSession" } })).to.deep.equal({
      adminTags: "webcast",
      recordStatus: 2,
    });
  });

  it("is not recorded where the account turns out to have no recording, and is asked about it once", async () => {
    const { site } = desk();
    const [step] = await planned(webcast, SIMULIVE, {}, undefined, site);
    expect(step!.recover!(refused("RECORDING_DISABLED"))).to.equal(true);
    expect(await patch(webcast, SIMULIVE, {}, undefined, site)).to.deep.equal({ adminTags: "webcast" });
    expect(step!.recover!(refused("RECORDING_DISABLED"))).to.equal(false);
  });

  it("is asked for a recording still after any other refusal, which it does not mend", async () => {
    const { site } = desk();
    const [step] = await planned(webcast, SIMULIVE, {}, undefined, site);
    expect(step!.recover!(refused("ENTRY_ID_NOT_FOUND"))).to.equal(false);
    expect(await patch(webcast, SIMULIVE, {}, undefined, site)).to.include({ recordStatus: 1 });
  });
});

describe("whether a live entry", () => {
  const DAY = 86_400;
  const NOW = 1_800_000_000;

  it("is on air is what Kaltura says of its stream", () => {
    expect(
      [undefined, 0, 1, 2].map(liveStatus => webcast.onAir!({ liveStatus } as LiveStreamEntry)),
    ).to.deep.equal([false, false, true, true]);
  });

  const mayStay = (entry: LiveStreamEntry) => webcast.mayStay!(entry, NOW * 1000);
  const recorded = { recordStatus: 1 };

  it("may refuse to be deleted is so on air, and for a week after a recorded broadcast", () => {
    expect(mayStay({ liveStatus: 1 })).to.equal(true);
    for (const at of ["lastBroadcast", "lastBroadcastEndTime"]) {
      expect(mayStay({ ...recorded, [at]: NOW - 6 * DAY }), at).to.equal(true);
      expect(mayStay({ ...recorded, [at]: NOW - 7 * DAY + 1 }), at).to.equal(true);
      expect(mayStay({ ...recorded, [at]: NOW - 7 * DAY }), at).to.equal(false);
    }
    expect(
      mayStay({ ...recorded, lastBroadcast: NOW - 8 * DAY, lastBroadcastEndTime: NOW - 6 * DAY }),
    ).to.equal(true);
    expect(mayStay(recorded)).to.equal(false);
  });

  it("may refuse to be deleted is not so without a recording", () => {
    for (const recordStatus of [0, undefined])
      expect(mayStay({ recordStatus, lastBroadcast: NOW - DAY } as LiveStreamEntry)).to.equal(false);
  });
});

describe("the ingest points of a live entry", () => {
  it("are put out by what an encoder calls them", () => {
    const entry: LiveStreamEntry = {
      primaryBroadcastingUrl: "rtmp://a",
      secondaryBroadcastingUrl: "rtmp://b",
      primarySecuredBroadcastingUrl: "rtmps://a",
      secondarySecuredBroadcastingUrl: "rtmps://b",
      primaryRtspBroadcastingUrl: "rtsp://a",
      secondaryRtspBroadcastingUrl: "rtsp://b",
      primarySrtBroadcastingUrl: "srt://a",
      primarySrtStreamId: "#:::a",
      secondarySrtBroadcastingUrl: "srt://b",
      secondarySrtStreamId: "#:::b",
      streamName: "1_live_%i",
      streamPassword: "secret",
    };
    expect(webcast.outputs!(entry)).to.deep.equal({
      ingest: {
        rtmpPrimary: "rtmp://a",
        rtmpSecondary: "rtmp://b",
        rtmpsPrimary: "rtmps://a",
        rtmpsSecondary: "rtmps://b",
        rtspPrimary: "rtsp://a",
        rtspSecondary: "rtsp://b",
        srtPrimary: "srt://a",
        srtPrimaryStreamId: "#:::a",
        srtSecondary: "srt://b",
        srtSecondaryStreamId: "#:::b",
        streamName: "1_live_%i",
        streamKey: "secret",
      },
    });
  });

  it("are left out where the account has none of the kind", () => {
    expect(webcast.outputs!({ streamName: "x" })).to.deep.equal({ ingest: { streamName: "x" } });
  });
});

describe("a media entry", () => {
  const MEDIA: MediaEntry = { id: "1_media", name: "Keynote", type: 1, mediaType: 1 };

  it("is made as a video where nothing else is said", async () => {
    expect(shown(await planned(mediaEntry, undefined, { conversionProfile: "archive" }))).to.deep.equal([
      {
        purpose: "make the media entry",
        call: "media.add",
        args: {
          entry: {
            objectType: "KalturaMediaEntry",
            mediaType: 1,
            name: "Keynote",
            conversionProfileId: 6,
          },
        },
      },
    ]);
    const [audio] = shown(await planned(mediaEntry, undefined, { mediaType: "audio" }));
    expect((audio!.args as Record<string, Props>).entry).to.include({ mediaType: 5 });
  });

  it("stays what it is when the program no longer says it", async () => {
    expect(await patch(mediaEntry, { ...MEDIA, mediaType: 5 }, {}, { mediaType: "audio" })).to.equal(
      undefined,
    );
    expect(await patch(mediaEntry, MEDIA, { mediaType: "video", description: "New" })).to.deep.equal({
      description: "New",
    });
  });

  it("shows and imports its type and profile by name", async () => {
    expect(
      await drift(
        mediaEntry,
        { ...MEDIA, conversionProfileId: 6 },
        { mediaType: "audio", conversionProfile: "x" },
      ),
    ).to.deep.equal({ inputs: { mediaType: "video", conversionProfile: "archive" }, missing: false });
    expect(await imported(mediaEntry, { ...MEDIA, mediaType: 5, conversionProfileId: 6 })).to.deep.equal({
      mediaType: "audio",
      conversionProfile: "archive",
    });
  });

  it("says which profile is not there", async () => {
    const said = await planned(mediaEntry, MEDIA, { conversionProfile: "x" }).catch(({ message }) => message);
    expect(said).to.equal(
      'input conversionProfile: the account has no media conversion profile of system name "x"; it has: archive',
    );
  });

  it("can be adopted when it is video or audio", async () => {
    for (const mediaType of [1, 5])
      expect(await unfit(mediaEntry, { media: () => ({ ...MEDIA, mediaType }) })).to.equal(undefined);
    expect(await unfit(mediaEntry, { media: () => ({ ...MEDIA, mediaType: 2 }) })).to.equal(
      "it is no video or audio (mediaType 2)",
    );
    expect(await unfit(mediaEntry, { media: () => undefined })).to.equal("a media entry is needed");
  });

  it("is looked up by its id, shown by sessions, and deleted", async () => {
    const { site, asked } = desk(
      { media: () => MEDIA, eventsShowing: () => [{ status: 2, startDate: 1, endDate: 2 }] },
      { handles: { entry: "1_media" } },
    );
    expect(await mediaEntry.observe(site, {})).to.equal(MEDIA);
    expect(await mediaEntry.shownAt!(site)).to.deep.equal([{ start: 1, end: 2, lead: 0, tail: 0 }]);
    expect(asked).to.deep.equal(["media 1_media", "eventsShowing 1_media"]);
    expect(shown(await mediaEntry.remove(MEDIA, site))).to.deep.equal([
      { purpose: "delete the media entry", call: "media.delete", args: { entryId: "1_media" } },
    ]);
  });

  it("takes permissions to be deleted and to have a reference id", () => {
    const { key, permissions } = mediaEntry;
    expect({ key, permissions }).to.deep.equal({
      key: "entry",
      permissions: ["CONTENT_MANAGE_DELETE", "CONTENT_INGEST_REFERENCE_MODIFY"],
    });
  });
});
