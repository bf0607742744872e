/** Providers behind gRPC, called as the engine calls them: structs with wrapped secrets in, and out again. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Props } from "../../provider/lifecycle/values";
import { markOf } from "../../provider/mark";
import { serve } from "../../provider/plugin/server";
import { toSend } from "../../provider/plugin/wire";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A value as the engine sends a secret. */
export const secret = (value: unknown): Props => ({ ...SECRET, value });

/** An error as a client gets it; with what is half made, where the server says so. */
export class CallFailed extends Error {
  constructor(
    message: string,
    readonly code: grpc.status,
    readonly half?: { readonly id: string; readonly properties: Props; readonly reasons: string[] },
  ) {
    super(message);
  }
}

/** A resource as the engine holds it. */
export interface Held {
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

interface Spec {
  readonly name: string;
  /** Before the kind, in a resource's type. */
  readonly type: string;
  /** Key of a setting in the configuration. */
  readonly setting: (name: string) => string;
  /** What the front end's own classes add to a resource's inputs. */
  readonly added: (kind: string, name: string) => Props;
  readonly start: () => Promise<{ port: number; stop: () => Promise<void> }>;
}

const plugin: Spec = {
  name: "the plugin",
  type: "kaltura:index:",
  setting: name => name,
  added: () => ({}),
  start: () => serve(undefined, () => undefined),
};

/** Pulumi's own; it wants the address of an engine, which it never calls. */
const DYNAMIC_SERVER = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");

const dynamic: Spec = {
  name: "the dynamic resources",
  type: "pulumi-nodejs:dynamic/kaltura:",
  setting: name => `kaltura:${name}`,
  added: (kind, name) => ({
    __provider: `exports.handler=()=>require("pulumi-kaltura/dynamic").provider("${kind}");`,
    mark: markOf("organization/summit/test", kind, name),
  }),
  start: async () => {
    const child = spawn(process.execPath, [DYNAMIC_SERVER, "127.0.0.1:1"], {
      cwd: join(__dirname, "..", "..", ".."),
      env: { ...process.env, PULUMI_NODEJS_PROJECT: "summit" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const port = await firstLine(child);
    return { port: Number(port), stop: async () => void child.kill() };
  },
};

/** Both, for tables. */
export const frontEnds = { plugin, dynamic } as const;

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = "";
    child.stdout!.on("data", (data: Buffer) => {
      text += String(data);
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.on("exit", code => reject(new Error(`the provider ended with ${code} before it listened`)));
  });

export class ProtocolClient {
  private constructor(
    private readonly spec: Spec,
    private readonly client: grpc.Client,
    private readonly stopServer: () => Promise<void>,
  ) {}

  static async start(spec: Spec = plugin): Promise<ProtocolClient> {
    const { port, stop } = await spec.start();
    const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new ProtocolClient(spec, client, stop);
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.stopServer();
  }

  /** @param method by its name in the service definition: `checkConfig` */
  call<R>(method: string, request: unknown): Promise<R> {
    const { path, requestSerialize, responseDeserialize } = (
      ResourceProviderService as unknown as grpc.ServiceDefinition
    )[method]!;
    return new Promise((resolve, reject) => {
      this.client.makeUnaryRequest(
        path,
        requestSerialize as (value: unknown) => Buffer,
        responseDeserialize as (bytes: Buffer) => R,
        request,
        (error, answer) => (error === null ? resolve(answer as R) : reject(failed(error))),
      );
    });
  }

  private settings: Props = {};

  async configure(
    settings: Props,
    urn = "urn:pulumi:test::summit::pulumi:providers:kaltura::default",
  ): Promise<void> {
    this.settings = settings;
    const named = Object.entries(settings).map(([name, value]) => [this.spec.setting(name), value]);
    const request = new proto.ConfigureRequest();
    request.setArgs(toSend(Object.fromEntries(named)));
    request.setUrn(urn);
    request.setAcceptsecrets(true);
    await this.call("configure", request);
  }

  urn(kind: string, name: string): string {
    return `urn:pulumi:test::summit::${this.spec.type}${kind}::${name}`;
  }

  async check(
    kind: string,
    name: string,
    news: Props,
    olds: Props = {},
  ): Promise<{ inputs: Props; reasons: string[]; properties: string[] }> {
    const answer = await this.call<proto.CheckResponse>(
      "check",
      new proto.CheckRequest()
        .setUrn(this.urn(kind, name))
        .setOlds(toSend(olds))
        .setNews(toSend({ ...news, ...this.spec.added(kind, name) })),
    );
    const failures = answer.getFailuresList();
    return {
      inputs: answer.getInputs()!.toJavaScript() as Props,
      reasons: failures.map(f => f.getReason()),
      properties: failures.map(f => f.getProperty()),
    };
  }

  diff(kind: string, name: string, held: Held, news: Props): Promise<proto.DiffResponse> {
    return this.call(
      "diff",
      new proto.DiffRequest()
        .setUrn(this.urn(kind, name))
        .setId(held.id)
        .setOlds(toSend(held.outputs))
        .setOldInputs(toSend(held.inputs))
        .setNews(toSend(news)),
    );
  }

  async create(
    kind: string,
    name: string,
    inputs: Props,
    more: { preview?: boolean; timeout?: number } = {},
  ): Promise<Held> {
    const answer = await this.call<proto.CreateResponse>(
      "create",
      new proto.CreateRequest()
        .setUrn(this.urn(kind, name))
        .setProperties(toSend(inputs))
        .setPreview(more.preview ?? false)
        .setTimeout(more.timeout ?? 0),
    );
    return { id: answer.getId(), inputs, outputs: answer.getProperties()!.toJavaScript() as Props };
  }

  async update(kind: string, name: string, held: Held, news: Props, preview = false): Promise<Held> {
    const answer = await this.call<proto.UpdateResponse>(
      "update",
      new proto.UpdateRequest()
        .setUrn(this.urn(kind, name))
        .setId(held.id)
        .setOlds(toSend(held.outputs))
        .setOldInputs(toSend(held.inputs))
        .setNews(toSend(news))
        .setPreview(preview),
    );
    return { id: held.id, inputs: news, outputs: answer.getProperties()!.toJavaScript() as Props };
  }

  /** Undefined: gone. For an import without what is held. */
  async read(kind: string, name: string, id: string, held?: Held): Promise<Held | undefined> {
    const answer = await this.call<proto.ReadResponse>(
      "read",
      new proto.ReadRequest()
        .setUrn(this.urn(kind, name))
        .setId(id)
        .setProperties(toSend(held?.outputs ?? {}))
        .setInputs(toSend(held?.inputs ?? {})),
    );
    if (answer.getId() === "") return undefined;
    return {
      id: answer.getId(),
      inputs: answer.getInputs()!.toJavaScript() as Props,
      outputs: answer.getProperties()!.toJavaScript() as Props,
    };
  }

  /** In a run of its own: what a run has made it doesn't delete. */
  async delete(kind: string, name: string, held: Held): Promise<void> {
    await this.configure(this.settings);
    const request = new proto.DeleteRequest()
      .setUrn(this.urn(kind, name))
      .setId(held.id)
      .setProperties(toSend(held.outputs))
      .setOldInputs(toSend(held.inputs));
    await this.call("delete", request);
  }
}

function failed(error: grpc.ServiceError): CallFailed {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (!(packed instanceof Buffer)) return new CallFailed(error.details, error.code);
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  const half = proto.ErrorResourceInitFailed.deserializeBinary(detail!.getValue_asU8());
  return new CallFailed(error.details, error.code, {
    id: half.getId(),
    properties: half.getProperties()!.toJavaScript() as Props,
    reasons: half.getReasonsList(),
  });
}
