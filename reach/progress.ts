/** How far the tasks are that this worker is at. */
import type { ServiceName } from "./services";

export interface TaskProgress {
  readonly id: string;
  readonly service: ServiceName;
  /** `taking`, `working`, `delivering`, `scheduled`, `on air`, `ending`. */
  readonly phase: string;
  /** As the handler says. */
  readonly percent?: number;
  readonly words?: string;
  /** ISO time at which this try began. */
  readonly since: string;
}

export class Progress {
  private readonly tasks = new Map<string, TaskProgress>();

  begin(id: string, service: ServiceName): void {
    this.tasks.set(id, { id, service, phase: "taking", since: new Date().toISOString() });
  }

  set(id: string, change: Partial<Pick<TaskProgress, "phase" | "percent" | "words">>): void {
    const known = this.tasks.get(id);
    if (known !== undefined) this.tasks.set(id, { ...known, ...change });
  }

  end(id: string): void {
    this.tasks.delete(id);
  }

  all(): readonly TaskProgress[] {
    return [...this.tasks.values()];
  }
}
