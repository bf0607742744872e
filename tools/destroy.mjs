// npm run destroy: takes down what npm start made, and shows that nothing is left in the embedded Kaltura.
import { rmSync } from "node:fs";
import { expectSuccess, snapshot, withKaltura } from "./lib/demo.mjs";
import { Failure, main } from "./lib/process.mjs";

await main(async () => {
  const empty = await withKaltura(async ({ stack, emulator, pulumi, output }) => {
    if ((await output("stack", "select", stack)).code !== 0) {
      console.log(`There is no stack "${stack}", so there is nothing to take down.`);
    } else {
      expectSuccess(await pulumi("destroy", "--yes", "--skip-preview", "--stack", stack), "destroy");
      // What the user may have configured for the stack stays for the next time.
      expectSuccess(await pulumi("stack", "rm", "--yes", "--preserve-config", stack), "stack rm");
    }
    return emulator && isEmpty(emulator.counts());
  });
  if (empty) rmSync(snapshot, { force: true });
  else if (empty === false)
    throw new Failure(`It should be empty. The account is kept in ${snapshot}, to look into it.`);
});

function isEmpty(counts) {
  const all = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  console.log(`Left in the embedded Kaltura: ${all.join(", ") || "nothing"}`);
  return Object.values(counts).every(count => count === 0);
}
