/** The functions of the provider, as the engine calls them. */
import { status } from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { check } from "../lifecycle/check";
import { secretsOf } from "../lifecycle/schema";
import type { Props } from "../lifecycle/values";
import { namesOf } from "./computed";
import { functions, type ProviderFunction } from "./functions";
import { failuresOf, Refusal } from "./refusal";
import type { Session } from "./session";
import { nameIn } from "./tokens";
import { received, toSend } from "./wire";

export async function invoke(session: Session, request: proto.InvokeRequest): Promise<proto.InvokeResponse> {
  const token = request.getTok();
  const known: Readonly<Record<string, ProviderFunction>> = functions;
  const asked = known[nameIn(token)];
  if (asked === undefined) {
    throw new Refusal(
      `this version of pulumi-kaltura has no function ${token}; it has: ${Object.keys(functions).join(", ")}`,
      status.UNIMPLEMENTED,
    );
  }
  const { values, secrets } = received(request.getArgs());
  const { inputs, failures } = check(
    { inputs: asked.inputs, rules: [] },
    { ...values, __secrets: namesOf(secrets) },
  );
  const response = new proto.InvokeResponse();
  if (failures.length > 0) return response.setFailuresList(failuresOf(failures));
  const answer = (await asked.run(inputs as never, {
    runtime: session.runtimeAt(),
    stack: session.stackMark,
    config: session.setting,
  })) as Props;
  return response.setReturn(
    toSend(
      answer,
      secretsOf(asked.outputs).map(name => [name]),
    ),
  );
}
