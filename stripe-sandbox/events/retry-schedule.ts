const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How long to wait before each further attempt. `quick` is made for working: seconds. `stripe` keeps Stripe's span of
 * three days with growing pauses; the single pauses are not documented. https://docs.stripe.com/webhooks#retries
 */
export const RETRY_SCHEDULES = {
  quick: [1000, 5000, 25_000, 125_000],
  stripe: [
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    5 * HOUR_MS,
    10 * HOUR_MS,
    12 * HOUR_MS,
    12 * HOUR_MS,
    12 * HOUR_MS,
    12 * HOUR_MS,
  ],
} as const;
export type RetrySchedule = keyof typeof RETRY_SCHEDULES;

/** The schedule of that name, or null. */
export function retryScheduleOf(name: unknown): RetrySchedule | null {
  return name === "quick" || name === "stripe" ? name : null;
}
