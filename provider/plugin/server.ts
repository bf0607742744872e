/** Serves the provider over gRPC. */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineLog, type Log } from "./engine";
import { kalturaProvider } from "./provider";
import { Refusal } from "./refusal";

export interface Served {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Ends once what runs has ended. */
  stop(): Promise<void>;
}

/** Bytes of a message at most, as Pulumi's own SDKs have it. */
const MAX_MESSAGE = 400 * 1024 * 1024;

/**
 * @param engine address of the engine; undefined when it will attach by itself
 * @param log where lines go until an engine listens
 */
export async function serve(engine?: string, log: Log = engineLog(engine)): Promise<Served> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE,
    "grpc.max_send_message_length": MAX_MESSAGE,
  });
  const methods = Object.entries(kalturaProvider(engine, log));
  server.addService(
    ResourceProviderService as unknown as grpc.ServiceDefinition,
    Object.fromEntries(methods.map(([name, method]) => [name, unary(method)])),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, stop: () => new Promise(resolve => server.tryShutdown(() => resolve())) };
}

// biome-ignore lint/suspicious/noExplicitAny: each method has a request of its own; the service definition knows which.
type Method = (request: any) => unknown;

const unary =
  (method: Method): grpc.handleUnaryCall<unknown, unknown> =>
  async (call, callback) => {
    try {
      callback(null, await method(call.request));
    } catch (error) {
      // Whatever the core throws is one line for the user.
      const details = error instanceof Error ? error.message : String(error);
      const more = error instanceof Refusal ? { code: error.code, metadata: error.metadata } : {};
      callback({ code: grpc.status.UNKNOWN, details, ...more });
    }
  };
