import * as grpc from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import type { Props } from "../../provider/lifecycle/values";
import { toSend } from "../../provider/plugin/wire";
import { failureOf } from "../support/failure";
import { type CallFailed, ProtocolClient, secret } from "../support/protocol";

const config = (news: Props) => new proto.CheckRequest().setNews(toSend(news));

describe("the plugin's server", () => {
  let client: ProtocolClient;
  before(async () => {
    client = await ProtocolClient.start();
  });
  after(() => client.stop());

  it("says in handshake and configure alike what it takes", async () => {
    const hands = await client.call<proto.ProviderHandshakeResponse>(
      "handshake",
      new proto.ProviderHandshakeRequest(),
    );
    const set = await client.call<proto.ConfigureResponse>("configure", new proto.ConfigureRequest());
    expect([hands.getAcceptSecrets(), hands.getAcceptResources(), hands.getAcceptOutputs()]).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect([set.getAcceptsecrets(), set.getAcceptresources(), set.getAcceptoutputs()]).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(set.getSupportspreview()).to.equal(true);
  });

  it("gives the schema that is checked in", async () => {
    const answer = await client.call<proto.GetSchemaResponse>("getSchema", new proto.GetSchemaRequest());
    const schema = JSON.parse(answer.getSchema());
    expect(schema.name).to.equal("kaltura");
    expect(Object.keys(schema.resources)).to.include("kaltura:index:WebcastSession");
  });

  it("answers unimplemented to what it does not have", async () => {
    const error = (await failureOf(client.call("construct", new proto.ConstructRequest()))) as CallFailed;
    expect(error.code).to.equal(grpc.status.UNIMPLEMENTED);
  });

  it("keeps credentials of the configuration secret", async () => {
    const answer = await client.call<proto.CheckResponse>(
      "checkConfig",
      config({ partnerId: "107", adminSecret: "s3cret-admin" }),
    );
    expect(answer.getFailuresList()).to.deep.equal([]);
    expect(answer.getInputs()!.toJavaScript()).to.deep.equal({
      partnerId: "107",
      adminSecret: secret("s3cret-admin"),
    });
  });

  it("refuses settings that are none or wrong, by name and with what to do", async () => {
    const reasons = async (news: Props) =>
      (await client.call<proto.CheckResponse>("checkConfig", config(news)))
        .getFailuresList()
        .map(f => f.getReason());
    expect(await reasons({ partnerID: "107" })).to.match(
      /^partnerID: is no setting of this provider; write partnerId/,
    );
    expect(await reasons({ partnerId: "many" })).to.match(/partnerId is "many", not a whole number/);
    expect(await reasons({ cdnHost: "https://cdn" })).to.match(/cdnHost is "https:\/\/cdn", not a host/);
    expect(await reasons({ version: "0.1.0", partnerId: 107 })).to.deep.equal([]);
  });

  it("makes another account another provider, and other credentials none", async () => {
    const diff = (olds: Props, news: Props) =>
      client.call<proto.DiffResponse>(
        "diffConfig",
        new proto.DiffRequest().setOldInputs(toSend(olds)).setNews(toSend(news)),
      );
    const account = await diff({ partnerId: "107" }, { partnerId: "108" });
    expect(account.getReplacesList()).to.deep.equal(["partnerId"]);
    const rotated = await diff({ adminSecret: "old" }, { adminSecret: secret("new") });
    expect(rotated.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_SOME);
    expect(rotated.getReplacesList()).to.deep.equal([]);
    const same = await diff({ partnerId: "107" }, { partnerId: 107 });
    expect(same.getChanges()).to.equal(proto.DiffResponse.DiffChanges.DIFF_NONE);
  });
});
