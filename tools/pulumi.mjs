// npm run -s pulumi -- COMMAND: any Pulumi command on the demo, with the Kaltura it needs running beside it.
import { withKaltura } from "./lib/demo.mjs";
import { main } from "./lib/process.mjs";

await main(() => withKaltura(({ pulumi }) => pulumi(...process.argv.slice(2))));
