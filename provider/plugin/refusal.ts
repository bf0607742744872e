/** Answers of the wire that are no plain values: checks, and errors. */
import { Metadata, status } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Failure } from "../lifecycle/check";
import type { Props } from "../lifecycle/values";
import { type Path, toSend } from "./wire";

/** An error as gRPC sends it. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly code: status = status.UNKNOWN,
    readonly metadata: Metadata = new Metadata(),
  ) {
    super(message);
  }

  /** The object exists, but not all of it: the engine keeps it, and calls update next time. */
  static halfMade(id: string, properties: Struct, reasons: readonly string[]): Refusal {
    const detail = new proto.ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(properties);
    detail.setReasonsList([...reasons]);
    const about = new Status();
    about.setCode(status.UNKNOWN);
    about.setMessage(reasons.join("; "));
    about.addDetails().pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const metadata = new Metadata();
    // Where gRPC keeps what is more than a text.
    metadata.add("grpc-status-details-bin", Buffer.from(about.serializeBinary()));
    return new Refusal(reasons.join("; "), status.UNKNOWN, metadata);
  }
}

/** Without a property's name: it would make the engine print the value, secret or not. */
export const failuresOf = (failures: readonly Failure[]): proto.CheckFailure[] =>
  failures.map(({ path, reason }) => new proto.CheckFailure().setReason(`${path}: ${reason}`));

/** What a check answers. */
export const checked = (
  inputs: Props,
  secrets: readonly Path[],
  failures: readonly Failure[],
): proto.CheckResponse =>
  new proto.CheckResponse().setInputs(toSend(inputs, secrets)).setFailuresList(failuresOf(failures));
