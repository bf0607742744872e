// npm run destroy: takes down what npm start made, and shows that nothing is left in the embedded Kaltura.
import { rmSync } from "node:fs";
import { expectSuccess, snapshot, withKaltura } from "./lib/demo.mjs";
import { Failure, main } from "./lib/process.mjs";

await main(async () => {
  const counts = await withKaltura(async ({ stack, emulator, pulumi, output }) => {
    const exists = (await output("stack", "select", stack)).code === 0;
    if (!exists) console.log(`There is no stack "${stack}", so there is nothing to take down.`);
    else expectSuccess(await pulumi("destroy", "--yes", "--skip-preview", "--stack", stack), "destroy");

    const left = emulator?.counts();
    if (exists && !leftOvers(left)) {
      // What the user configured for an account of their own stays for the next time.
      const keep = emulator ? [] : ["--preserve-config"];
      expectSuccess(await pulumi("stack", "rm", "--yes", ...keep, stack), "stack rm");
    }
    return left;
  });
  if (counts === undefined) return;
  console.log(`Left in the embedded Kaltura: ${list(counts)}`);
  if (leftOvers(counts))
    throw new Failure("It should be empty. The stack and the account are kept, to look into it.");
  rmSync(snapshot, { force: true });
});

const leftOvers = counts => Object.values(counts ?? {}).some(count => count > 0);
const list = counts =>
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ") || "nothing";
