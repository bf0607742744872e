import type { ApiError } from "../errors.js";
import type { Answer } from "../types/answer.js";

/** Formats of an answer. */
export type Format = "json" | "xml";

/** The `format` parameter: 1 JSON, 2 XML and the default; undefined for one that is not emulated. */
export function formatOf(parameter: string | undefined): Format | undefined {
  if (parameter === undefined || parameter === "" || parameter === "2") return "xml";
  return parameter === "1" ? "json" : undefined;
}

/** An error as an object of an answer. */
export function errorAnswer(error: ApiError): Answer {
  const hasArgs = Object.keys(error.args).length > 0;
  return {
    code: error.code,
    message: error.message,
    objectType: "KalturaAPIException",
    // An empty list of arguments is PHP's empty array.
    args: hasArgs ? error.args : [],
  };
}

/** Text of an answer. */
export function render(result: unknown, format: Format, seconds: number): string {
  if (format === "json") return JSON.stringify(result ?? null);
  const time = seconds.toFixed(15).replace(/0+$/, "0");
  const body = `<result>${xmlOf(result)}</result><executionTime>${time}</executionTime>`;
  return `<?xml version="1.0" encoding="utf-8"?><xml>${body}</xml>`;
}

function xmlOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Array.isArray(value)) return value.map(item => `<item>${xmlOf(item)}</item>`).join("");
  if (typeof value === "object") return xmlOfObject(value as Record<string, unknown>);
  return escapeXml(String(value));
}

function xmlOfObject(object: Record<string, unknown>): string {
  if (object.objectType === "KalturaAPIException") return xmlOfError(object);
  const { objectType, ...fields } = object;
  const type = objectType === undefined ? "" : `<objectType>${escapeXml(String(objectType))}</objectType>`;
  return (
    type +
    Object.entries(fields)
      .map(([name, value]) => `<${name}>${xmlOf(value)}</${name}>`)
      .join("")
  );
}

function xmlOfError(error: Record<string, unknown>): string {
  const args = Object.entries(error.args as Record<string, string>)
    .map(
      ([name, value]) =>
        `<item><objectType>KalturaApiExceptionArg</objectType><name>${name}</name><value>${escapeXml(value)}</value></item>`,
    )
    .join("");
  const text = (name: string): string => `<${name}>${escapeXml(String(error[name]))}</${name}>`;
  return `<error>${text("code")}${text("message")}${text("objectType")}<args>${args}</args></error>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
