import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Store, StoreImage } from "./store.js";

const SAVE_AFTER_MS = 50;

/** Keeps the store in a file, so that the next emulator goes on where this one ended. */
export class Snapshot {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly file: string,
    private readonly store: Store,
  ) {}

  /** Read the file if there is one; true if there was. */
  load(): boolean {
    if (!existsSync(this.file)) return false;
    this.store.restore(JSON.parse(readFileSync(this.file, "utf8")) as StoreImage);
    return true;
  }

  /** Save shortly after each change. */
  watch(): void {
    this.store.onChange(() => {
      this.#timer ??= setTimeout(() => this.save(), SAVE_AFTER_MS);
    });
  }

  /** Save now. Written beside and renamed, so the file is never half a file. */
  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const beside = `${this.file}.${process.pid}.tmp`;
    writeFileSync(beside, JSON.stringify(this.store.image()));
    renameSync(beside, this.file);
  }
}
