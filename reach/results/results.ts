/**
 * What handlers give back, by service. Everything is looked at before anything is sent: a handler that returns rubbish
 * changes nothing at a customer's.
 */
import { z } from "zod";
import { clientLibrary } from "../../provider/kaltura/vocabulary";
import type { RecordingServiceName } from "../services";
import { checkCaptions } from "./captionText";

/** Where a file is: here as text or bytes, on this machine's disk, or at a public address from where Kaltura fetches it. */
const content = z.union(
  [
    z.string().min(1, "is empty"),
    z.instanceof(Uint8Array).refine(bytes => bytes.length > 0, "is empty"),
    z.strictObject({ path: z.string().min(1) }),
    z.strictObject({ url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }) }),
  ],
  "must be a text, bytes, { path } or { url }",
);
export type Content = z.infer<typeof content>;

/** English name, as Kaltura spells it. */
const language = z
  .string()
  .refine(
    name => Object.values(clientLibrary().enums.Language ?? {}).includes(name),
    "must be the English name of a language as Kaltura spells it, such as English or French",
  );

const captionFile = z
  .strictObject({
    language,
    format: z.enum(["srt", "dfxp", "vtt"]),
    content,
    /** Shown in the player's menu; the language by default. The customer's profile may add to it. */
    label: z.string().min(1).optional(),
    /** Shown without being chosen. */
    isDefault: z.boolean().optional(),
    /** Percent. */
    accuracy: z.int().min(0).max(100).optional(),
  })
  .superRefine((file, ctx) => {
    if (typeof file.content !== "string") return;
    const problem = checkCaptions(file.format, file.content);
    if (problem !== undefined) ctx.addIssue({ code: "custom", path: ["content"], message: problem });
  });
export type CaptionFile = z.infer<typeof captionFile>;

const transcriptFile = z.strictObject({
  language,
  format: z.enum(["text", "json", "markdown", "document"]).optional(),
  content,
  filename: z.string().min(1).optional(),
  title: z.string().min(1).optional(),
  /** Percent. */
  accuracy: z.number().min(0).max(100).optional(),
  humanVerified: z.boolean().optional(),
});
export type TranscriptFile = z.infer<typeof transcriptFile>;

const chapter = z.strictObject({
  /** Seconds from the start. */
  start: z.number().min(0),
  title: z.string().min(1),
  description: z.string().optional(),
  tags: z.array(z.string().min(1)).optional(),
});
export type Chapter = z.infer<typeof chapter>;

const soundTrack = z.strictObject({
  language,
  label: z.string().min(1).optional(),
  /** Ending of the file, such as `mp3`. */
  fileExt: z
    .string()
    .regex(/^[a-z0-9]{1,8}$/, "must be the ending of a file, such as mp3")
    .optional(),
  /** By default as the order says. */
  flavorParamsId: z.int().optional(),
  content,
});
export type SoundTrack = z.infer<typeof soundTrack>;

const common = {
  /** Your own number of the work, for when Kaltura asks about it. */
  externalTaskId: z.string().min(1).max(255).optional(),
  /** Percent. */
  accuracy: z.int().min(0).max(100).optional(),
  /** Of what is paid by use. */
  unitsUsed: z.int().positive().optional(),
};

const captions = z.strictObject({
  ...common,
  captions: z.array(captionFile).min(1, "must hold at least one file"),
  transcript: transcriptFile.optional(),
  /** Topics, for customers who want them (`task.wishes.topics`); others don't get them. */
  tags: z.array(z.string().min(1)).optional(),
});

const sound = z.strictObject({
  ...common,
  tracks: z.array(soundTrack).min(1, "must hold at least one track"),
  /** The original sound by itself, which the player needs to switch between tracks. */
  original: soundTrack.optional(),
});

/** Applications read the JSON. */
const output = z.strictObject({ ...common, output: z.json() });

const schemas = {
  captions,
  translation: captions,
  alignment: captions,
  audioDescription: sound,
  dubbing: sound,
  extendedAudioDescription: z.strictObject({
    ...common,
    /** WebVTT with the descriptions for which the player pauses. */
    description: z.strictObject({ language, content }),
  }),
  chapters: z.strictObject({
    ...common,
    chapters: z
      .array(chapter)
      .min(1, "must hold at least one chapter")
      .refine(
        all => all.every((one, i) => i === 0 || one.start > all[i - 1]!.start),
        "must be in order of their starts, each later than the one before",
      ),
  }),
  tagging: z
    .strictObject({
      ...common,
      /** Added to those that the entry has. */
      tags: z.array(z.string().min(1)).optional(),
      /** In place of the entry's. */
      title: z.string().min(1).optional(),
      description: z.string().min(1).optional(),
    })
    .refine(
      given => given.tags ?? given.title ?? given.description,
      "must hold tags, a title or a description",
    ),
  summary: output,
  clips: output,
  quiz: output,
  metadata: output,
} as const satisfies Record<RecordingServiceName, z.ZodType>;

/** What the handler of a service returns. */
export type ResultOf<S extends RecordingServiceName> = z.input<(typeof schemas)[S]>;

/** Any handler's result, once it was looked at. */
export type AnyResult = z.output<(typeof schemas)[RecordingServiceName]>;

/**
 * Looks at what a handler returned.
 * @throws Error that says what is wrong with it, and where
 */
export function checkResult(service: RecordingServiceName, value: unknown): AnyResult {
  const parsed = schemas[service].safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    const where = path.map((step, i) =>
      typeof step === "number" ? `[${step}]` : i ? `.${String(step)}` : String(step),
    );
    return `${where.join("") || "it"} ${message}`;
  });
  throw new Error(`The handler of ${service} returned what can't be used: ${problems.join("; ")}`);
}

/** Whether a result is whole as JSON, so that it can be kept until it is in place. */
export function isInline(result: AnyResult): boolean {
  const isPlain = (value: unknown): boolean => {
    if (value instanceof Uint8Array) return false;
    if (Array.isArray(value)) return value.every(isPlain);
    if (typeof value !== "object" || value === null) return true;
    return !("path" in value) && Object.values(value).every(isPlain);
  };
  return isPlain(result);
}
