/** What came of comparing a recorded answer with the sandbox's. */
export type Comparison = { values: number; differences: string[] };

/** Seconds that a request of the recording may have taken, so that its times differ from a replay in one moment. */
const TOLERANCE_SECONDS = 10;
/** Properties whose values are drawn by lot, as ids are. */
const DRAWN = /(?:^|\.)(?:invoice_prefix|fingerprint|network_transaction_id|authorization_code|request_log_url)$/;
const ID = /^[a-z]{2,6}(?:_[a-z]+)*_[A-Za-z0-9]{8,}$/;

/** Ids of the recording and the sandbox's ids that stand for them. */
export class Counterparts {
  private readonly ids = new Map<string, string>();

  of(recorded: string): string {
    return this.ids.get(recorded) ?? recorded;
  }

  /** True when the sandbox's id stands for the recorded one; the first meeting decides. */
  match(recorded: string, answered: string): boolean {
    const known = this.ids.get(recorded);
    if (known === undefined) this.ids.set(recorded, answered);
    return (known ?? answered) === answered;
  }

  /** A text with its ids translated. */
  text(recorded: string): string {
    if (this.ids.has(recorded)) return this.of(recorded);
    const isNumber = /^([A-Z0-9]{8})-\d{4}$/.exec(recorded);
    if (isNumber?.[1]) return recorded.replace(isNumber[1], this.of(isNumber[1]));
    return recorded.replace(/[a-z]{2,6}_[A-Za-z0-9]{8,}/g, (id) => this.of(id));
  }
}

/**
 * Compares each value of a recorded answer with the sandbox's: amounts, statuses, codes, texts and references exactly,
 * times within the seconds that a request took. `isOurs` names the properties that are compared.
 */
export function compare(
  recorded: unknown,
  answered: unknown,
  counterparts: Counterparts,
  isOurs: (path: string) => boolean,
): Comparison {
  const result: Comparison = { values: 0, differences: [] };
  visit(recorded, answered, "");
  return result;

  function visit(theirs: unknown, ours: unknown, path: string): void {
    if (!isOurs(path)) return;
    if (Array.isArray(theirs)) visitList(theirs, ours, path);
    else if (typeof theirs === "object" && theirs !== null) visitObject(theirs, ours, path);
    else {
      result.values += 1;
      if (!isSame(theirs, ours, path, counterparts)) {
        result.differences.push(`${path}: ${JSON.stringify(ours)} for ${JSON.stringify(theirs)}`);
      }
    }
  }

  function visitList(theirs: unknown[], ours: unknown, path: string): void {
    const entries: unknown[] = Array.isArray(ours) ? ours : [];
    if (entries.length !== theirs.length) {
      result.values += 1;
      result.differences.push(`${path}: ${entries.length} entries for ${theirs.length}`);
      return;
    }
    for (const [i, entry] of theirs.entries()) visit(entry, entries[i], `${path}[]`);
  }

  function visitObject(theirs: object, ours: unknown, path: string): void {
    if (typeof ours !== "object" || ours === null) {
      result.values += 1;
      result.differences.push(`${path}: ${JSON.stringify(ours)} for an object`);
      return;
    }
    const present = new Map<string, unknown>(Object.entries(ours));
    for (const [key, value] of Object.entries(theirs)) {
      const at = path === "" ? key : `${path}.${key}`;
      if (!isOurs(at)) continue;
      if (present.has(key)) visit(value, present.get(key), at);
      else result.differences.push(`${at}: missing`);
    }
  }
}

function isSame(theirs: unknown, ours: unknown, path: string, counterparts: Counterparts): boolean {
  if (theirs === ours) return true;
  if (typeof theirs === "number" && typeof ours === "number") {
    return isTime(theirs) && Math.abs(theirs - ours) <= TOLERANCE_SECONDS;
  }
  if (typeof theirs !== "string" || typeof ours !== "string") return false;
  if (ID.test(theirs)) return kindOf(theirs) === kindOf(ours) && counterparts.match(theirs, ours);
  if (DRAWN.test(path)) return counterparts.match(theirs, ours);
  // Hosted pages stand elsewhere; the tails of secrets are not in the recordings.
  if (/^https:\/\/\w+\.stripe\.com\//.test(theirs)) return ours.startsWith("http://127.0.0.1:");
  const [beforeSecret, secret] = theirs.split("_secret_");
  if (secret && beforeSecret) return counterparts.match(beforeSecret, ours.split("_secret_")[0] ?? "");
  return counterparts.text(theirs) === ours;
}

function kindOf(id: string): string {
  return id.slice(0, id.lastIndexOf("_"));
}

function isTime(value: number): boolean {
  return value > 1_500_000_000 && value < 2_500_000_000;
}

/** The latest `created` within an answer, in seconds: the moment at which it was given. */
export function momentOf(body: unknown): number {
  if (typeof body !== "object" || body === null) return 0;
  return Math.max(
    0,
    ...Object.entries(body).map(([key, value]) =>
      key === "created" && typeof value === "number" ? value : momentOf(value),
    ),
  );
}
