// npm start: the conference of examples/conference, brought up against the embedded Kaltura or a real account.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { agendaText } from "./lib/agenda.mjs";
import { expectSuccess, withKaltura } from "./lib/demo.mjs";
import { showPage, writePage } from "./lib/page.mjs";
import { Failure, main } from "./lib/process.mjs";

const USAGE = `npm start -- [options]
  --program FILE     an event file, or a conference programme, of your own instead of the example's
  --shift-to DATE    move the whole programme, so that its first day is DATE (YYYY-MM-DD)
  --skip-bad-rows    leave out what cannot be read in the programme, instead of stopping
  --serve            then show the event's page, with its embeds, until Ctrl-C`;

function options() {
  const known = {
    program: { type: "string" },
    "shift-to": { type: "string" },
    "skip-bad-rows": { type: "boolean" },
    serve: { type: "boolean" },
    help: { type: "boolean" },
  };
  try {
    return parseArgs({ options: known }).values;
  } catch (error) {
    throw new Failure(`${error.message}\n${USAGE}`);
  }
}

/** The program reads its options from the environment: Pulumi passes no arguments on. */
function programSettings({ program, "shift-to": shiftTo, "skip-bad-rows": skipBadRows }) {
  const file = program && resolve(process.env.INIT_CWD ?? ".", program); // npm moved us from where the user stands
  if (file && !existsSync(file)) throw new Failure(`--program: there is no file ${file}`);
  if (shiftTo && new Date(shiftTo).toJSON()?.slice(0, 10) !== shiftTo) {
    throw new Failure(`--shift-to ${shiftTo} is not a date. Write it like 2027-02-28.`);
  }
  return {
    ...(file && { KALTURA_PROGRAM: file }),
    ...(shiftTo && { KALTURA_SHIFT_TO: shiftTo }),
    ...(skipBadRows && { KALTURA_SKIP_BAD_ROWS: "1" }),
  };
}

const NEXT = `Next:
  npm start                        once more: nothing changes
  edit examples/conference, then npm start: only what you edited changes
  npm start -- --serve             the event's page in your browser, with its embeds
  npm start -- --program FILE      an event of your own; --help shows more
  npm run -s pulumi -- preview     any Pulumi command: preview, refresh, stack …
  KALTURA_PARTNER_ID=… KALTURA_ADMIN_SECRET=… npm start      the same in your own account
  npm run destroy                  take it all down`;

await main(async () => {
  const chosen = options();
  if (chosen.help) return console.log(USAGE);
  Object.assign(process.env, programSettings(chosen));

  return withKaltura(async ({ stack, emulator, pulumi, output }) => {
    expectSuccess(await pulumi("stack", "select", "--create", stack), "stack select");
    const up = ["up", "--yes", "--skip-preview", "--suppress-outputs", "--stack", stack];
    expectSuccess(await pulumi(...up), "up");

    const outputs = await output("stack", "output", "--json", "--stack", stack);
    expectSuccess(outputs.code, "stack output");
    const shown = JSON.parse(outputs.stdout);
    const { agenda = [], ...others } = shown;
    console.log(`\n${agendaText(agenda, process.stdout.columns ?? Number.POSITIVE_INFINITY)}\n`);
    for (const [name, value] of Object.entries(others)) {
      // Of texts of many lines, such as the calendar, the name says enough here.
      const short = typeof value !== "object" && !String(value).includes("\n");
      if (short) console.log(`${name}: ${value}`);
    }
    if (chosen.serve) return showPage(shown, emulator);
    const page = await writePage(shown);
    if (page) console.log(`Agenda page: ${page}`);
    console.log(`\n${NEXT}`);
  });
});
