/**
 * A task for a live event, in steps: each looks at the event as it is now, does what the moment asks for, and says when
 * to look again. So a task that is weeks off keeps nothing busy, and any process can take the next step.
 */
import { ApiError } from "../provider/kaltura/errors";
import { calls, enums, withResponseProfile } from "../provider/kaltura/vocabulary";
import type { LiveCaptionFeature, VendorTask } from "../provider/kaltura/wire";
import { CannotDo, TaskIsGone, TryFailed, wordsOf } from "./failures";
import { checkPlace, type LiveHandler, type LivePlace, type Window } from "./handlers";
import type { Job, Verdict } from "./queue/queue";
import type { LiveServiceName } from "./services";
import { orderOf, type Task } from "./task";
import type { TaskSession } from "./taskSession";
import { externalIdOf, findTask, openSession, report, requireOpen, type Work } from "./work";

const STATUS = enums.EntryVendorTaskStatus;
const EVENT = enums.ScheduleEventStatus;
const PROFILE = "reach_vendor";
/** What is further off than this … */
const FAR_MS = 3_600_000;
/** … is looked at so many times more seldom. */
const FAR_LOOKS = 5;

/** Where Kaltura is to send the streams of tasks; secrets, so in memory only. Asked of the handler anew after a restart. */
export type Places = Map<string, LivePlace>;

interface LiveEvent {
  /** Epoch milliseconds; undefined when only the order's times are known. */
  readonly window: Window;
  /** What the event has for this task; undefined when it may not be looked at, or lacks it. */
  readonly feature: LiveCaptionFeature | undefined;
  readonly isThere: boolean;
}

/** @throws what {@link Worker} tells apart */
export async function doLive(
  work: Work,
  job: Job,
  service: LiveServiceName,
  places: Places,
): Promise<Verdict> {
  const { id } = job.ticket;
  const handler = work.handlers[service] as LiveHandler<LiveServiceName>;
  let found: VendorTask;
  try {
    found = await findTask(work, job);
  } catch (error) {
    if (error instanceof TaskIsGone) await cancelled(work, job, handler, places, error.message);
    throw error;
  }
  let status = found.status ?? STATUS.PENDING;
  const take = async () => {
    if (status !== STATUS.PENDING) return;
    await report(work, id, { status: STATUS.SCHEDULED, externalTaskId: externalIdOf(work.vendor, id) });
    status = STATUS.SCHEDULED;
  };
  const session = openSession(work, found, take);
  try {
    await session.ensure();
    const answer = await session.read(withResponseProfile(calls.entryVendorTask.get(id), PROFILE));
    const order = orderOf({ ...found, ...requireOpen(answer) }, service);
    const step = new Step(work, job, handler, places, session, order.task, order.jobData?.scheduledEventId);
    const planned = {
      start: (order.jobData?.startDate ?? 0) * 1000,
      end: (order.jobData?.endDate ?? 0) * 1000,
    };
    return await step.take(planned, status);
  } finally {
    await session.close();
  }
}

/** Tells a handler that nothing comes of a task. */
async function cancelled(
  work: Work,
  job: Job,
  handler: LiveHandler<LiveServiceName>,
  places: Places,
  why: string,
): Promise<void> {
  const { id, service } = job.ticket;
  places.delete(id);
  try {
    await handler.cancelled?.({ id, service: service as LiveServiceName }, why);
  } catch (error) {
    work.log.warn(`the handler failed while it cancelled: ${wordsOf(error)}`, { task: id });
  }
}

class Step {
  private readonly featureName: string;

  constructor(
    private readonly work: Work,
    private readonly job: Job,
    private readonly handler: LiveHandler<LiveServiceName>,
    private readonly places: Places,
    private readonly session: TaskSession,
    private readonly task: Task<LiveServiceName>,
    private readonly eventId: number | undefined,
  ) {
    this.featureName = `LiveCaptionFeature-reach-${task.id}`;
  }

  async take(planned: Window, status: number): Promise<Verdict> {
    const { work, task } = this;
    const { now, leadSeconds } = work.settings;
    const event = await this.look(planned);
    const opens = event.window.start - leadSeconds * 1000;
    if (!event.isThere && now() < event.window.start) {
      await cancelled(work, this.job, this.handler, this.places, "its event was deleted");
      throw new CannotDo(`The schedule event ${this.eventId} was deleted or cancelled before it began`);
    }
    if (!event.isThere || now() >= event.window.end) return this.end(status);

    await this.tellMoved(event.window);
    await this.provide(event);
    if (now() >= opens) {
      await this.begin(event.window, status);
      work.progress.set(task.id, { phase: "on air" });
      return this.again(event.window.end);
    }
    if (status === STATUS.PENDING) {
      const externalTaskId = externalIdOf(work.vendor, task.id);
      await report(work, task.id, { status: STATUS.SCHEDULED, externalTaskId });
      work.log.info("task is SCHEDULED", {
        task: task.id,
        start: new Date(event.window.start).toISOString(),
      });
    }
    work.progress.set(task.id, { phase: "scheduled" });
    return this.again(opens);
  }

  /** The event as it is; by the order's times when it may not be looked at. */
  private async look(planned: Window): Promise<LiveEvent> {
    const { eventId, work } = this;
    if (eventId === undefined) throw new CannotDo("The order names no schedule event");
    try {
      const event = await this.session.read(calls.scheduleEvent.get(eventId));
      const feature = event.liveFeatures?.find(one => one.systemName === this.featureName);
      const { startDate = planned.start / 1000, endDate = planned.end / 1000, status } = event;
      return {
        window: {
          start: (startDate - (feature?.preStartTime ?? 0)) * 1000,
          end: (endDate + (feature?.postEndTime ?? 0)) * 1000,
        },
        feature,
        isThere: status !== EVENT.CANCELLED && status !== EVENT.DELETED,
      };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.kind === "gone")
        return { window: this.lastWindow() ?? planned, feature: undefined, isThere: false };
      if (error.kind !== "permission") throw error;
      work.log.warn("the event may not be looked at: its times are taken from the order", {
        task: this.task.id,
      });
      return { window: this.lastWindow() ?? planned, feature: undefined, isThere: true };
    }
  }

  private lastWindow(): Window | undefined {
    const { window } = this.job.notes;
    return window && { start: window.start * 1000, end: window.end * 1000 };
  }

  private async tellMoved(window: Window): Promise<void> {
    const known = this.lastWindow();
    if (known && known.start === window.start && known.end === window.end) return;
    if (known) {
      await this.handler.moved?.(this.task, window);
      this.work.log.info("the event was moved", {
        task: this.task.id,
        start: new Date(window.start).toISOString(),
      });
    }
    const { now, leadSeconds } = this.work.settings;
    // Put off, it begins once more.
    const begun = this.job.notes.begun === true && now() >= window.start - leadSeconds * 1000;
    await this.job.note({ begun, window: { start: window.start / 1000, end: window.end / 1000 } });
  }

  /** Sees to it that the event says where to send the stream, and from where to take captions. */
  private async provide({ window, feature }: LiveEvent): Promise<void> {
    const { task, places, work } = this;
    let place = places.get(task.id);
    if (place === undefined) {
      place = checkPlace(task.service, await this.handler.provision(task, window));
      work.log.hide(place.mediaKey);
      work.log.hide(place.captionToken);
      places.set(task.id, place);
      // After a restart the event may have it all; writing it once more changes nothing.
    } else if (feature !== undefined && sameAs(feature, place)) return;
    try {
      await this.session.sendOne(
        calls.scheduleEvent.updateLiveFeature(this.eventId!, this.featureName, {
          objectType: "KalturaLiveCaptionFeature",
          ...place,
        }),
      );
    } catch (error) {
      if (error instanceof ApiError && error.code === "FEATURE_NAME_NOT_FOUND") {
        throw new TryFailed(
          `The event ${this.eventId} has no feature ${this.featureName}: somebody has replaced its live features`,
        );
      }
      throw error;
    }
  }

  private async begin(window: Window, status: number): Promise<void> {
    const { work, task, job } = this;
    if (status !== STATUS.PROCESSING) {
      const externalTaskId = externalIdOf(work.vendor, task.id);
      await report(work, task.id, { status: STATUS.PROCESSING, externalTaskId });
      work.log.info("task is PROCESSING", { task: task.id });
    }
    if (job.notes.begun === true) return;
    await this.handler.begin?.(task, window);
    await job.note({ begun: true });
  }

  private async end(status: number): Promise<Verdict> {
    const { work, task, handler, job, places } = this;
    // An event that nobody was there for: it was ordered, or found, too late.
    if (status === STATUS.PENDING && job.notes.begun !== true) {
      await cancelled(work, job, handler, places, "its event was over before the task was taken");
      throw new CannotDo("The event was over before the task could be taken");
    }
    work.progress.set(task.id, { phase: "ending" });
    await handler.end?.(task);
    await report(work, task.id, { status: STATUS.READY, externalTaskId: externalIdOf(work.vendor, task.id) });
    places.delete(task.id);
    return { kind: "done" };
  }

  /** Looks again at the latest when something is due; less often while that is far off. */
  private again(due: number): Verdict {
    const { now, lookSeconds } = this.work.settings;
    const left = due - now();
    const look = lookSeconds * 1000 * (left > FAR_MS ? FAR_LOOKS : 1);
    // The queue's time is the machine's.
    return { kind: "later", at: Date.now() + Math.max(100, Math.min(left, look)) };
  }
}

/** Whether an event's feature has these very values. */
function sameAs(feature: LiveCaptionFeature, place: LivePlace): boolean {
  return Object.entries(place).every(([name, value]) => (feature as Record<string, unknown>)[name] === value);
}
