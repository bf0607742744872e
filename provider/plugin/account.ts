/** The provider's settings on Pulumi's wire: checked, compared, and made a way to Kaltura of. */
import {
  hostOf,
  readSettings,
  SettingError,
  type SettingName,
  settings,
  type Values,
  wholeNumber,
} from "../config";
import type { Failure } from "../lifecycle/check";
import { type Props, UNKNOWN } from "../lifecycle/values";

export const secretSettings: readonly string[] = Object.entries(settings)
  .filter(([, setting]) => "secret" in setting)
  .map(([name]) => name);

const isSetting = (name: string): name is SettingName => name in settings;

/** SDKs write numbers as numbers, and texts as JSON where they please. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, "");

/**
 * What is wrong with settings by themselves. Keys of other tools may be among them, as stack config has one place for
 * all that begins with kaltura:. What is missing is told when it is needed: a preview needs little.
 */
export function checkSettings(inputs: Props): Failure[] {
  const given = Object.entries(inputs).filter(([, v]) => v !== undefined && v !== null && v !== UNKNOWN);
  const misspelt = given.flatMap(([path]) => {
    const meant = isSetting(path)
      ? undefined
      : Object.keys(settings).find(name => plain(name) === plain(path));
    return meant === undefined ? [] : [{ path, reason: `is no setting of this provider; write ${meant}` }];
  });
  const values = Object.fromEntries(given.map(([name, value]) => [name, textOf(value)])) as Values;
  const wrong = (Object.keys(values) as SettingName[]).filter(isSetting).flatMap(name => {
    try {
      proofs[name]?.(values);
      return [];
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      return [{ path: name, reason: error.message }];
    }
  });
  return [...misspelt, ...wrong];
}

const whole = (name: SettingName) => (values: Values) => void wholeNumber(values, name);
const host = (name: "cdnHost" | "kafHost") => (values: Values) => void hostOf(name, values[name]!);

const proofs: Partial<Record<SettingName, (values: Values) => void>> = {
  partnerId: whole("partnerId"),
  callTimeoutSeconds: whole("callTimeoutSeconds"),
  runTimeoutSeconds: whole("runTimeoutSeconds"),
  concurrency: whole("concurrency"),
  cdnHost: host("cdnHost"),
  kafHost: host("kafHost"),
};

/** Settings that differ; another account has other objects, so everything would be made anew there. */
export function diffSettings(olds: Props, news: Props): { changed: string[]; replaces: string[] } {
  const changed = Object.keys(settings).filter(
    name => textOf(olds[name] ?? "") !== textOf(news[name] ?? "") || news[name] === UNKNOWN,
  );
  const other = (name: string) =>
    olds[name] !== undefined && news[name] !== undefined && news[name] !== UNKNOWN && changed.includes(name);
  return { changed, replaces: ["partnerId"].filter(other) };
}

/** One of them as text, if it is there. */
export const settingIn = (inputs: Props, key: string): string | undefined =>
  inputs[key] === undefined || inputs[key] === null ? undefined : textOf(inputs[key]);

/** The settings in force: the environment's first. */
export const valuesOf = (inputs: Props): Values => readSettings(key => settingIn(inputs, key));
