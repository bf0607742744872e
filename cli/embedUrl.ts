/** One link for one visitor, to try an embed by hand. It is printed, and kept nowhere. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import {
  type EmbedKind,
  type EmbedRole,
  type EmbedSettings,
  embedSettings,
  mintEmbedUrl,
  webcastProducerUrl,
} from "../embed";
import { ROLES } from "../embed/privileges";
import { run } from "./run";

interface Options {
  readonly entry?: string;
  readonly gallery?: string;
  readonly user: string;
  readonly role: EmbedRole;
  readonly kind: EmbedKind | "producer";
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly locale?: string;
  readonly expires: string;
  readonly chatModerator?: boolean;
  readonly roomModerator?: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly stack?: string;
  readonly cwd: string;
}

export const embedUrlCommand = () =>
  new Command("embed-url")
    .description("print one visitor's link to a page of the KAF instance, to try an embed by hand")
    .option("-e, --entry <id>", "entry to show")
    .requiredOption("-u, --user <id>", "whom the link is for: your site's id of the visitor")
    .addOption(new Option("-r, --role <role>", "role in KAF").choices(ROLES).default("viewerRole"))
    .addOption(
      new Option("-k, --kind <kind>", "page to open; producer is the producer's view of a webcast")
        .choices(["session", "room", "gallery", "myMedia", "agenda", "producer"])
        .default("session"),
    )
    .option("--gallery <category>", "name of the category, for --kind gallery")
    .option("--first-name <name>", "shown in chat")
    .option("--last-name <name>", "shown in chat")
    .option("--email <address>")
    .option("--locale <tag>", "language of the page: en, pt-BR")
    .option("--expires <seconds>", "how long the link works", "3600")
    .option("--chat-moderator", "may moderate the chat")
    .option("--room-moderator", "runs the room")
    .option("--start <time>", "start of the webcast with an offset, for --kind producer")
    .option("--end <time>", "its end")
    .option("-s, --stack <name>", "stack whose config is read; default: the selected one")
    .option("-C, --cwd <folder>", "folder of the Pulumi project", ".")
    .addHelpText(
      "after",
      `
Settings are read as the provider reads them: KALTURA_* variables first, then the stack's config. The token for
embeds is one of its own, KALTURA_EMBED_TOKEN_ID and KALTURA_EMBED_TOKEN; see docs/embeds.md.`,
    )
    .action(async (options: Options) => {
      const { url, expiresAt } = await linkFor(options, await settingsOf(options));
      console.log(url);
      console.error(`For ${options.user} alone, until ${expiresAt}. It is kept nowhere; don't pass it on.`);
    });

function linkFor(options: Options, settings: EmbedSettings) {
  const { entry, gallery, user, kind, firstName, lastName, email, locale, start, end } = options;
  const expiresInSeconds = Number(options.expires);
  if (kind === "producer") {
    if (entry === undefined || start === undefined || end === undefined) {
      throw new Error("--kind producer needs --entry, --start and --end, as 2027-06-08T09:00+02:00");
    }
    return webcastProducerUrl({ entryId: entry, user: { id: user }, start, end, expiresInSeconds }, settings);
  }
  return mintEmbedUrl(
    {
      kind,
      role: options.role,
      expiresInSeconds,
      chatModerator: options.chatModerator === true,
      roomModerator: options.roomModerator === true,
      ...(entry !== undefined && { entryId: entry }),
      ...(gallery !== undefined && { contextId: gallery }),
      ...(locale !== undefined && { locale }),
      user: {
        id: user,
        ...(firstName !== undefined && { firstName }),
        ...(lastName !== undefined && { lastName }),
        ...(email !== undefined && { email }),
      },
    },
    settings,
  );
}

/** From the environment; and from the stack's config, where there is a project and the environment is not enough. */
async function settingsOf({ stack, cwd }: Options): Promise<EmbedSettings> {
  let missing: unknown;
  if (stack === undefined) {
    try {
      return embedSettings();
    } catch (error) {
      if (!existsSync(join(cwd, "Pulumi.yaml"))) throw error;
      missing = error;
    }
  }
  const args = ["config", "--json", "--show-secrets", "--non-interactive"];
  const config = await run("pulumi", stack === undefined ? args : [...args, "--stack", stack], cwd).catch(
    error => {
      throw missing ?? error;
    },
  );
  if (config.code !== 0) throw new Error(`The stack's config can't be read:\n${config.output.trim()}`);
  const values = JSON.parse(config.stdout) as Record<string, { value?: string }>;
  return embedSettings(process.env, key => values[`kaltura:${key}`]?.value);
}
