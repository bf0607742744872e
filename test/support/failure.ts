/** What a promise fails with; undefined when it does not. */
export const failureOf = (work: Promise<unknown>): Promise<Error | undefined> =>
  work.then(
    () => undefined,
    error => error as Error,
  );
