/** The check of an event by itself, for editors, pipelines and plans: no Pulumi, no credentials, no call. */
import type { EventDefinition } from "./definition";
import { type ExamineOptions, examine } from "./examine";
import type { Finding } from "./findings";
import { load } from "./load";

/**
 * All that is wrong, or odd, in an event, in the order of its files; empty when it is right.
 * @param event path of an event file, or of a programme that an importer reads; or a definition
 * @throws when the file can't be opened
 */
export const check = (event: string | EventDefinition, options: ExamineOptions = {}): readonly Finding[] =>
  examine(load(event), options).findings;
