// node tools/host.mjs yaml|python: makes programs of that language runnable, and prints as JSON the environment that it
// takes: PATH to put in front, and PYTHONPATH. Prints null where the language itself is not installed.
import { main, say } from "./lib/process.mjs";
import { languageHost } from "./lib/pulumi-hosts.mjs";
import { pulumiForPython } from "./lib/python.mjs";

await main(async () => {
  const [name] = process.argv.slice(2);
  const packages = name === "python" ? await pulumiForPython(say) : "";
  if (packages === undefined) return console.log("null");
  const env = { PATH: await languageHost(name, say), ...(packages && { PYTHONPATH: packages }) };
  console.log(JSON.stringify(env));
});
