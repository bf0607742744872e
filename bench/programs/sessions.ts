/** The Pulumi program that is measured: an event, a track, and sessions in both. */
import { EventCategory, WebcastSession } from "../../provider";
import { benchSession } from "../session";

const size = Number(process.env.BENCH_SIZE);
const later = Number(process.env.BENCH_LATER ?? 0);

const event = new EventCategory("event", { name: "Summit 2027" });
const track = new EventCategory("track", { name: "Main track", parent: event });
for (let i = 0; i < size; i++) {
  new WebcastSession(`session-${i}`, { ...benchSession(i, later), categories: [event, track] });
}
