/** Pins what we lean on in kaltura-client, so that an upgrade which changes it fails here. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { settings } from "../../provider/config";
import { type Call, Reference } from "../../provider/kaltura/types";
import {
  apiVersion,
  calls,
  clientLibrary,
  clientTag,
  defaultClientTag,
  nameOf,
  withResponseProfile,
} from "../../provider/kaltura/vocabulary";
import { enums } from "../../provider/kaltura/wire";

const file = { name: "a.jpg", contentType: "image/jpeg", content: Buffer.from("x") };
const entry = { objectType: "KalturaLiveStreamEntry" };
const event = { objectType: "KalturaLiveStreamScheduleEvent" };
const filter = { objectType: "KalturaFilter" };
const resource = { objectType: "KalturaUrlResource", url: "https://x" };

/** Every call, its wire service and action, and its parameters. */
const table: [Call, string, string[]][] = [
  [calls.liveStream.add(entry, "32"), "livestream.add", ["liveStreamEntry", "sourceType"]],
  [calls.liveStream.add(entry), "livestream.add", ["liveStreamEntry"]],
  [calls.liveStream.get("1_a"), "livestream.get", ["entryId"]],
  [calls.liveStream.update("1_a", entry), "livestream.update", ["entryId", "liveStreamEntry"]],
  [calls.liveStream.delete("1_a"), "livestream.delete", ["entryId"]],
  [calls.liveStream.list(filter, { pageSize: 5 }), "livestream.list", ["filter", "pager"]],
  [
    calls.liveStream.updateOfflineThumbnailFromUrl("1_a", "https://x"),
    "livestream.updateOfflineThumbnailFromUrl",
    ["entryId", "url"],
  ],
  [
    calls.liveStream.updateOfflineThumbnailJpeg("1_a", file),
    "livestream.updateOfflineThumbnailJpeg",
    ["entryId"],
  ],
  [calls.baseEntry.get("1_a"), "baseentry.get", ["entryId"]],
  [calls.baseEntry.list(filter), "baseentry.list", ["filter"]],
  [calls.baseEntry.update("1_a", entry), "baseentry.update", ["entryId", "baseEntry"]],
  [calls.baseEntry.delete("1_a"), "baseentry.delete", ["entryId"]],
  [calls.media.add(entry), "media.add", ["entry"]],
  [calls.media.get("1_a"), "media.get", ["entryId"]],
  [calls.media.update("1_a", entry), "media.update", ["entryId", "mediaEntry"]],
  [calls.media.delete("1_a"), "media.delete", ["entryId"]],
  [calls.media.list(filter), "media.list", ["filter"]],
  [calls.media.addContent("1_a", resource), "media.addContent", ["entryId", "resource"]],
  [calls.media.updateContent("1_a", resource), "media.updateContent", ["entryId", "resource"]],
  [calls.media.cancelReplace("1_a"), "media.cancelReplace", ["entryId"]],
  [calls.media.approveReplace("1_a"), "media.approveReplace", ["entryId"]],
  [calls.uploadToken.add({ objectType: "KalturaUploadToken" }), "uploadtoken.add", ["uploadToken"]],
  [
    calls.uploadToken.upload("1_t", file, 0, true),
    "uploadtoken.upload",
    ["uploadTokenId", "resume", "finalChunk"],
  ],
  [
    calls.uploadToken.upload("1_t", file, 9, false),
    "uploadtoken.upload",
    ["uploadTokenId", "resume", "finalChunk", "resumeAt"],
  ],
  [calls.uploadToken.get("1_t"), "uploadtoken.get", ["uploadTokenId"]],
  [calls.uploadToken.delete("1_t"), "uploadtoken.delete", ["uploadTokenId"]],
  [calls.uploadToken.list(filter), "uploadtoken.list", ["filter"]],
  [calls.room.add(entry), "room_room.add", ["entry"]],
  [calls.room.get("1_a"), "room_room.get", ["roomId"]],
  [calls.room.update("1_a", entry), "room_room.update", ["roomId", "room"]],
  [calls.room.delete("1_a"), "room_room.delete", ["roomId"]],
  [
    calls.metadata.add(21, 1, "1_a", "<metadata/>"),
    "metadata_metadata.add",
    ["metadataProfileId", "objectType", "objectId", "xmlData"],
  ],
  [calls.metadata.update(5, "<metadata/>"), "metadata_metadata.update", ["id", "xmlData"]],
  [calls.metadata.update(5, "<metadata/>", 3), "metadata_metadata.update", ["id", "version", "xmlData"]],
  [calls.metadata.delete(5), "metadata_metadata.delete", ["id"]],
  [calls.metadata.list(filter), "metadata_metadata.list", ["filter"]],
  [
    calls.metadataProfile.add(entry, "<xsd/>"),
    "metadata_metadataprofile.add",
    ["metadataProfile", "xsdData"],
  ],
  [
    calls.metadataProfile.update(5, entry, "<xsd/>"),
    "metadata_metadataprofile.update",
    ["id", "metadataProfile", "xsdData"],
  ],
  [calls.metadataProfile.delete(5), "metadata_metadataprofile.delete", ["id"]],
  [calls.metadataProfile.get(5), "metadata_metadataprofile.get", ["id"]],
  [calls.metadataProfile.list(filter), "metadata_metadataprofile.list", ["filter"]],
  [calls.scheduleEvent.add(event), "schedule_scheduleevent.add", ["scheduleEvent"]],
  [
    calls.scheduleEvent.update(7, event),
    "schedule_scheduleevent.update",
    ["scheduleEvent", "scheduleEventId"],
  ],
  [calls.scheduleEvent.delete(7), "schedule_scheduleevent.delete", ["scheduleEventId"]],
  [calls.scheduleEvent.get(7), "schedule_scheduleevent.get", ["scheduleEventId"]],
  [calls.scheduleEvent.list(filter), "schedule_scheduleevent.list", ["filter"]],
  [calls.category.add(entry), "category.add", ["category"]],
  [calls.category.update(1, entry), "category.update", ["category", "id"]],
  [calls.category.delete(1, 0), "category.delete", ["id", "moveEntriesToParentCategory"]],
  [calls.category.get(1), "category.get", ["id"]],
  [calls.category.list(filter), "category.list", ["filter"]],
  [calls.category.move([1, 2], 3), "category.move", ["categoryIds", "targetCategoryParentId"]],
  [calls.categoryEntry.add(1, "1_a"), "categoryentry.add", ["categoryEntry"]],
  [calls.categoryEntry.delete("1_a", 1), "categoryentry.delete", ["categoryId", "entryId"]],
  [calls.categoryEntry.list(filter), "categoryentry.list", ["filter"]],
  [calls.categoryUser.add(entry), "categoryuser.add", ["categoryUser"]],
  [calls.categoryUser.get(1, "ann"), "categoryuser.get", ["categoryId", "userId"]],
  [
    calls.categoryUser.update(1, "ann", entry),
    "categoryuser.update",
    ["categoryId", "categoryUser", "userId"],
  ],
  [calls.categoryUser.activate(1, "ann"), "categoryuser.activate", ["categoryId", "userId"]],
  [calls.categoryUser.delete(1, "ann"), "categoryuser.delete", ["categoryId", "userId"]],
  [calls.accessControlProfile.list(filter), "accesscontrolprofile.list", ["filter"]],
  [calls.conversionProfile.list(filter), "conversionprofile.list", ["filter"]],
  [calls.conversionProfile.get(1), "conversionprofile.get", ["id"]],
  [calls.thumbAsset.addFromImage("1_a", file), "thumbasset.addFromImage", ["entryId"]],
  [calls.thumbAsset.addFromUrl("1_a", "https://x"), "thumbasset.addFromUrl", ["entryId", "url"]],
  [calls.thumbAsset.setAsDefault("1_t"), "thumbasset.setAsDefault", ["thumbAssetId"]],
  [calls.thumbAsset.list(filter), "thumbasset.list", ["filter"]],
  [calls.thumbAsset.delete("1_t"), "thumbasset.delete", ["thumbAssetId"]],
  [calls.appToken.add(entry), "apptoken.add", ["appToken"]],
  [calls.appToken.get("1_t"), "apptoken.get", ["id"]],
  [calls.appToken.update("1_t", entry), "apptoken.update", ["appToken", "id"]],
  [calls.appToken.delete("1_t"), "apptoken.delete", ["id"]],
  [calls.appToken.list(filter), "apptoken.list", ["filter"]],
  [calls.appToken.startSession("1_t", "ab"), "apptoken.startSession", ["id", "tokenHash"]],
  [
    calls.appToken.startSession("1_t", "ab", { userId: "u", type: 0, expiry: 60, sessionPrivileges: "p" }),
    "apptoken.startSession",
    ["expiry", "id", "sessionPrivileges", "tokenHash", "type", "userId"],
  ],
  [calls.vendorCatalogItem.list(filter), "reach_vendorcatalogitem.list", ["filter"]],
  [calls.reachProfile.list(filter), "reach_reachprofile.list", ["filter"]],
  [calls.entryVendorTask.add(entry), "reach_entryvendortask.add", ["entryVendorTask"]],
  [calls.entryVendorTask.get("8"), "reach_entryvendortask.get", ["id"]],
  [calls.entryVendorTask.update("8", entry), "reach_entryvendortask.update", ["entryVendorTask", "id"]],
  [calls.entryVendorTask.abort("8", "why"), "reach_entryvendortask.abort", ["abortReason", "id"]],
  [calls.entryVendorTask.list(filter), "reach_entryvendortask.list", ["filter"]],
  [
    calls.entryVendorTask.getJobs(filter, { pageSize: 5 }),
    "reach_entryvendortask.getJobs",
    ["filter", "pager"],
  ],
  [
    calls.entryVendorTask.updateJob("8", { status: 3 }),
    "reach_entryvendortask.updateJob",
    ["entryVendorTask", "id"],
  ],
  [calls.entryVendorTask.extendAccessKey("8"), "reach_entryvendortask.extendAccessKey", ["id"]],
  [
    withResponseProfile(calls.entryVendorTask.get("8"), "reach_vendor"),
    "reach_entryvendortask.get",
    ["id", "responseProfile"],
  ],
  [
    calls.baseEntry.getPlaybackContext("1_a", { streamerType: "http" }),
    "baseentry.getPlaybackContext",
    ["contextDataParams", "entryId"],
  ],
  [
    calls.scheduleEvent.updateLiveFeature(7, "LiveCaptionFeature-reach-8", entry),
    "schedule_scheduleevent.updateLiveFeature",
    ["featureName", "liveFeature", "scheduledEventId"],
  ],
  ...assetCalls("captionAsset", "caption_captionasset", "captionAssetId"),
  ...assetCalls("attachmentAsset", "attachment_attachmentasset", "attachmentAssetId"),
  ...assetCalls("flavorAsset", "flavorasset", "id"),
  [calls.cuePoint.add(entry), "cuepoint_cuepoint.add", ["cuePoint"]],
  [calls.cuePoint.list(filter), "cuepoint_cuepoint.list", ["filter"]],
  [calls.cuePoint.delete("1_c"), "cuepoint_cuepoint.delete", ["id"]],
  [calls.session.startWidgetSession("_107"), "session.startWidgetSession", ["widgetId"]],
  [calls.session.get("x"), "session.get", ["session"]],
  [calls.session.get(), "session.get", []],
  [calls.system.ping(), "system.ping", []],
];

function assetCalls(
  service: "captionAsset" | "attachmentAsset" | "flavorAsset",
  wire: string,
  idName: string,
): [Call, string, string[]][] {
  return [
    [calls[service].add("1_a", entry), `${wire}.add`, [service, "entryId"].sort()],
    [calls[service].setContent("1_x", resource), `${wire}.setContent`, ["contentResource", "id"]],
    [calls[service].list(filter), `${wire}.list`, ["filter"]],
    [calls[service].delete("1_x"), `${wire}.delete`, [idName]],
  ];
}

describe("the vocabulary of kaltura-client", () => {
  for (const [call, name, args] of table) {
    it(`spells ${name}(${args.join(", ")}) as the wire does, and makes up no parameters`, () => {
      expect(`${call.service}.${call.action}`).to.equal(name);
      expect(Object.keys(call.args).sort()).to.deep.equal([...args].sort());
      expect(JSON.stringify(call.args)).not.to.match(/null|kalsig|"ks"|"format"/);
    });
  }

  it("has a row here for every call", () => {
    const known = new Set(table.map(([call]) => nameOf(call)));
    for (const [service, actions] of Object.entries(calls)) {
      for (const action of Object.keys(actions)) expect(known).to.include(`${service}.${action}`);
    }
  });

  it("spells the two calls that start sessions as the client does, which they do without", () => {
    const { services } = clientLibrary();
    const theirs = [
      services.session!.startWidgetSession!("_107"),
      services.appToken!.startSession!("1_t", "ab", "u", 0, 60, "p"),
    ];
    const ours = [
      calls.session.startWidgetSession("_107"),
      calls.appToken.startSession("1_t", "ab", { userId: "u", type: 0, expiry: 60, sessionPrivileges: "p" }),
    ];
    for (const [i, { service, action, data }] of theirs.entries()) {
      const { expiry, ...rest } = data;
      expect(ours[i]).to.deep.include({ service, action });
      // The one that is left to the server there.
      expect(ours[i]!.args).to.deep.equal(i === 0 ? rest : { ...rest, expiry });
    }
  });

  it("still makes up a version and nulls, which is why parameters not given are dropped", () => {
    const { liveStream, metadata } = clientLibrary().services;
    expect(liveStream!.get!("1_a").data).to.deep.equal({ entryId: "1_a", version: -1 });
    expect(metadata!.update!(5).data).to.deep.equal({ id: 5, xmlData: null, version: null });
  });

  it("leaves the objects given to it alone: references, clear markers and order survive", () => {
    const add = calls.liveStream.add({ ...entry, name: "x" });
    const reference = new Reference(add, "id");
    const call = calls.scheduleEvent.add({
      ...event,
      templateEntryId: reference,
      description__null: "",
      summary: "s",
    });
    const sent = call.args.scheduleEvent as Record<string, unknown>;
    expect(sent.templateEntryId).to.equal(reference);
    expect(sent.description__null).to.equal("");
    expect(Object.keys(sent)).to.deep.equal([
      "objectType",
      "templateEntryId",
      "description__null",
      "summary",
    ]);
  });

  it("leaves out null and undefined at any depth, since the server would store them as 0, false or nothing", () => {
    const call = calls.liveStream.add({
      ...entry,
      name: "x",
      description: null,
      startDate: undefined,
      recordingOptions: { objectType: "KalturaLiveEntryRecordingOptions", shouldCopyThumbnail: null },
    });
    expect(call.args.liveStreamEntry).to.deep.equal({
      objectType: "KalturaLiveStreamEntry",
      name: "x",
      recordingOptions: { objectType: "KalturaLiveEntryRecordingOptions" },
    });
  });

  it("keeps false, 0, empty text and empty lists", () => {
    const call = calls.scheduleEvent.add({ ...event, priority: 0, description: "", liveFeatures: [] });
    expect(call.args.scheduleEvent).to.deep.equal({
      ...event,
      priority: 0,
      description: "",
      liveFeatures: [],
    });
  });

  it("refuses what JSON would change in silence, or the server ignore", () => {
    const bad = (value: unknown) => () => calls.scheduleEvent.add({ ...event, startDate: value as number });
    expect(bad(new Date())).to.throw("a Date can't go over the wire");
    expect(bad(Number.NaN)).to.throw("NaN is no number");
    expect(bad(1n)).to.throw("a bigint can't go over the wire");
    expect(bad(() => 1)).to.throw("a function can't go over the wire");
    expect(() => calls.liveStream.add({ name: "x" })).to.throw("an object without objectType");
  });

  it("keeps files apart from parameters", () => {
    const call = calls.thumbAsset.addFromImage("1_a", file);
    expect(call.files).to.deep.equal({ fileData: file });
    expect(call.args).to.deep.equal({ entryId: "1_a" });
    expect(calls.liveStream.get("1_a")).not.to.have.property("files");
  });

  it("says people's names of services in messages", () => {
    expect(nameOf(calls.scheduleEvent.add(event))).to.equal("scheduleEvent.add");
    expect(nameOf(calls.liveStream.delete("1_a"))).to.equal("liveStream.delete");
    expect(nameOf({ service: "other", action: "x" })).to.equal("other.x");
  });

  it("names this package and the API version", () => {
    expect(clientTag).to.match(/^pulumi-kaltura:\d+\.\d+\.\d+/);
    expect(clientTag, "the server skips the ingest URLs for clients named so").not.to.contain("kmc");
    expect(apiVersion).to.match(/^\d+\.\d+\.\d+$/);
  });

  it("knows how the client names itself: language and day of its build", () => {
    expect(defaultClientTag()).to.match(/^node:\d\d-\d\d-\d\d$/);
  });

  it("has the client's values behind every enum", () => {
    const client = clientLibrary().enums;
    for (const [name, values] of Object.entries(enums)) {
      for (const [member, value] of Object.entries(values)) {
        expect(String(client[name]?.[member]), `${name}.${member}`).to.equal(String(value));
      }
    }
  });
});

describe("the provider's sources", () => {
  const root = join(__dirname, "../../../provider");
  const sources = (readdirSync(root, { recursive: true }) as string[])
    .filter(path => path.endsWith(".ts") && statSync(join(root, path)).isFile())
    .map(path => ({ path, text: readFileSync(join(root, path), "utf8") }));

  it("never let the client send: its multirequest may never settle", () => {
    expect(sources.length).to.be.greaterThan(8);
    for (const { path, text } of sources) {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      // There it is cockatiel's policies which are told to execute.
      if (path !== join("kaltura", "retry.ts")) expect(code, path).not.to.contain(".execute(");
      if (path !== join("kaltura", "vocabulary.ts")) expect(code, path).not.to.contain("clientLibrary");
    }
    for (const [call, name] of table) {
      expect(Object.getPrototypeOf(call), name).to.equal(Object.prototype);
      expect(["service", "action", "args", "files"], name).to.include.members(Object.keys(call));
    }
  });

  it("touch kaltura-client and the network in one place each", () => {
    for (const { path, text } of sources) {
      const name = path.replaceAll("\\", "/");
      if (name !== "kaltura/vocabulary.ts")
        expect(text, name).not.to.match(/(require\(|from )["']kaltura-client["']/);
      // The line keeps the connections on which the transport sends.
      if (name !== "kaltura/transport.ts" && name !== "kaltura/line.ts")
        expect(text, name).not.to.match(/["'](undici|node:https?)["']|\bfetch\(/);
    }
  });

  it("name settings that there are", () => {
    const embeds = readFileSync(join(root, "..", "embed", "settings.ts"), "utf8");
    const ofEmbeds = [...embeds.matchAll(/own\("KALTURA_\w+", "(\w+)"/g)].map(match => match[1]);
    let named = 0;
    for (const { path, text } of sources) {
      for (const [whole, name] of text.matchAll(/(?<![\w-])kaltura:(?!index\b)([a-z]\w*)/gi)) {
        expect([...Object.keys(settings), ...ofEmbeds], `${whole} in ${path}`).to.include(name);
        named++;
      }
    }
    expect(named).to.be.greaterThan(10);
  });

  it("load neither the client nor undici before a call is made", () => {
    const { execFileSync } = require("node:child_process") as typeof import("node:child_process");
    const gateway = join(__dirname, "../../provider/kaltura/gateway.js");
    const loaders = join(__dirname, "../../provider/kaltura/loaders.js");
    const script = `const {Gateway}=require(${JSON.stringify(gateway)}),{Loaders}=require(${JSON.stringify(loaders)});
      new Loaders(new Gateway({serviceUrl:"http://127.0.0.1:9",partnerId:1,credentials:{adminSecret:"x"}}));
      console.log(Object.keys(require.cache).filter(p=>/kaltura-client|undici/.test(p)&&!/package.json$/.test(p)).length)`;
    expect(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).trim()).to.equal("0");
  });
});
