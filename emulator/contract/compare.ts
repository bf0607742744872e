import type { Json } from "../types/cast.js";
import { type IdMap, isObjectId } from "./ids.js";
import { kindOf } from "./kinds.js";

/** One thing that differs. */
export interface Difference {
  path: string;
  expected: unknown;
  got: unknown;
}

/** What a comparison knows beside the two values. */
export interface CompareContext {
  ids: IdMap;
  service: string;
  /** Base address of the emulator, which stands for the recorded host. */
  url: string;
  /** The request, to see how far a list was filtered. */
  request: Record<string, Json>;
  /** Fields not to look at (parallel calls which may have run in another order). */
  ignore: ReadonlySet<string>;
}

const RECORDED_HOST = /https?:\/\/127\.0\.0\.1:8088/g;
const TOKENS = new Set(["streamPassword", "token", "accessKey"]);
const TIME_FIELD = /(At|^expiry|^queueTime|^finishTime|^expectedFinishTime)$/;
const A_TIME = 1_500_000_000;
const TIME_TOLERANCE = 60;
const CLOSE = 10;

/** Compare a recorded answer with ours; learns ids on the way. */
export function compareAnswers(expected: Json, got: unknown, ctx: CompareContext): Difference[] {
  const differences: Difference[] = [];
  compareAny(expected, got, "", "", undefined, ctx, differences);
  return differences;
}

function compareAny(
  expected: Json,
  got: unknown,
  path: string,
  field: string,
  objectType: string | undefined,
  ctx: CompareContext,
  out: Difference[],
): void {
  if (ctx.ignore.has(field)) return;
  if (isErrorObject(expected)) compareErrors(expected, got, path, ctx, out);
  else if (Array.isArray(expected)) compareArrays(expected, got, path, field, ctx, out);
  else if (typeof expected === "object" && expected !== null) compareObjects(expected, got, path, ctx, out);
  else if (!sameScalar(expected, got, field, objectType, ctx)) out.push({ path, expected, got });
}

function isErrorObject(value: Json): value is { [key: string]: Json } {
  return isObject(value) && value.objectType === "KalturaAPIException";
}

function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compareErrors(
  expected: { [key: string]: Json },
  got: unknown,
  path: string,
  ctx: CompareContext,
  out: Difference[],
): void {
  if (!isObject(got) || got.objectType !== "KalturaAPIException") {
    out.push({ path, expected: summary(expected), got: summary(got) });
    return;
  }
  if (got.code !== expected.code) {
    out.push({ path, expected: summary(expected), got: summary(got) });
    return;
  }
  const wanted = isObject(expected.args ?? null) ? (expected.args as Record<string, string>) : {};
  const have = isObject(got.args ?? null) ? (got.args as unknown as Record<string, string>) : {};
  const replaced = new Map<string, string>();
  if (Array.isArray(expected.args) !== Array.isArray(got.args)) {
    out.push({ path: `${path}.args`, expected: expected.args, got: got.args });
  }
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(have)])) {
    const want = wanted[name];
    const own = have[name];
    if (want === undefined || own === undefined || !sameArgument(want, own, ctx)) {
      out.push({ path: `${path}.args.${name}`, expected: want, got: own });
      return;
    }
    for (const form of want === "KS" ? ["TAMPERED_KS"] : [want, ctx.ids.text(want)]) {
      if (form !== own && form !== "") replaced.set(form, own);
    }
  }
  const message = replaceWords(ctx.ids.text(String(expected.message)), replaced);
  if (message !== got.message) out.push({ path: `${path}.message`, expected: message, got: got.message });
}

/** All at once and whole words only: the number 24 is also found inside of ids. */
function replaceWords(text: string, words: ReadonlyMap<string, string>): string {
  if (words.size === 0) return text;
  const forms = [...words.keys()].sort((a, b) => b.length - a.length);
  const any = forms.map(form => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.replace(new RegExp(`(?<!\\w)(?:${any})(?!\\w)`, "g"), form => words.get(form)!);
}

function sameArgument(want: string, own: string, ctx: CompareContext): boolean {
  if (want === own || want === "KS" || ctx.ids.text(want) === own) return true;
  if (ctx.ids.anyOf(want).includes(own)) return true;
  return bothTimes(Number(want), Number(own)) && Math.abs(Number(want) - Number(own)) <= CLOSE;
}

function summary(value: unknown): unknown {
  if (isObject(value) && value.objectType === "KalturaAPIException") {
    return `${String(value.code)}: ${String(value.message)}`;
  }
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

function compareObjects(
  expected: { [key: string]: Json },
  got: unknown,
  path: string,
  ctx: CompareContext,
  out: Difference[],
): void {
  if (!isObject(got)) {
    out.push({ path, expected: summary(expected), got: summary(got) });
    return;
  }
  if (isObject(got) && got.objectType === "KalturaAPIException") {
    out.push({ path, expected: summary(expected), got: summary(got) });
    return;
  }
  if (Array.isArray(expected.objects)) {
    compareLists(expected, got, path, ctx, out);
    return;
  }
  const objectType = typeof expected.objectType === "string" ? expected.objectType : undefined;
  learn(expected, got, objectType, ctx);
  for (const name of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    const at = path === "" ? name : `${path}.${name}`;
    if (ctx.ignore.has(name)) continue;
    if (!(name in got)) out.push({ path: at, expected: expected[name], got: undefined });
    else if (!(name in expected)) out.push({ path: at, expected: undefined, got: got[name] });
    else compareAny(expected[name]!, got[name], at, name, objectType, ctx, out);
  }
}

/** Ids and tokens first, so that texts which hold them can be compared. */
function learn(
  expected: { [key: string]: Json },
  got: { [key: string]: Json },
  objectType: string | undefined,
  ctx: CompareContext,
): void {
  for (const [name, value] of Object.entries(expected)) {
    const own = got[name];
    if (TOKENS.has(name) && typeof value === "string" && typeof own === "string") {
      if (/^[0-9a-f]{8,}$/.test(value)) ctx.ids.learn(undefined, value, own);
    } else if (isObjectId(value) && isObjectId(own) && name === "id") {
      // An answer that shows another object than the recorded one teaches nothing.
      if (!ctx.ids.isTaken(undefined, own)) ctx.ids.learn(undefined, value, own);
    } else {
      const kind = kindOf(name, objectType, ctx.service);
      if (kind === undefined || !/^[1-9]\d*$/.test(String(value)) || !/^[1-9]\d*$/.test(String(own)))
        continue;
      // A reference may only be learnt where no other recorded id claims the same object of ours.
      if (name === "id" || !ctx.ids.isTaken(kind, String(own)))
        ctx.ids.learn(kind, String(value), String(own));
    }
  }
}

/**
 * A list. Objects are matched by id, because the order of an unordered list is the database's own. Objects of
 * the recording that no replayed line made (the account held more than the recordings tell) are passed over.
 */
function compareLists(
  expected: { [key: string]: Json },
  got: { [key: string]: Json },
  path: string,
  ctx: CompareContext,
  out: Difference[],
): void {
  const wanted = expected.objects as { [key: string]: Json }[];
  const have = Array.isArray(got.objects) ? [...(got.objects as { [key: string]: Json }[])] : undefined;
  if (!have) {
    out.push({ path: `${path}.objects`, expected: "a list", got: summary(got) });
    return;
  }
  if (expected.objectType !== got.objectType) {
    out.push({ path: `${path}.objectType`, expected: expected.objectType, got: got.objectType });
  }
  const pairs: [{ [key: string]: Json }, { [key: string]: Json }][] = [];
  const unmatched: { [key: string]: Json }[] = [];
  for (const item of wanted) {
    const at = have.findIndex(own => sameIdentity(item, own, ctx));
    if (at >= 0) pairs.push([item, have.splice(at, 1)[0]!]);
    else unmatched.push(item);
  }
  const known = unmatched.filter(item => isKnown(item, ctx));
  const strangers = unmatched.filter(item => !isKnown(item, ctx));
  const cut = Number(expected.totalCount) > wanted.length;
  // Objects that every account has from the start meet here for the first time; not so on one page of many.
  while (!cut && strangers.length > 0 && have.length > 0 && strangers.length <= have.length) {
    pairs.push([strangers.shift()!, have.shift()!]);
  }
  for (const [item, own] of pairs) compareObjects(item, own, `${path}.objects[${String(item.id)}]`, ctx, out);
  for (const item of known) {
    out.push({ path: `${path}.objects`, expected: `object ${String(item.id)}`, got: "missing" });
  }
  if (!(cut && strangers.length > 0)) {
    for (const own of have) {
      out.push({
        path: `${path}.objects`,
        expected: "no such object",
        got: `object ${String(own.id ?? summary(own))}`,
      });
    }
  }
  const total = Number(expected.totalCount);
  const ownTotal = Number(got.totalCount);
  const mayBeFewer = strangers.length > 0 || isWide(ctx.request);
  if (total !== ownTotal && !(mayBeFewer && ownTotal < total)) {
    out.push({ path: `${path}.totalCount`, expected: total, got: ownTotal });
  }
}

/** A list over the whole account: nothing in the filter names particular objects. */
function isWide(request: Record<string, Json>): boolean {
  const filter = isObject(request.filter ?? null) ? (request.filter as Record<string, Json>) : {};
  return Object.keys(filter).every(name =>
    /^(objectType|orderBy|type\w*|status\w*|.*(At|Date)\w*Than\w*)$/.test(name),
  );
}

function sameIdentity(
  expected: { [key: string]: Json },
  got: { [key: string]: Json },
  ctx: CompareContext,
): boolean {
  const type = typeof expected.objectType === "string" ? expected.objectType : undefined;
  if (expected.id === undefined || expected.id === null) {
    // Category links have no id of their own.
    return ["categoryId", "entryId"].every(
      name => expected[name] === undefined || sameScalar(expected[name]!, got[name], name, type, ctx),
    );
  }
  const id = String(expected.id);
  const kind = kindOf("id", type, ctx.service);
  if (isObjectId(id)) return ctx.ids.ours(undefined, id) === got.id;
  return kind === undefined ? id === String(got.id) : ctx.ids.ours(kind, id) === String(got.id);
}

function isKnown(item: { [key: string]: Json }, ctx: CompareContext): boolean {
  const type = typeof item.objectType === "string" ? item.objectType : undefined;
  if (item.id === undefined || item.id === null) {
    return ctx.ids.knows(undefined, String(item.entryId)) || item.entryId === undefined;
  }
  const id = String(item.id);
  return isObjectId(id) ? ctx.ids.knows(undefined, id) : ctx.ids.knows(kindOf("id", type, ctx.service), id);
}

function compareArrays(
  expected: Json[],
  got: unknown,
  path: string,
  field: string,
  ctx: CompareContext,
  out: Difference[],
): void {
  if (!Array.isArray(got) || got.length !== expected.length) {
    out.push({ path, expected: summary(expected), got: summary(got) });
    return;
  }
  expected.forEach((item, index) => {
    compareAny(item, got[index], `${path}[${index}]`, field, undefined, ctx, out);
  });
}

function sameScalar(
  expected: Json,
  got: unknown,
  field: string,
  objectType: string | undefined,
  ctx: CompareContext,
): boolean {
  if (expected === null) return got === null;
  if (typeof expected !== typeof got) return false;
  if (expected === got) return true;
  const kind = kindOf(field, objectType, ctx.service);
  if (kind !== undefined && ctx.ids.numbers(kind, String(expected)) === String(got)) return true;
  if (typeof expected === "number" || /^\d{10}$/.test(String(expected))) {
    if (!bothTimes(Number(expected), Number(got))) return false;
    const tolerance = TIME_FIELD.test(field) ? TIME_TOLERANCE : CLOSE;
    return Math.abs(Number(expected) - Number(got)) <= tolerance;
  }
  if (typeof expected !== "string" || typeof got !== "string") return false;
  if (expected === "KS" || /(^|_)KS$/.test(expected)) return got.length > 20;
  return plain(ctx.ids.text(expected)) === plain(got.split(ctx.url).join("HOST"));
}

function bothTimes(a: number, b: number): boolean {
  return a > A_TIME && b > A_TIME;
}

/** Texts without what differs by nature: hosts, names made of account and clock, encrypted stream keys. */
function plain(text: string): string {
  return text
    .replace(RECORDED_HOST, "HOST")
    .replace(/\b\d+_\d{10}\b/g, "ACCOUNT_TIME")
    .replace(/\bep=[\w-]+/g, "ep=KEY")
    .replace(/owner\d+@/g, "owner@");
}
