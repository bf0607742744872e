// Loaded before the tests (.mocharc.json): random ones draw the same values each time. FC_SEED=1 draws others.
import { createRequire } from "node:module";

const { configureGlobal } = createRequire(import.meta.url)("fast-check");
configureGlobal({ seed: Number(process.env.FC_SEED ?? 20270504) });
