/** What programs can ask beside declaring resources. */
import { z } from "zod";
import { type EmbedRequest, embedSettings, mintEmbedUrl } from "../../embed";
import { OperationError } from "../lifecycle/failure";
import type { Runtime } from "../lifecycle/runtime";
import { property } from "../lifecycle/schema";
import { getCategory } from "../queries/categories";
import { getEntry, listSessions } from "../queries/sessions";

export interface ProviderFunction {
  readonly doc: string;
  readonly inputs: z.ZodObject;
  readonly outputs: z.ZodObject;
  /** @throws OperationError, or EmbedError, saying what is wrong with the arguments, or with the account */
  readonly run: (args: never, from: Asked) => Promise<object>;
}

/** What a function works with. */
export interface Asked {
  readonly runtime: Runtime;
  /** Word of the ownership marks of this stack; undefined when the engine does not tell which one it is. */
  readonly stack: string | undefined;
  /** The provider's own configuration by key, without the environment. */
  readonly config: (key: string) => string | undefined;
}

/** A function whose arguments are those of its schema. */
function define<I extends z.ZodObject>(spec: {
  readonly doc: string;
  readonly inputs: I;
  readonly outputs: z.ZodObject;
  readonly run: (args: z.infer<I>, from: Asked) => Promise<object>;
}): ProviderFunction {
  return spec;
}

const categoryRef = z.union([z.number().int().min(1), z.string().min(1)]);

const text = (what: string) => z.string().optional().describe(what);

const entry = z.object({
  id: z.string().describe("Entry id: what embeds and other resources name it by."),
  name: z.string().describe("Title."),
  kind: text(
    "The resource that it can be imported as, such as WebcastSession; not set for what is none of them.",
  ),
  description: text("What it is about."),
  tags: z.array(z.string()).describe("Tags that users see."),
  referenceId: text("The owner's own id for it."),
  owner: text("User id of the owner."),
  categoryIds: z.array(z.number().int()).describe("Ids of the categories it is in."),
  start: text("When it starts, in UTC; not set without a place in the calendar."),
  end: text("When it ends, in UTC."),
  scheduleEventId: text("Id of its schedule event."),
  managed: z.boolean().describe("Whether a stack, this one or another, holds it."),
});

export const functions = {
  listSessions: define({
    doc: "Sessions of the account, by their start: those of a category and of all below it, those of this stack, or those of a time. What is given together must all be true.",
    inputs: z.strictObject({
      category: categoryRef
        .optional()
        .describe('Id of a category, or its full name such as "site>channels>Summit".'),
      ofThisStack: z
        .boolean()
        .optional()
        .describe("Only what this stack holds. Asks the search index, which lags by seconds."),
      from: text("Only what is still on after this time: ISO 8601 with offset."),
      until: text("Only what starts before this time: ISO 8601 with offset."),
    }),
    outputs: z.object({
      sessions: z
        .array(property(entry, { typeName: "EntrySummary" }))
        .describe("What was found; what has no place in the calendar comes last."),
    }),
    async run({ category, ofThisStack, from, until }, { runtime, stack }) {
      if (ofThisStack && stack === undefined) {
        throw new OperationError(
          "argument ofThisStack: this version of Pulumi does not tell which stack it is; update it",
        );
      }
      const query = {
        ...(category === undefined ? {} : { category }),
        ...(ofThisStack ? { mark: stack! } : {}),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      };
      return { sessions: await listSessions(query, runtime) };
    },
  }),

  getEntry: define({
    doc: "An entry of the account, whatever its kind: a session, a room, a recording.",
    inputs: z.strictObject({ id: z.string().min(1).describe("Entry id.") }),
    outputs: entry,
    run: ({ id }, { runtime }) => getEntry(id, runtime),
  }),

  getCategory: define({
    doc: "A category of the account, for example to put sessions into one that the program does not manage.",
    inputs: z.strictObject({
      category: categoryRef.describe('Its id, or its full name such as "site>channels>Summit".'),
    }),
    outputs: z.object({
      id: z.number().int().describe("Id of the category."),
      name: z.string().describe("Its own name."),
      fullName: z.string().describe("Names from the top of the tree, with > between."),
      parentId: z.number().int().optional().describe("Id of the category it is in; not set at the top."),
      description: text("What it is about."),
      tags: z.array(z.string()).describe("Tags that users see."),
      referenceId: text("The owner's own id for it."),
    }),
    run: ({ category }, { runtime }) => getCategory(category, runtime),
  }),

  mintEmbedUrl: define({
    doc: "A link to a page of the KAF instance for one visitor, as the website makes one for each visit: for trying a deployment out. Each run makes another one that works for a limited time, so don't keep it as a stack output; the website uses pulumi-kaltura/embed. The credentials are those for embeds (KALTURA_EMBED_TOKEN_ID, or kaltura:embedTokenId), else the provider's.",
    inputs: z.strictObject({
      kind: property(
        z
          .enum(["session", "room", "gallery", "myMedia", "agenda"])
          .optional()
          .describe("What the page shows. Default: session, with its chat."),
        { typeName: "EmbedKind" },
      ),
      entryId: text("The session's entry, of a room the room; needed for these two kinds."),
      contextId: text("Of a gallery: the category's id."),
      user: property(
        z
          .strictObject({
            id: z.string().min(1).describe("The website's own id of the visitor."),
            firstName: text("Shown in chat."),
            lastName: text("Shown in chat."),
            email: text("Their address."),
          })
          .describe("Whom the link is for."),
        { typeName: "EmbedVisitor" },
      ),
      role: property(
        z
          .enum(["viewerRole", "privateOnlyRole", "adminRole", "unmoderatedAdminRole"])
          .optional()
          .describe("What the visitor may do on the KAF instance. Default: viewerRole, to watch and chat."),
        { typeName: "EmbedRole" },
      ),
      expiresInSeconds: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe("How long the link works. Default: a day."),
    }),
    outputs: z.object({
      url: property(z.string().describe("The link. Whoever has it is that visitor: it is a secret."), {
        secret: true,
      }),
      expiresAt: z.string().describe("When it stops to work, in UTC."),
    }),
    run: (request, { config }) => mintEmbedUrl(request as EmbedRequest, embedSettings(process.env, config)),
  }),
} as const satisfies Readonly<Record<string, ProviderFunction>>;
