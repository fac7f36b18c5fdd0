import type { Account } from "../account";
import type { IdempotencyRecord } from "../store/hidden";
import { StripeError } from "./errors";

const KEPT_SECONDS = 24 * 3600;
const inFlight = new Set<string>();

/** The stored answer of a key, or null when the request must run; refuses a key reused for something else. */
export function storedAnswer(account: Account, key: string, fingerprint: string, at: number): IdempotencyRecord | null {
  if (key.length > 255) {
    throw new StripeError({
      status: 400,
      type: "invalid_request_error",
      message: `Idempotency keys can be at most 255 characters long. The key you sent is ${key.length} characters long.`,
    });
  }
  const stored = account.idempotency.find(key);
  if (!stored || stored.at < at - KEPT_SECONDS) return null;
  if (stored.fingerprint === fingerprint) return stored;
  throw new StripeError({
    status: 400,
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

/** Forgets the answers whose day is over; the oldest come first. */
export function pruneAnswers(account: Account, at: number): void {
  for (const stored of account.idempotency.values()) {
    if (stored.at >= at - KEPT_SECONDS) return;
    account.idempotency.delete(stored.id);
  }
}

/** Marks a key as running; the returned function ends it. A second request meanwhile is refused with 409. */
export function occupy(account: Account, key: string): () => void {
  const name = `${account.suffix}\n${key}`;
  if (inFlight.has(name)) {
    throw new StripeError({
      status: 409,
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Idempotent Key: ${key}.`,
    });
  }
  inFlight.add(name);
  return () => inFlight.delete(name);
}
