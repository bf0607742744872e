/**
 * What a run made, or was about to make, and may not have lived to tell Pulumi. Kaltura's search index, the only
 * other way to find such objects again, knows them seconds later; a run that comes sooner asks the journal.
 */
export interface Trace {
  /** Ids by handle name. */
  readonly ids: Readonly<Record<string, string>>;
  /** Keys of parts that were sent to be made and are not answered for: they may be there, or come to be. */
  readonly open: readonly string[];
}

export interface Journal {
  /**
   * The last that was noted of a resource, by its mark; undefined when there is nothing, or nothing that the index
   * would not know by now. `busy` while another process may still be at it.
   */
  find(mark: string): (Trace & { readonly busy: boolean }) | undefined;
  note(mark: string, trace: Trace): void;
  /** The resource was taken down. */
  forget(mark: string): void;
}
