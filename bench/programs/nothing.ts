/** The engine's floor: as many dynamic resources that do nothing, as large as sessions or with hardly any inputs. */
import * as pulumi from "@pulumi/pulumi";
import { benchSession } from "../session";

const size = Number(process.env.BENCH_SIZE);
const later = Number(process.env.BENCH_LATER ?? 0);
const full = process.env.BENCH_INPUTS === "full";

class Nothing extends pulumi.CustomResource {
  constructor(name: string, inputs: object) {
    super(
      "pulumi-nodejs:dynamic/bench:Nothing",
      name,
      { ...inputs, ingest: undefined, __provider: 'exports.handler=()=>require("bench-nothing");' },
      { additionalSecretOutputs: ["ingest"] },
    );
  }
}

for (let i = 0; i < size + 2; i++) {
  const { name, start, end, timezone, ...rest } = benchSession(i, later);
  new Nothing(`session-${i}`, { name, start, end, timezone, ...(full && rest) });
}
