/** What sessions have that they don't say themselves: defaults of event and track, and templates. */
import type { SessionKind } from "../agenda";
import type { SessionSettings } from "../definition";
import type { Path, Source } from "../findings";
import { fileFrom } from "./inputs";

/** Settings as they stand in one place. */
export interface Layer {
  readonly settings: SessionSettings;
  /** Where; undefined for defaults that the program gives. */
  readonly path: Path | undefined;
}

/** A value, and where it is written. */
export interface Placed<T> {
  readonly value: T;
  readonly path: Path | undefined;
}

/** The nearest value of a field. @param layers from the widest to the narrowest */
export function nearest<K extends keyof SessionSettings>(
  layers: readonly Layer[],
  field: K,
): Placed<NonNullable<SessionSettings[K]>> | undefined {
  const layer = layers.findLast(({ settings }) => settings[field] !== undefined);
  if (layer === undefined) return undefined;
  return { value: layer.settings[field]!, path: layer.path && [...layer.path, field] };
}

/** Other inputs of the session's resource, each with its place. */
export function settingsOf(
  layers: readonly Layer[],
  kind: SessionKind,
  source: Source,
): Map<string, Placed<unknown>> {
  const inputs = new Map<string, Placed<unknown>>();
  for (const { settings, path } of layers) {
    for (const [name, value] of Object.entries(settings[kind] ?? {})) {
      if (value === undefined) continue;
      const at = path && [...path, kind, name];
      const folder = at === undefined ? "." : source.folderOf(at);
      inputs.set(name, { value: name === "thumbnail" ? fileFrom(folder, value) : value, path: at });
    }
  }
  return inputs;
}
