import type { Features } from "../accounts.js";
import type { CallContext } from "../context.js";
import type { Property } from "../types/define.js";
import type { InputObject } from "../types/input.js";

/**
 * Who may call an action: `open` needs no session (and does not look at one), `session` any valid session
 * (a widget's too), `user` the same but no widget, `admin` an admin session, `vendor` a vendor account's admin
 * session, `console` the platform's administration only, `nobody` no account at all.
 */
export type Access = "open" | "session" | "user" | "admin" | "vendor" | "console" | "nobody";

/** A declared parameter; T is what the action gets. */
export interface Arg<T> {
  property: Property | "file";
  required: boolean;
  fallback?: T;
  /** Only for the compiler. */
  readonly as?: T;
}

/** An uploaded file. */
export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

type ArgsOf<P> = { [K in keyof P]: P[K] extends Arg<infer T> ? T : never };

/** An action as the dispatcher sees it. */
export interface ActionDef {
  params: Record<string, Arg<unknown>>;
  access?: Access;
  run: (ctx: CallContext, args: Record<string, unknown>) => unknown;
}

/** Declare an action: its parameters in order, who may call it and what it does. */
export function action<P extends Record<string, Arg<unknown>>>(spec: {
  params?: P;
  access?: Access;
  run: (ctx: CallContext, args: ArgsOf<P>) => unknown;
}): ActionDef {
  const def: ActionDef = { params: spec.params ?? {}, run: spec.run as ActionDef["run"] };
  if (spec.access !== undefined) def.access = spec.access;
  return def;
}

const need = <T>(property: Property | "file"): Arg<T> => ({ property, required: true });
const may = <T>(property: Property | "file"): Arg<T | undefined> => ({ property, required: false });

/** Parameters that must be there. */
export const required = {
  string: () => need<string>({ type: "string" }),
  int: () => need<number>({ type: "int" }),
  object: (of: string) => need<InputObject>({ type: "object", of }),
  enum: (of: Property) => need<number>(of),
  stringEnum: (of: Property) => need<string>(of),
  file: () => need<UploadedFile>("file"),
};

/** Parameters that may be missing. */
export const optional = {
  string: () => may<string>({ type: "string" }),
  int: () => may<number>({ type: "int" }),
  bool: () => may<boolean>({ type: "bool" }),
  object: (of: string) => may<InputObject>({ type: "object", of }),
  enum: (of: Property) => may<number>(of),
  stringEnum: (of: Property) => may<string>(of),
  file: () => may<UploadedFile>("file"),
};

/** A service: its wire name (plugin services in lower case, `schedule_scheduleevent`) and its actions. */
export interface ServiceDef {
  name: string;
  /** Plugin whose absence is FEATURE_FORBIDDEN. */
  plugin?: { name: string; feature: keyof Features };
  /** Account permission whose absence is SERVICE_FORBIDDEN. */
  needs?: keyof Features;
  /** Access of actions that do not say. */
  access: Access;
  actions: Record<string, ActionDef>;
}

/** Declare a service. */
export function defineService(spec: ServiceDef): ServiceDef {
  return spec;
}
