// npm run sdk: writes the SDKs of other languages from the package schema; --check only tells whether they are fresh.
import { main, say } from "./lib/process.mjs";
import { checkSdks, writeSdks } from "./lib/sdkgen.mjs";

await main(() => (process.argv.includes("--check") ? checkSdks(say) : writeSdks(say)));
