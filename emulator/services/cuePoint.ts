import type { CallContext } from "../context.js";
import { LIVE_STREAM, requireEntry } from "../entries/model.js";
import { apiError } from "../errors.js";
import { objectId } from "../ids.js";
import { passes } from "../lists/filter.js";
import { pageOf } from "../lists/page.js";
import type { Collection, Entity, Store } from "../store.js";
import { type Answer, answer, listAnswer } from "../types/answer.js";
import { requireField, validateForAdd, validateForUpdate } from "../types/cast.js";
import "../types/cuePoint.js";
import { propertiesOf } from "../types/define.js";
import type { InputObject } from "../types/input.js";
import { action, defineService, optional, required } from "./define.js";

const READY = 1;
const DELETED = 2;
const PENDING = 4;
/** A slide waits for its picture. */
const SLIDE = 1;
/** Without a pager a list is as long as a list of values may be. */
const SIZE_WITHOUT_PAGER = 500;

const TYPES: Readonly<Record<string, string>> = {
  KalturaAnnotation: "annotation.Annotation",
  KalturaCodeCuePoint: "codeCuePoint.Code",
  KalturaThumbCuePoint: "thumbCuePoint.Thumb",
};

interface CuePoint extends Entity {
  id: string;
  objectType: string;
  intId: number;
  cuePointType: string;
  status: number;
  entryId: string;
  startTime: number;
  endTime?: number;
  userId: string;
  createdAt: number;
  updatedAt: number;
  [property: string]: unknown;
}

/** `cuePoint`: marks on the time line of an entry. */
export const cuePoint = defineService({
  name: "cuepoint_cuepoint",
  access: "user",
  actions: {
    add: action({
      params: { cuePoint: required.object("KalturaCuePoint") },
      run(ctx, args) {
        const input = args.cuePoint;
        checkForAdd(ctx, input);
        const point: CuePoint = {
          id: objectId(),
          objectType: input.objectType,
          partnerId: ctx.partnerId,
          intId: ctx.store.nextNumber("cuePoint"),
          cuePointType: TYPES[input.objectType] ?? "",
          status: READY,
          entryId: input.string("entryId") ?? "",
          startTime: 0,
          userId: ctx.userId,
          isMomentary: false,
          createdAt: ctx.now,
          updatedAt: ctx.now,
          ...defaultsOf(input.objectType),
          ...changesOf(input),
        };
        if (input.objectType === "KalturaCodeCuePoint") point.endTime = point.startTime;
        if (point.subType === SLIDE) point.status = PENDING;
        refuseKnownName(ctx, point);
        return toAnswer(pointsOf(ctx.store).insert(point));
      },
    }),

    get: action({
      params: { id: required.string() },
      access: "session",
      run: (ctx, args) => toAnswer(requirePoint(ctx, args.id)),
    }),

    update: action({
      params: { id: required.string(), cuePoint: required.object("KalturaCuePoint") },
      run(ctx, args) {
        const point = requirePoint(ctx, args.id);
        const entryId = args.cuePoint.string("entryId");
        if (entryId !== undefined) {
          requireEntry(ctx.store, ctx.partnerId, entryId);
          if (entryId !== point.entryId) throw apiError("CANNOT_UPDATE_ENTRY_ID");
        }
        checkStart(args.cuePoint);
        validateForUpdate(args.cuePoint, toAnswer(point));
        const changes = { ...changesOf(args.cuePoint), updatedAt: ctx.now };
        refuseKnownName(ctx, { ...point, ...changes });
        return toAnswer(pointsOf(ctx.store).update(point, changes));
      },
    }),

    delete: action({
      params: { id: required.string() },
      run(ctx, args) {
        const point = requirePoint(ctx, args.id);
        pointsOf(ctx.store).update(point, { status: DELETED, updatedAt: ctx.now });
        return null;
      },
    }),

    list: action({
      params: {
        filter: optional.object("KalturaCuePointFilter"),
        pager: optional.object("KalturaFilterPager"),
      },
      access: "session",
      run(ctx, args) {
        const found = filtered(ctx, args.filter);
        const orderable = ["createdAt", "updatedAt", "triggeredAt", "startTime", "partnerSortValue", "intId"];
        const options = args.pager ? {} : { defaultSize: SIZE_WITHOUT_PAGER };
        const page = pageOf(found, args.filter, args.pager, orderable, options);
        const stored = page.objects.map(point => pointsOf(ctx.store).get(point.id) ?? point);
        return listAnswer("KalturaCuePointListResponse", stored.map(toAnswer), page.totalCount);
      },
    }),
  },
});

function filtered(ctx: CallContext, filter: InputObject | undefined): CuePoint[] {
  const names = ["idEqual", "idIn", "entryIdEqual", "entryIdIn"];
  if (!names.some(name => (filter?.string(name) ?? "") !== "")) {
    const title = filter?.objectType ?? "KalturaCuePointFilter";
    const all = names.map(name => `${title}::${name}`).join("/");
    throw apiError("PROPERTY_VALIDATION_CANNOT_BE_NULL", { PROP_NAME: all });
  }
  const byId = names.slice(0, 2).some(name => (filter?.string(name) ?? "") !== "");
  const points = pointsOf(ctx.store);
  // By default only those that are ready are listed; those that wait for a picture are not.
  const statuses = ["statusEqual", "statusIn"].some(name => filter?.isSet(name));
  return (byId ? points.all() : points.index()).filter(
    point =>
      point.partnerId === ctx.partnerId &&
      (points.get(point.id)?.status ?? DELETED) !== DELETED &&
      (statuses || point.status !== PENDING) &&
      isVisible(ctx, point) &&
      passes(filter!, point),
  );
}

/** Users see what is theirs or for all, unless their session may list everything, or this entry's. */
function isVisible(ctx: CallContext, point: CuePoint): boolean {
  const listed = ctx.privilege("list");
  if (ctx.isAdmin || listed === "*" || listed === point.entryId) return true;
  if (point.isPublic === true) return true;
  if (ctx.userId === "" || ctx.userId === "0") return false;
  const isForAll = point.objectType === "KalturaThumbCuePoint" || point.objectType === "KalturaCodeCuePoint";
  return isForAll || point.userId.toLowerCase() === ctx.userId.toLowerCase();
}

function checkForAdd(ctx: CallContext, input: InputObject): void {
  validateForAdd(input);
  requireField(input, "entryId");
  const entry = requireEntry(ctx.store, ctx.partnerId, input.string("entryId") ?? "");
  checkStart(input);
  const start = input.number("startTime") ?? 0;
  if (entry.type !== LIVE_STREAM && entry.msDuration > 0 && entry.msDuration < start) {
    throw apiError("START_TIME_IS_BIGGER_THAN_ENTRY_END_TIME", {
      CUE_POINT_ID: start,
      END_TIME: entry.msDuration,
    });
  }
  if (input.objectType === "KalturaCodeCuePoint") requireField(input, "code");
  const parentId = input.string("parentId") ?? "0";
  if (parentId === "0" || parentId === "") return;
  const parent = pointsOf(ctx.store).get(parentId);
  if (parent?.partnerId !== ctx.partnerId || parent.status === DELETED) {
    throw apiError("PARENT_ANNOTATION_NOT_FOUND", { CUE_POINT_ID: parentId });
  }
}

function checkStart(input: InputObject): void {
  if ((input.number("startTime") ?? 0) < 0) throw apiError("START_TIME_CANNOT_BE_LESS_THAN_0");
}

/** A system name is unique on its entry. */
function refuseKnownName(ctx: CallContext, point: CuePoint): void {
  if ((point.systemName ?? "") === "") return;
  const other = pointsOf(ctx.store).find(
    one =>
      one.id !== point.id &&
      one.entryId === point.entryId &&
      one.status !== DELETED &&
      one.systemName === point.systemName,
  );
  if (other) throw apiError("CUE_POINT_SYSTEM_NAME_EXISTS", { NAME: String(point.systemName), ID: other.id });
}

function defaultsOf(objectType: string): Record<string, unknown> {
  if (objectType === "KalturaThumbCuePoint") return { subType: SLIDE };
  if (objectType !== "KalturaAnnotation") return {};
  return {
    parentId: "0",
    depth: 0,
    childrenCount: 0,
    directChildrenCount: 0,
    isPublic: false,
    searchableOnEntry: true,
  };
}

/** The end of a code cue point takes a permission that no account has; it is dropped without a word. */
function changesOf(input: InputObject): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, property] of propertiesOf(input.objectType)) {
    if (property.readOnly === true || !input.has(name)) continue;
    if (name === "endTime" && input.objectType === "KalturaCodeCuePoint") continue;
    if (input.isCleared(name)) changes[name] = undefined;
    else
      changes[name] = property.type === "nullableBool" ? input.bool(name) : (input.value(name) ?? undefined);
  }
  return changes;
}

function pointsOf(store: Store): Collection<CuePoint> {
  return store.collection<CuePoint>("cuePoints", { isLive: point => point.status !== DELETED });
}

function requirePoint(ctx: CallContext, id: string): CuePoint {
  const point = pointsOf(ctx.store).get(id);
  const isThere = point && point.partnerId === ctx.partnerId && point.status !== DELETED;
  if (!isThere) throw apiError("INVALID_CUE_POINT_ID", { ID: id });
  return point;
}

function toAnswer(point: CuePoint): Answer {
  const duration = point.endTime === undefined ? undefined : point.endTime - point.startTime;
  return answer(point.objectType, { ...point, duration });
}
