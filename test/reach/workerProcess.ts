/** A vendor's worker as a process of its own, to be killed. Its settings come as JSON in the first argument. */
import { setTimeout as sleep } from "node:timers/promises";
import { createVendor, readable } from "../../reach";

const given = JSON.parse(process.argv[2]!) as {
  readonly url: string;
  readonly secret: string;
  readonly queue: never;
  readonly handlerMs: number;
};

const worker = createVendor({
  serviceUrl: given.url,
  partnerId: 103,
  credentials: { adminSecret: given.secret },
  name: "acme",
  queue: given.queue,
  ...{ pollSeconds: 0.2, backoffSeconds: 0.05, concurrency: 8, crashes: 1_000_000 },
  retry: { attempts: 4, baseMs: 5, maxMs: 50, blockedMs: 50 },
  handlers: {
    captions: async task => {
      await sleep(Math.random() * given.handlerMs);
      return {
        captions: [
          {
            language: "English",
            format: "vtt",
            content: `WEBVTT\n\n00:00.000 --> 00:02.000\ntask ${task.id} of ${task.entryId}\n`,
          },
        ],
        transcript: { language: "English", content: `task ${task.id}` },
      };
    },
  },
  log: line => process.stderr.write(`${readable(line)}\n`),
});

process.once("SIGTERM", () => void worker.stop());
worker.run().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
