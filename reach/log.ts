/** What a worker tells of itself: one line an event, without secrets. */
import { Redactor } from "../provider/kaltura/errors";

export type Level = "info" | "warn" | "error";

/** What an event is about; only short, plain values. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One event, secrets taken out. */
export interface LogLine {
  /** ISO time. */
  readonly time: string;
  readonly level: Level;
  readonly message: string;
  readonly [field: string]: string | number | boolean | undefined;
}

export class Log {
  private readonly redactor = new Redactor();

  constructor(private readonly write: (line: LogLine) => void) {}

  /** From now on this text is taken out: an app token, the key of a stream. */
  hide(secret: string | undefined): void {
    this.redactor.add(secret);
  }

  /** The text without secrets. Sessions are known by their looks. */
  clean(text: string): string {
    return this.redactor.clean(text);
  }

  info(message: string, fields?: Fields): void {
    this.say("info", message, fields);
  }

  warn(message: string, fields?: Fields): void {
    this.say("warn", message, fields);
  }

  error(message: string, fields?: Fields): void {
    this.say("error", message, fields);
  }

  private say(level: Level, message: string, fields: Fields = {}): void {
    const clean = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "string" ? this.clean(value) : value]],
    );
    this.write({
      time: new Date().toISOString(),
      level,
      message: this.clean(message),
      ...Object.fromEntries(clean),
    });
  }
}

/** For people: `12:00:01 info  task is READY task=8 service=captions`. */
export function readable({ time, level, message, ...fields }: LogLine): string {
  const rest = Object.entries(fields).map(([name, value]) => {
    const text = String(value);
    return `${name}=${/[\s"=]/.test(text) ? JSON.stringify(text) : text}`;
  });
  return [time.slice(11, 19), level.padEnd(5), message, ...rest].join(" ");
}
