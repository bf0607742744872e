import { fitColumns } from "../columns.js";
import type { CallContext } from "../context.js";
import { apiError } from "../errors.js";
import { passes, splitList } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import { plainChanges } from "../reach/changes.js";
import { covers } from "../reach/credit.js";
import { storedJobData } from "../reach/jobData.js";
import { abortTask, addTask, checkPartnerData, TASK_COLUMNS } from "../reach/order.js";
import { priceByUse } from "../reach/pricing.js";
import { profilesOf } from "../reach/profiles.js";
import { saveTask } from "../reach/status.js";
import {
  ABORTED,
  accessKeyFor,
  FINAL,
  itemOf,
  PENDING,
  PENDING_MODERATION,
  PROCESSING,
  READY,
  REJECTED,
  requireOrdered,
  requireTask,
  requireVendorsTask,
  SCHEDULED,
  taskAnswer,
  tasksOf,
  type VendorTask,
} from "../reach/tasks.js";
import { type Answer, listAnswer } from "../types/answer.js";
import { validateForUpdate } from "../types/cast.js";
import type { InputObject } from "../types/input.js";
import "../types/vendorTask.js";
import { action, defineService, optional, required } from "./define.js";

const CLASS = "KalturaEntryVendorTask";
const CLIPS = 10;
const QUIZ = 12;
const METADATA_ENRICHMENT = 16;

/** Where the output of a task is that can be replaced, by feature. */
const OUTPUTS: Readonly<Record<number, string>> = {
  [CLIPS]: "clipsOutputJson",
  [QUIZ]: "quizOutput",
  [METADATA_ENRICHMENT]: "outputJson",
};

const filterAndPager = {
  filter: optional.object(`${CLASS}Filter`),
  pager: optional.object("KalturaFilterPager"),
};

/** `entryVendorTask`: orders, and the vendor's work on them. */
export const reachTask = defineService({
  name: "reach_entryvendortask",
  access: "user",
  plugin: { name: "reach", feature: "reach" },
  actions: {
    add: action({
      params: { entryVendorTask: required.object(CLASS) },
      run: (ctx, args) => taskAnswer(addTask(ctx, args.entryVendorTask)),
    }),

    get: action({
      params: { id: required.int() },
      run: (ctx, args) => taskAnswer(requireTask(ctx, args.id)),
    }),

    update: action({
      params: { id: required.int(), entryVendorTask: required.object(CLASS) },
      run(ctx, args) {
        const task = requireTask(ctx, args.id);
        requireOrdered(ctx, task);
        const byConsole = ctx.core.accounts.get(ctx.requireSession().partnerId)?.isConsole === true;
        const dropped = ["accuracy", "outputObjectId", "externalTaskId"];
        if (!byConsole) dropped.push("status", "errDescription");
        const input = args.entryVendorTask.with(Object.fromEntries(dropped.map(name => [name, undefined])));
        if (input.number("status") === ABORTED) requireAbortable(task);
        return taskAnswer(updateTask(ctx, task, input));
      },
    }),

    list: action({
      params: filterAndPager,
      run(ctx, args) {
        const mine = ctx.account.isVendor ? "vendorPartnerId" : "partnerId";
        return list(ctx, args.filter, args.pager, task => task[mine] === ctx.partnerId);
      },
    }),

    approve: action({
      params: { id: required.int() },
      access: "admin",
      run(ctx, args) {
        const task = requireTask(ctx, args.id);
        requireOrdered(ctx, task);
        if (task.status !== PENDING_MODERATION) throw apiError("CANNOT_APPROVE_NOT_MODERATED_TASK");
        const profile = profilesOf(ctx.store).get(task.reachProfileId)!;
        const { payPerUse } = itemOf(ctx.store, task);
        const price = payPerUse ? 0 : task.price;
        if (!covers(profile.credit, profile.usedCredit, price, payPerUse, ctx.now)) {
          throw apiError("EXCEEDED_MAX_CREDIT_ALLOWED", {
            ENTRY_ID: task.entryId,
            CATALOG_ITEM_ID: task.catalogItemId,
          });
        }
        return taskAnswer(saveTask(ctx, task, { status: PENDING, moderatingUser: ctx.userId }));
      },
    }),

    reject: action({
      params: { id: required.int(), rejectReason: optional.string() },
      access: "admin",
      run(ctx, args) {
        const task = requireTask(ctx, args.id);
        requireOrdered(ctx, task);
        if (task.status !== PENDING_MODERATION) throw apiError("CANNOT_REJECT_NOT_MODERATED_TASK");
        const reason = args.rejectReason === undefined ? {} : { errDescription: args.rejectReason };
        return taskAnswer(saveTask(ctx, task, { status: REJECTED, moderatingUser: ctx.userId, ...reason }));
      },
    }),

    abort: action({
      params: { id: required.int(), abortReason: optional.string() },
      run(ctx, args) {
        const task = requireTask(ctx, args.id);
        requireOrdered(ctx, task);
        requireAbortable(task);
        requireOwn(ctx, task);
        return taskAnswer(abortTask(ctx, task, args.abortReason));
      },
    }),

    getJobs: action({
      params: filterAndPager,
      access: "vendor",
      run(ctx, args) {
        const allowed = [PENDING, SCHEDULED];
        const asked = [
          ...splitList(args.filter?.string("statusIn") ?? "").map(Number),
          ...(args.filter?.number("statusEqual") === undefined ? [] : [args.filter.number("statusEqual")!]),
        ];
        // Whoever asks for anything else gets what is pending.
        const onlyPending = asked.length === 0 || asked.some(status => !allowed.includes(status));
        return list(
          ctx,
          onlyPending ? args.filter?.with({ statusEqual: PENDING }) : args.filter,
          args.pager,
          task => task.vendorPartnerId === ctx.partnerId && (!onlyPending || task.status === PENDING),
        );
      },
    }),

    updateJob: action({
      params: { id: required.int(), entryVendorTask: required.object(CLASS) },
      access: "vendor",
      run: (ctx, args) => taskAnswer(updateTask(ctx, requireVendorsTask(ctx, args.id), args.entryVendorTask)),
    }),

    extendAccessKey: action({
      params: { id: required.int() },
      access: "vendor",
      run(ctx, args) {
        const task = requireVendorsTask(ctx, args.id);
        if (task.status !== SCHEDULED && task.status !== PROCESSING)
          throw apiError("CANNOT_EXTEND_ACCESS_KEY");
        const { partnerId, entryId, isOutputModerated } = task;
        if (task.accessKey === undefined) throw apiError("FAILED_EXTEND_ACCESS_KEY");
        const item = itemOf(ctx.store, task);
        const accessKey = accessKeyFor(ctx.core, partnerId, entryId, item, isOutputModerated);
        return taskAnswer(saveTask(ctx, task, { accessKey }));
      },
    }),

    replaceOutput: action({
      params: { id: required.int(), newOutput: required.string() },
      run(ctx, args) {
        const task = requireTask(ctx, args.id);
        requireOwn(ctx, task);
        if (task.status !== READY) throw notUpdated("Entry vendor task must be with status ready");
        if (!isTruthyJson(args.newOutput)) throw notUpdated("Error in JSON format");
        const field = OUTPUTS[task.serviceFeature];
        if (field === undefined || !task.taskJobData) {
          const feature = `Entry vendor task of type [${task.serviceFeature}]`;
          throw notUpdated(`${feature} does not support replacing output`);
        }
        const taskJobData = { ...task.taskJobData, [field]: args.newOutput };
        return taskAnswer(saveTask(ctx, task, { taskJobData }));
      },
    }),

    exportToCsv: action({
      params: { filter: required.object(`${CLASS}Filter`) },
      access: "admin",
      run(ctx) {
        const user = ctx.store
          .collection<{ id: string; partnerId: number; userId: string; email?: string }>("users")
          .find(one => one.partnerId === ctx.partnerId && one.userId === ctx.userId);
        if (!user?.email) throw apiError("USER_EMAIL_NOT_FOUND", { USER_ID: ctx.userId });
        return user.email;
      },
    }),

    /** For the platform's own services only. */
    reset: action({
      params: { id: required.int(), catalogItemId: required.int() },
      access: "nobody",
      run: () => null,
    }),
  },
});

function updateTask(ctx: CallContext, task: VendorTask, input: InputObject): VendorTask {
  const status = input.number("status") || undefined;
  const units = input.number("unitsUsed") || undefined;
  if (FINAL.has(task.status)) {
    if (status !== undefined && status !== task.status) {
      const args = { ID: task.id, OLD_STATUS: task.status, NEW_STATUS: status };
      throw apiError("CANNOT_UPDATE_STATUS_OF_TASK_WHICH_IS_IN_FINAL_STATE", args);
    }
    if (units !== undefined) {
      const args = { ID: task.id, OLD_UNITS_USED: task.unitsUsed, NEW_UNITS_USED: units };
      throw apiError("CANNOT_UPDATE_UNIT_USED_OF_TASK_WHICH_IS_IN_FINAL_STATE", args);
    }
  }
  checkPartnerData(input);
  const data = input.object("taskJobData");
  if (data) validateForUpdate(data, task.taskJobData ?? {});
  validateForUpdate(input, taskAnswer(task));
  const changes: Record<string, unknown> = plainChanges(input, new Set(["taskJobData"]));
  if (data) changes.taskJobData = { ...task.taskJobData, ...storedJobData(ctx, data) };
  const item = itemOf(ctx.store, task);
  if (status === READY && item.payPerUse) {
    changes.price = priceByUse(item, input.number("unitsUsed") ?? task.unitsUsed);
  }
  saveTask(ctx, task, changes);
  return fitColumns(tasksOf(ctx.store), task, TASK_COLUMNS);
}

function list(
  ctx: CallContext,
  filter: InputObject | undefined,
  pager: InputObject | undefined,
  may: (task: VendorTask) => boolean,
): Answer {
  const tasks = tasksOf(ctx.store);
  const byId = ["idEqual", "idIn", "entryIdEqual"].some(name => (filter?.string(name) ?? "") !== "");
  const text = (filter?.string("freeText") ?? "").toLowerCase();
  const found = (byId ? tasks.all() : tasks.index()).filter(
    document =>
      (tasks.get(document.id)?.status ?? ABORTED) !== ABORTED &&
      may(document) &&
      (text === "" || `${document.notes ?? ""} ${document.context ?? ""}`.toLowerCase().includes(text)) &&
      (filter === undefined || passes(filter, document)),
  );
  const orderable = ["id", "createdAt", "updatedAt", "queueTime", "finishTime", "status", "price"];
  const page = pageOf(found, filter, pager, [...orderable, "expectedFinishTime"]);
  const objects = page.objects.map(document => taskAnswer(tasks.get(document.id) ?? document));
  return listAnswer("KalturaEntryVendorTaskListResponse", objects, page.totalCount);
}

/** The server checks the state, whatever its words say. */
function requireAbortable(task: VendorTask): void {
  if (![PENDING, PENDING_MODERATION, SCHEDULED].includes(task.status)) {
    throw apiError("CANNOT_ABORT_NOT_MODERATED_TASK");
  }
}

/** Users who manage nothing deal with their own orders only. */
function requireOwn(ctx: CallContext, task: VendorTask): void {
  if (ctx.isAdmin || task.userId === ctx.userId) return;
  throw apiError("ENTRY_VENDOR_TASK_ACTION_NOT_ALLOWED", { ID: task.id, USER_ID: ctx.userId });
}

function notUpdated(reason: string): Error {
  return apiError("ENTRY_VENDOR_TASK_ITEM_COULD_NOT_BE_UPDATED", { REASON: reason });
}

function isTruthyJson(text: string): boolean {
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
}
