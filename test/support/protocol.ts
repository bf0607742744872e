/** A provider behind gRPC, called as the engine calls it: structs with wrapped secrets in, and out again. */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Props } from "../../provider/lifecycle/values";
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

export class ProtocolClient {
  private constructor(
    private readonly client: grpc.Client,
    private readonly stopServer: () => Promise<void>,
  ) {}

  static async start(): Promise<ProtocolClient> {
    const { port, stop } = await serve();
    return new ProtocolClient(new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure()), stop);
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

  async configure(
    settings: Props,
    urn = "urn:pulumi:test::summit::pulumi:providers:kaltura::default",
  ): Promise<void> {
    const request = new proto.ConfigureRequest();
    request.setArgs(toSend(settings));
    request.setUrn(urn);
    request.setAcceptsecrets(true);
    await this.call("configure", request);
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
