import { roundCents } from "./money";

/** The part of a full amount that belongs to what is left of a period, by the second, in whole cents. */
export function prorated(amountMinor: number, period: { start: number; end: number }, at: number): number {
  const length = period.end - period.start;
  if (length <= 0) return 0;
  const left = Math.min(length, Math.max(0, period.end - at));
  return roundCents((amountMinor * left) / length);
}
