/** Shows a written site on this machine, to look at it as visitors will. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

export interface ServeOptions {
  readonly folder: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Sent as a header, too: as a header it also covers who may frame the pages. */
  readonly policy: string;
  /** Answers addresses below `/embed/`. */
  readonly embeds?: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Listens on loopback. @throws when the port is taken */
export async function serveSite({ folder, port = 0, policy, embeds }: ServeOptions): Promise<{
  readonly url: string;
  readonly server: Server;
}> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split(/[?#]/)[0]!;
    if (embeds && path.startsWith("/embed/")) return void embeds(request, response);
    const type = TYPES[extname(path === "/" ? "/index.html" : path)];
    // Names of the site's files are plain; others are none of them.
    const content =
      request.method === "GET" &&
      type !== undefined &&
      /^(\/[a-z0-9-]+)*(\/|\/[a-z0-9-]+\.[a-z]+)$/.test(path)
        ? read(join(folder, path === "/" ? "index.html" : path))
        : undefined;
    response.writeHead(content === undefined ? 404 : 200, {
      "Content-Type": content === undefined ? "text/plain; charset=utf-8" : type,
      "Cache-Control": "no-cache",
      "Content-Security-Policy": `${policy}; frame-ancestors 'self'`,
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "X-Content-Type-Options": "nosniff",
    });
    response.end(content ?? "There is no such page.\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
