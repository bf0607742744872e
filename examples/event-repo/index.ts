/** The event of event.yaml. What is on stands there; this file is for what YAML can't say. */
import { EventProgram } from "pulumi-kaltura/event";

const event = new EventProgram("summit", { file: "event.yaml" });

export const agenda = event.agenda;
export const embeds = event.embeds;
export const calendar = event.calendar;
/** For the people at the encoders: pulumi stack output ingest --show-secrets */
export const ingest = event.ingest;
