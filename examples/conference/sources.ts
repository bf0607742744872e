/** What sessions are fed by: the videos and channels of a programme; and the captions that are ordered. */
import {
  type Fields,
  given,
  idProblems,
  isFields,
  pathOf,
  problemsWith,
  type Row,
  refuseRepeats,
  textOf,
} from "./fields";

/** A video or a channel. */
export interface Source {
  readonly id: string;
  /** Inputs of its resource. */
  readonly inputs: Fields;
  /** Inputs of an order of captions, where the file has one. */
  readonly captions: Fields | undefined;
}

const RESOURCE = { video: "MediaAsset", channel: "RestreamerChannel" } as const;

/** A list of the file. Beside id, title and abstract, its items have inputs of their resource. */
export function readSources(list: "video" | "channel", items: unknown, file: string): Row<Source>[] {
  const rows = (Array.isArray(items) ? items : []).map((raw, index): Row<Source> => {
    const { id: rawId, title: rawTitle, abstract, captions, ...rest } = isFields(raw) ? raw : {};
    const id = textOf(rawId);
    const inputs = {
      ...rest,
      ...(rest.file !== undefined && { file: pathOf(rest.file, file) }),
      name: given(rawTitle),
      description: given(abstract),
    };
    const order = captionsOf(captions);
    const problems = [
      ...idProblems(id),
      ...problemsWith(RESOURCE[list], inputs, path => (path === "name" ? "title" : path)),
      ...(list === "video" ? captionProblems("CaptionOrder", captions, order) : noCaptions(captions)),
    ];
    const value = { id, inputs, captions: order };
    return { list, row: index + 1, id, title: textOf(rawTitle), problems, value };
  });
  refuseRepeats(rows, "id", row => row.id);
  return rows;
}

const noCaptions = (captions: unknown): string[] =>
  captions === undefined ? [] : ["captions: are ordered for sessions and videos; write them there"];

// ---- captions ------------------------------------------------------------------------------------------

/** Captions, unless the file asks for another service. */
export const captionsOf = (captions: unknown): Fields | undefined =>
  isFields(captions)
    ? { ...(captions.catalogItemId === undefined && { service: "captions" }), ...captions }
    : undefined;

/** What the program fills in. */
const FILLED = {
  CaptionOrder: { entryId: "an entry" },
  LiveCaptions: {
    entryId: "an entry",
    scheduleEventId: "1",
    start: "2027-06-08T09:00Z",
    end: "2027-06-08T10:00Z",
  },
} as const;

/** What the provider would refuse in an order. */
export function captionProblems(
  resource: keyof typeof FILLED,
  raw: unknown,
  order: Fields | undefined,
): string[] {
  if (given(raw) === undefined) return [];
  if (order === undefined) return [`captions: is not an object; write inputs of ${resource} into it`];
  return [
    ...Object.keys(order)
      .filter(key => Object.hasOwn(FILLED[resource], key))
      .map(key => `captions.${key}: follows from what the captions are of; take it out`),
    ...problemsWith(resource, { ...order, ...FILLED[resource] }, path => `captions.${path}`),
  ];
}
