import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { describeError, withoutQuery } from "@/lib/describe-error";
import { env } from "@/lib/env";

// Whatever carries a secret is cut out by name, wherever it stands in the logged object.
const SECRET_PATHS = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "*.password",
  "*.token",
  "*.secret",
  "*.authorization",
  "*.cookie",
];

// The job queue logs errors one level down, beside the job.
const ERRORS_DOWN_TO = 3;

function described(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value);
  if (depth === 0 || typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return describedFields(value, depth - 1);
}

function describedFields(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, described(value, depth)]));
}

// An entry without words of its own gets its error's message from pino: the uncleaned one, so it is given here.
function wordsFor(first: unknown): string | undefined {
  const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
  return error instanceof Error ? describeError(error).message : undefined;
}

const options: LoggerOptions = {
  base: undefined,
  redact: { paths: SECRET_PATHS, censor: "[removed]" },
  serializers: { err: (value: unknown) => described(value, 0) },
  formatters: { log: (entry) => describedFields(entry, ERRORS_DOWN_TO) },
  hooks: {
    logMethod([first, message = wordsFor(first), ...rest]: [unknown, unknown?, ...unknown[]], method) {
      const texts = [first, message, ...rest].map((part) => (typeof part === "string" ? withoutQuery(part) : part));
      Reflect.apply(method, this, texts);
    },
  },
};

/** A log that writes to the given place: one JSON line an entry, secrets and the parameters of statements removed. */
export function createLogger(level: LoggerOptions["level"], destination?: DestinationStream): Logger {
  return destination ? pino({ ...options, level }, destination) : pino({ ...options, level });
}

let root: Logger | undefined;

/** The structured log of this process. */
export function logger(): Logger {
  root ??= createLogger(env().LOG_LEVEL);
  return root;
}
