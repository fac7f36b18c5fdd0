import { addMonths } from "@/lib/clock";

/** A month of the tenant's own credit clock: it starts with the tenant, not with the invoice (G18). */
export interface CreditMonth {
  startAt: Date;
  endAt: Date;
}

/**
 * The month that contains `at`, counted from `anchorAt` so that an anchor on the 31st comes back to the 31st after
 * a short month instead of sliding.
 */
export function creditMonthAt(anchorAt: Date, at: Date): CreditMonth {
  const months = (at.getUTCFullYear() - anchorAt.getUTCFullYear()) * 12 + at.getUTCMonth() - anchorAt.getUTCMonth();
  const index = addMonths(anchorAt, months) <= at ? months : months - 1;
  const clamped = Math.max(0, index);
  return { startAt: addMonths(anchorAt, clamped), endAt: addMonths(anchorAt, clamped + 1) };
}
