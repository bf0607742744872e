/** An event as visitors meet it: its agenda page, with embeds that an embedded Kaltura answers. */
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embedHandler } from "../../embed";
import type { AgendaItem } from "../../event/agenda";
import { type SiteInput, siteFiles, writeSite } from "../../site";
import { serveSite } from "../../site/serve";
import { sampleAgenda } from "../site/sample";
import { World } from "./world";

export class Show {
  private readonly servers: Server[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), "pulumi-kaltura-show-"));
  private written = 0;

  private constructor(
    readonly world: World,
    readonly agenda: AgendaItem[],
  ) {}

  /** Makes an entry with its schedule for each session of the sample. */
  static async start(): Promise<Show> {
    const world = await World.start();
    const ids = new Map<string, string>();
    for (const { id, title, kind, start, end } of sampleAgenda()) {
      const entry = { name: title, ...KINDS[kind === "interactive" || kind === "webinar" ? "room" : "live"] };
      const made =
        entry.objectType === "KalturaRoomEntry"
          ? await world.must("room_room", "add", { entry })
          : await world.must("liveStream", "add", { liveStreamEntry: entry, sourceType: "32" });
      ids.set(id, String(made.id));
      await world.must("schedule_scheduleEvent", "add", {
        scheduleEvent: {
          objectType: "KalturaLiveStreamScheduleEvent",
          summary: title,
          recurrenceType: 0,
          templateEntryId: made.id,
          startDate: Date.parse(start) / 1000,
          endDate: Date.parse(end) / 1000,
        },
      });
    }
    const { host } = new URL(world.emulator.url);
    return new Show(
      world,
      sampleAgenda({ cdnHost: host, kafHost: host }, ({ id }) => ids.get(id)!),
    );
  }

  /** Writes the pages into a folder of their own. */
  write(input: Partial<SiteInput> = {}): { folder: string; policy: string } {
    const folder = join(this.folder, `site-${++this.written}`);
    const files = siteFiles({ agenda: this.agenda, title: "Open Stages 2027", ...input });
    writeSite(files, folder);
    return { folder, policy: files.policy };
  }

  /** Serves the pages. @param visitor who asks for pages of their own, when the site embeds those */
  async serve(input: Partial<SiteInput> = {}, visitor?: string): Promise<string> {
    const { emulator } = this.world;
    const { url, server } = await serveSite({
      ...this.write(input),
      embeds:
        visitor === undefined
          ? undefined
          : embedHandler({
              settings: {
                partnerId: emulator.partnerId,
                kafHost: new URL(emulator.url).host,
                credentials: { adminSecret: emulator.adminSecret },
              },
              sessions: this.agenda,
              authorize: () => ({ user: { id: visitor, firstName: "Ann" } }),
            }),
    });
    this.servers.push(server);
    return url;
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    }
    rmSync(this.folder, { recursive: true, force: true });
    await this.world.stop();
  }
}

const KINDS = {
  live: { objectType: "KalturaLiveStreamEntry", mediaType: 201, sourceType: "32" },
  room: { objectType: "KalturaRoomEntry", roomType: 1 },
} as const;
