import { cyan, dim, red } from "./progress";

const INFO_LEVEL = 30;
const WARNING_LEVEL = 40;

interface Entry {
  readonly level: number;
  readonly msg: string;
  readonly rest: Record<string, unknown>;
}

function parseEntry(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("msg" in value)) return undefined;
  const {
    level = INFO_LEVEL,
    msg,
    time: _time,
    pid: _pid,
    hostname: _hostname,
    ...rest
  } = value as Record<string, unknown>;
  return { level: Number(level), msg: String(msg), rest };
}

function details(rest: Record<string, unknown>): string {
  return Object.entries(rest)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}

/** A child's log line for people: structured entries become a sentence with its facts, warnings stand out. */
export function readableLine(source: string, line: string): string {
  const label = cyan(source.padEnd(6));
  const entry = parseEntry(line);
  if (!entry) return `${label} ${line}`;
  const message = entry.level >= WARNING_LEVEL ? red(entry.msg) : entry.msg;
  const facts = details(entry.rest);
  return facts ? `${label} ${message} ${dim(facts)}` : `${label} ${message}`;
}
