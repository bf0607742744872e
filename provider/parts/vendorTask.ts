/**
 * An order to a REACH vendor: captions, a translation, chapters. It costs credit, is carried out by others, and
 * is never deleted: it can be taken back for a while, and what it made stays.
 */
import { Reference } from "../kaltura/types";
import { calls } from "../kaltura/vocabulary";
import type { VendorTask } from "../kaltura/wire";
import { choice, driftOf, type Field, inputFinder, inputsFrom, toAdd, toUpdate } from "../lifecycle/fields";
import { knownId, type Part, type Site } from "../lifecycle/part";
import type { Props } from "../lifecycle/values";
import { writeLike } from "../time";
import { type Choice, catalogItemId, reachProfileId } from "./catalogItem";
import { markedOrders } from "./marked";
import { markedData, markOfOrder } from "./orderMark";

export interface OrderInputs extends Choice {
  entryId: string;
  reachProfile?: string | number | undefined;
  notes?: string | undefined;
  context?: string | undefined;
  mark?: string | undefined;
}

export const taskStatuses = {
  pending: 1,
  ready: 2,
  processing: 3,
  pendingModeration: 4,
  rejected: 5,
  error: 6,
  aborted: 7,
  pendingEntryReady: 8,
  scheduled: 9,
} as const;

type Status = keyof typeof taskStatuses;

const nameOf = (status: number | undefined) => choice(taskStatuses).from(status ?? 0);

const isOneOf = (task: VendorTask, ...statuses: Status[]) =>
  statuses.some(status => taskStatuses[status] === task.status);

const fields: readonly Field<OrderInputs>[] = [
  { input: "notes", wire: "notes", clear: { value: "" } },
  { input: "context", wire: "context", clear: { value: "" } },
];

/** Wire properties that are set once, by the input they come from. */
const fixed: readonly Field<OrderInputs>[] = [
  { input: "entryId", wire: "entryId", clear: "stay" },
  { input: "catalogItemId", wire: "catalogItemId", clear: "stay" },
  { input: "reachProfile", wire: "reachProfileId", clear: "stay" },
];

const KEY = "order";

/**
 * @param spec.features Kaltura's number of each service
 * @param spec.jobData what the service must know of the entry
 * @param spec.jobInputs which input each property of the job data comes from, for errors
 * @param spec.fits whether a task that carries our mark is this very order
 * @param spec.fill inputs that the job data come from, for an import
 * @param spec.drift inputs that say something else than the task, beyond those of all orders
 */
export function vendorTask<I extends OrderInputs>(spec: {
  features: Readonly<Record<string, number>>;
  jobData: (inputs: I) => Props | undefined;
  jobInputs?: Readonly<Record<string, string>>;
  fits?: (task: VendorTask, inputs: Partial<I>) => boolean;
  fill?: (task: VendorTask) => Props;
  drift?: (task: VendorTask, inputs: I) => Props;
}): Part<I, VendorTask> {
  /** Our order of this very thing that still counts; the newest, as earlier ones may have been taken back. */
  async function ours(site: Site, want: Partial<I>): Promise<VendorTask | undefined> {
    if (want.mark === undefined || want.entryId === undefined) return undefined;
    const item = await catalogItemId(want as I, spec.features, site);
    return (await site.runtime.load.vendorTasksOf(want.entryId)).findLast(
      task =>
        markOfOrder(task) === want.mark &&
        Number(task.catalogItemId) === item &&
        !isOneOf(task, "rejected", "error", "aborted") &&
        (spec.fits?.(task, want) ?? true),
    );
  }

  return {
    key: KEY,
    label: "REACH order",
    product: "REACH (plugin reach), with a reach profile that has credit",
    permissions: [], // any user session may order; an admin session is not moderated

    marked: markedOrders,

    // A look for each order, though create is asked: one too many costs money.
    begun: async (site, want) => (await ours(site, want)) !== undefined,

    async observe(site, want) {
      const id = knownId(site, KEY);
      if (id !== undefined) {
        const task = await site.runtime.load.vendorTask(id);
        // Kaltura hides what was aborted; where it does not, it counts as deleted all the same.
        return task === undefined || isOneOf(task, "aborted") ? undefined : task;
      }
      const found = await ours(site, want);
      if (found?.id !== undefined) site.handles.set(KEY, String(found.id));
      return found;
    },

    async plan({ inputs, previous }, observed, site) {
      const job = Object.entries(spec.jobInputs ?? {}).map(([wire, input]) => ({
        input,
        wire,
        clear: "stay" as const,
      }));
      const inputOf = inputFinder([...fields, ...fixed, ...job] as unknown as Field[]);
      const note = (task: VendorTask) => {
        site.handles.set(KEY, String(task.id));
        site.seen.set(KEY, task);
      };
      if (observed === undefined) {
        const [item, profile] = await Promise.all([
          catalogItemId(inputs, spec.features, site),
          reachProfileId(inputs.reachProfile, site),
        ]);
        const taskJobData = spec.jobData(inputs);
        const call = calls.entryVendorTask.add({
          objectType: "KalturaEntryVendorTask",
          entryId: inputs.entryId,
          catalogItemId: item,
          reachProfileId: profile,
          ...toAdd(fields as readonly Field<I>[], inputs),
          ...markedData(inputs.mark),
          ...(taskJobData === undefined ? {} : { taskJobData }),
        } as VendorTask);
        site.handles.set(KEY, new Reference(call, "id"));
        return [{ call, purpose: `place the order for entry ${inputs.entryId}`, inputOf, done: note }];
      }
      const patch = {
        ...toUpdate(fields as readonly Field<I>[], inputs, previous, observed as Props),
        ...markedData(inputs.mark, observed),
      };
      if (Object.keys(patch).length === 0) return [];
      return [
        {
          call: calls.entryVendorTask.update(observed.id!, {
            objectType: "KalturaEntryVendorTask",
            ...patch,
          } as VendorTask),
          purpose: `update the order for entry ${inputs.entryId}`,
          inputOf,
          done: note,
        },
      ];
    },

    async drift(inputs, observed) {
      if (observed === undefined) return { inputs: {}, missing: true };
      return {
        inputs: {
          ...driftOf(fields as readonly Field<I>[], inputs, observed as Props),
          ...spec.drift?.(observed, inputs),
        },
        missing: Object.keys(markedData(inputs.mark, observed)).length > 0,
      };
    },

    async fill(task, _site, known) {
      if (task === undefined) return {};
      return {
        entryId: task.entryId,
        catalogItemId: task.catalogItemId,
        reachProfile: task.reachProfileId,
        ...inputsFrom(fields as readonly Field<I>[], task as Props, known),
        ...spec.fill?.(task),
      };
    },

    async remove(observed, site) {
      if (observed === undefined) return [];
      const order = `REACH order ${observed.id} for entry ${observed.entryId}`;
      if (isOneOf(observed, "pending", "pendingModeration", "scheduled")) {
        return [
          {
            call: calls.entryVendorTask.abort(observed.id!, "taken out of the Pulumi program"),
            purpose: `take back ${order}`,
            fine: ["gone"],
            // A vendor took it up in the meantime: look again, and say so.
            recover: error => error.code === "CANNOT_ABORT_NOT_MODERATED_TASK",
          },
        ];
      }
      if (isOneOf(observed, "ready")) site.runtime.say(`${order} is done; what it made stays on the entry`);
      if (isOneOf(observed, "processing", "pendingEntryReady")) {
        site.runtime.say(
          `${order} can't be taken back any more (${nameOf(observed.status)}); it is carried out, and its price of ${observed.price ?? 0} stays charged`,
        );
      }
      return [];
    },

    outputs: task => ({
      status: nameOf(task.status),
      price: task.price,
      errDescription: task.errDescription,
      outputObjectId: task.outputObjectId,
      expectedFinish:
        task.expectedFinishTime === undefined
          ? undefined
          : writeLike(task.expectedFinishTime, undefined, undefined),
    }),
  };
}
