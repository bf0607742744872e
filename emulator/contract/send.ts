import { isTree, type Params } from "../wire/params.js";

/** Send a call the way it was recorded; the answer, of which what is no JSON is `{__raw__: text}`. */
export async function send(
  url: string,
  service: string,
  action: string,
  params: Params,
  encoding: string,
): Promise<unknown> {
  const path =
    action === "" ? `${url}/api_v3/service/${service}` : `${url}/api_v3/service/${service}/action/${action}`;
  let text: string;
  try {
    text = await (await fetch(...requestOf(path, params, encoding))).text();
  } catch (error) {
    // One call that breaks the connection is one difference, not the end of the run.
    text = `no answer: ${String(error)}`;
  }
  try {
    return JSON.parse(text);
  } catch {
    return { __raw__: text };
  }
}

function requestOf(path: string, params: Params, encoding: string): [string, RequestInit] {
  // No other encoding carries a file.
  switch (takeFiles(params).files.length > 0 ? "multipart" : encoding) {
    case "get":
      return [`${path}?${new URLSearchParams(flatten(params)).toString()}`, { method: "GET" }];
    case "form":
      return [path, { method: "POST", body: new URLSearchParams(flatten(params)) }];
    case "multipart":
      return [path, { method: "POST", body: multipart(params) }];
    case "raw":
      // A body that is cut off: not JSON.
      return [path, post(JSON.stringify(params).slice(0, -1))];
    default:
      return [path, post(JSON.stringify(params))];
  }
}

function post(body: string): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body };
}

/** `{"a":{"b":1}}` as `a:b=1`. */
function flatten(value: Params, prefix = ""): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [name, item] of Object.entries(value)) {
    const key = prefix === "" ? name : `${prefix}:${name}`;
    if (typeof item === "object" && item !== null) {
      const inner = Array.isArray(item)
        ? Object.fromEntries(item.map((one, index) => [String(index), one]))
        : item;
      pairs.push(...flatten(inner, key));
    } else {
      pairs.push([key, item === null ? "" : item === true ? "1" : item === false ? "0" : String(item)]);
    }
  }
  return pairs;
}

const FILE = /^<(\d+) bytes>$/;

/** Files are recorded by their length: small ones were text, the others a picture. That of call 2 is `2:fileData`. */
function multipart(params: Params): FormData {
  const form = new FormData();
  const { rest, files } = takeFiles(params);
  for (const [name, size] of files) form.append(name, new Blob([new Uint8Array(fileOf(size))]), "file.jpg");
  form.append("json", JSON.stringify(rest));
  return form;
}

function takeFiles(params: Params, prefix = ""): { rest: Params; files: [name: string, size: number][] } {
  const rest: Params = {};
  const files: [string, number][] = [];
  for (const [name, value] of Object.entries(params)) {
    const size = typeof value === "string" ? FILE.exec(value)?.[1] : undefined;
    if (size !== undefined) files.push([prefix + name, Number(size)]);
    else if (isTree(value)) {
      const inner = takeFiles(value, `${prefix}${name}:`);
      rest[name] = inner.rest;
      files.push(...inner.files);
    } else rest[name] = value;
  }
  return { rest, files };
}

function fileOf(size: number): Buffer {
  if (size < 100) return Buffer.from("not an image".padEnd(size).slice(0, size));
  // Start with the usual first segment, one frame header that says 320 × 180, end.
  const first = [0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const frame = [0xff, 0xc0, 0x00, 0x11, 8, 0x00, 180, 0x01, 0x40, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const jpeg = Buffer.from([0xff, 0xd8, ...first, ...frame]);
  return Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length - 2), Buffer.from([0xff, 0xd9])]);
}
