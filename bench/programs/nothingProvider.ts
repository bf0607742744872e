/** A provider that does nothing: what is left is the engine. */
let made = 0;

/** As much as a session's ingest points, for those that are to be as large as a session. */
const ingest = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`point${i}`, `rtmp://127.0.0.1:1935/live?p=107&e=0_12345678&i=${i}`]),
);

module.exports = {
  check: async (_olds: unknown, inputs: unknown) => ({ inputs, failures: [] }),
  diff: async (_id: string, olds: { end?: string }, news: { end?: string }) => ({
    changes: olds.end !== news.end,
  }),
  create: async (inputs: { description?: string }) => ({
    id: `${process.pid}-${made++}`,
    outs: { ...inputs, ...(inputs.description !== undefined && { ingest }) },
  }),
  read: async (id: string, { ingest: _, ...inputs }: Record<string, unknown>) => ({
    id,
    props: _ === undefined ? inputs : { ...inputs, ingest },
    inputs,
  }),
  update: async (_id: string, olds: { ingest?: unknown }, news: object) => ({
    outs: { ...news, ...(olds.ingest !== undefined && { ingest }) },
  }),
  delete: async () => {},
};
