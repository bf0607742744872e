/** The engine's ear: lines for the user, each at its resource. */
import { Client, credentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

export type Severity = "info" | "warning" | "error";

/** @param urn of the resource that it is about; none for the run as a whole */
export type Log = (severity: Severity, message: string, urn?: string) => void;

const severities = {
  info: LogSeverity.INFO,
  warning: LogSeverity.WARNING,
  error: LogSeverity.ERROR,
} as const;

/**
 * A way to the engine's log; nothing waits for it, and nothing fails without it.
 * @param address host:port; undefined when nobody listens
 */
export function engineLog(address: string | undefined): Log {
  if (address === undefined || address === "") return (_, message) => console.error(message);
  const client = new Client(address, credentials.createInsecure());
  const { path, requestSerialize, responseDeserialize } = EngineService.log;
  return (severity, message, urn = "") => {
    const request = new LogRequest();
    request.setSeverity(severities[severity]);
    request.setMessage(message);
    request.setUrn(urn);
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, () => undefined);
  };
}
