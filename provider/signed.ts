/** Addresses that open what they lead to. */

/** An address with a query, or a user, may be signed: it is a secret. */
export const isSigned = (value: unknown): value is string =>
  typeof value === "string" && /^[a-z]+:\/\/(\S*\?|[^\s/]*@)/i.test(value);
