// The event's agenda as a web page: written beside the demo's state, and shown while the embedded Kaltura runs.
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { root, stateDir } from "./repo.mjs";

const compiled = (...path) => import(pathToFileURL(join(root, "dist", ...path)).href);

const place = join(stateDir, "site");

/** Writes the page into a folder and gives its path. Without sessions there is none. */
export async function writePage({ agenda = [], calendar }, folder = place) {
  if (agenda.length === 0) return undefined;
  const { siteFiles, writeSite } = await compiled("site", "index.js");
  writeSite(siteFiles({ agenda, calendar }), folder);
  return relative(process.cwd(), join(folder, "index.html"));
}

/**
 * Serves the page on this machine: gives { url, server }. With the embedded Kaltura each session is opened by a
 * visitor called Ann, rooms too, on the pages which that has in place of the player's and KAF's.
 */
export async function servePage({ agenda = [], calendar }, emulator, folder = place) {
  const { siteFiles, writeSite } = await compiled("site", "index.js");
  const { serveSite } = await compiled("site", "serve.js");
  const items = emulator ? onEmulator(agenda, emulator) : agenda;
  const files = siteFiles({ agenda: items, calendar, embeds: emulator && "../embed/" });
  writeSite(files, folder);
  return serveSite({
    folder,
    policy: files.policy,
    embeds: emulator && (await embeds(items, emulator)),
  });
}

/** Serves it in front of the user, until they interrupt. */
export async function showPage(outputs, emulator) {
  const { url, server } = await servePage(outputs, emulator);
  console.log(`The event's page: ${url}  (Ctrl-C ends it)`);
  await new Promise(stop => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
  });
  server.closeAllConnections();
  server.close();
}

/** The hosts of its embeds are names that lead nowhere; while it runs, it answers for them. */
function onEmulator(agenda, { url }) {
  const here = address => address && `${url}${new URL(address).pathname}${new URL(address).search}`;
  return agenda.map(item => ({
    ...item,
    ...(item.playerUrl && { playerUrl: here(item.playerUrl) }),
    ...(item.thumbnailUrl && { thumbnailUrl: here(item.thumbnailUrl) }),
    ...(item.kafUrlTemplate && { kafUrlTemplate: here(item.kafUrlTemplate) }),
    ...(item.roomUrlTemplate && { roomUrlTemplate: here(item.roomUrlTemplate) }),
  }));
}

async function embeds(sessions, emulator) {
  const { embedHandler } = await compiled("embed", "index.js");
  return embedHandler({
    settings: {
      partnerId: emulator.partnerId,
      serviceUrl: emulator.url,
      kafHost: new URL(emulator.url).host,
      credentials: { adminSecret: emulator.adminSecret },
    },
    sessions,
    authorize: () => ({ user: { id: "ann@example.com", firstName: "Ann", lastName: "Example" } }),
    onError: error => console.error(error.message),
  });
}
