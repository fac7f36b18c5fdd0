/** When a subscription is to end: a time, or a word that its items' periods decide. */
export type CancelAt = number | "min_period_end" | "max_period_end" | "max_billed_until" | null;

/** The wanted end as a time; what is licensed is billed until its period ends. */
export function cancelTime(wanted: CancelAt, periodEnds: readonly number[]): number | null {
  switch (wanted) {
    case "min_period_end":
      return Math.min(...periodEnds);
    case "max_period_end":
    case "max_billed_until":
      return Math.max(...periodEnds);
    default:
      return wanted;
  }
}
