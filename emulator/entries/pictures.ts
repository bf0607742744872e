import { imageSize } from "image-size";

/** What the emulator keeps of a picture. */
export interface Picture {
  /** Bytes. */
  size: number;
  /** Absent when it is no picture. */
  width?: number;
  height?: number;
}

const FETCH_TIMEOUT_MS = 2000;

/** Size and measures of a file. Anything is taken for a picture, as on the real server. */
export function pictureOf(bytes: Buffer): Picture {
  try {
    const { width, height } = imageSize(bytes);
    return { size: bytes.length, width, height };
  } catch {
    return { size: bytes.length };
  }
}

/**
 * The picture at a URL; undefined when it cannot be had. The emulator asks nobody but this machine: of other
 * hosts it believes that the picture is there, but for names that end in ".invalid".
 */
export async function fetchPicture(url: string): Promise<Picture | undefined> {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  if (!isLoopback(hostname)) {
    const isName = hostname.includes(".") || hostname.startsWith("[");
    return isName && !/\.invalid\.?$/.test(hostname) ? { size: 0 } : undefined;
  }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
    const body = Buffer.from(await response.arrayBuffer());
    return response.ok && body.length > 0 ? pictureOf(body) : undefined;
  } catch {
    return undefined;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
