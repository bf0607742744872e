/** The provider itself, as the engine calls it: what it is, how it is set up, and where the rest is. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { checkSettings, diffSettings, secretSettings } from "./account";
import { engineLog, type Log } from "./engine";
import { invoke } from "./invoke";
import { checked } from "./refusal";
import * as resources from "./resources";
import { Session } from "./session";
import { emptyMessage, received } from "./wire";

const ROOT = dirname(require.resolve("pulumi-kaltura/package.json"));
const { version } = require("pulumi-kaltura/package.json") as { version: string };

/** The package schema, as the generator wrote it. */
const schemaText = (): string => readFileSync(join(ROOT, "schema", "kaltura.package.json"), "utf8");

const { NO, SOME } = resources;

/**
 * The methods of the protocol. What is not here is not there: the engine then does without.
 * @param engine address of the engine; undefined when it will tell by itself
 * @param log where lines go until then
 */
export function kalturaProvider(engine: string | undefined, log: Log) {
  let listener = log;
  let session = new Session({}, listener);
  const listenTo = (address: string) => {
    if (address !== "" && address !== engine) listener = engineLog(address);
  };
  const empty = emptyMessage();

  return {
    handshake(request: proto.ProviderHandshakeRequest) {
      listenTo(request.getEngineAddress());
      return new proto.ProviderHandshakeResponse()
        .setAcceptSecrets(true)
        .setAcceptResources(true)
        .setAcceptOutputs(true);
    },
    attach(request: plugin.PluginAttach) {
      listenTo(request.getAddress());
      return empty;
    },
    getPluginInfo: () => new plugin.PluginInfo().setVersion(version),
    getSchema: () => new proto.GetSchemaResponse().setSchema(schemaText()),

    checkConfig(request: proto.CheckRequest) {
      const { values, secrets } = received(request.getNews());
      return checked(values, [...secrets, ...secretSettings.map(name => [name])], checkSettings(values));
    },
    diffConfig(request: proto.DiffRequest) {
      const olds = received(request.getOldInputs() ?? request.getOlds()).values;
      const { changed, replaces } = diffSettings(olds, received(request.getNews()).values);
      return new proto.DiffResponse()
        .setChanges(changed.length > 0 ? SOME : NO)
        .setDiffsList(changed)
        .setReplacesList(replaces);
    },
    configure(request: proto.ConfigureRequest) {
      session = new Session(received(request.getArgs()).values, listener, request.getUrn?.());
      return new proto.ConfigureResponse()
        .setAcceptsecrets(true)
        .setAcceptresources(true)
        .setAcceptoutputs(true)
        .setSupportspreview(true);
    },

    check: (request: proto.CheckRequest) => resources.check(session, request),
    diff: (request: proto.DiffRequest) => resources.diff(session, request),
    create: (request: proto.CreateRequest) => resources.create(session, request),
    read: (request: proto.ReadRequest) => resources.read(session, request),
    update: (request: proto.UpdateRequest) => resources.update(session, request),
    delete: (request: proto.DeleteRequest) => resources.remove(session, request).then(() => empty),
    cancel() {
      session.cancel();
      return empty;
    },

    invoke: (request: proto.InvokeRequest) => invoke(session, request),
  };
}
