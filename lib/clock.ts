/** The time on the wall: leases, sessions, signatures and rate limits live by it. */
export function wallNow(): Date {
  return new Date();
}

/** Monotonic milliseconds, for measuring how long something took. */
export function monotonicMs(): number {
  return performance.now();
}

/** Anything that knows a tenant's test clock. */
export interface BillingClock {
  /** Frozen time of the customer's test clock at Stripe; null where wall time rules. */
  clockFrozenAt: Date | null;
}

/** The tenant's time for everything that billing decides: access, grace, credit months, reminders, proration. */
export function billingNow(clock: BillingClock | null | undefined): Date {
  return clock?.clockFrozenAt ?? wallNow();
}

/** A Unix time in seconds, as Stripe writes it, as a Date. */
export function fromUnix(seconds: number): Date {
  return new Date(seconds * 1000);
}

/** `fromUnix` for fields that may be empty. */
export function fromUnixOrNull(seconds: number | null | undefined): Date | null {
  return typeof seconds === "number" ? fromUnix(seconds) : null;
}

export const DAY_MS = 86_400_000;

/** The time `ms` later. */
export function addMs(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** The same day and hour `months` later, on the month's last day where it is shorter (UTC). */
export function addMonths(at: Date, months: number): Date {
  const target = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  target.setUTCHours(at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCMilliseconds());
  return target;
}
