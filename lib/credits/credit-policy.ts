import type { CreditEntryKind } from "@/db/schema/credits";
import type { CreditMonth } from "./credit-month";

/** A tenant's credits as they stand; amounts are whole credits. */
export interface CreditState {
  /** What is left of the month's credits: spent first, gone at the month's end. */
  balance: number;
  /** What is left of bought and given credits: it does not expire, and no change of plan touches it. */
  packBalance: number;
  unlimited: boolean;
  grantedThisMonth: number;
  usedThisMonth: number;
  monthStartAt: Date;
  monthEndAt: Date;
}

export interface PlannedEntry {
  kind: CreditEntryKind;
  delta: number;
  source: string;
}

export interface CreditPlan {
  entries: PlannedEntry[];
  next: CreditState;
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/**
 * What the ledger owes a tenant now: at the turn of a credit month the rest expires and the plan's credits are
 * granted; within a month a better plan tops up to its amount, and nothing else ever grants, so that switching back
 * and forth mints nothing (G20). Months that passed unseen leave nothing: what they gave would have expired with them.
 * `monthlyCredits` null means unlimited.
 */
export function planCredits(state: CreditState, monthlyCredits: number | null, month: CreditMonth): CreditPlan {
  const entries: PlannedEntry[] = [];
  let next: CreditState = { ...state, unlimited: monthlyCredits === null };
  if (month.startAt > state.monthStartAt) {
    if (state.balance > 0)
      entries.push({ kind: "expire", delta: -state.balance, source: `expire:${dayOf(state.monthStartAt)}` });
    next = {
      ...next,
      balance: 0,
      grantedThisMonth: 0,
      usedThisMonth: 0,
      monthStartAt: month.startAt,
      monthEndAt: month.endAt,
    };
  }
  const missing = (monthlyCredits ?? 0) - next.grantedThisMonth;
  if (missing > 0) {
    // The amount is part of the source: a second grant of the same month's same amount is the same grant.
    entries.push({ kind: "grant", delta: missing, source: `grant:${dayOf(next.monthStartAt)}:${monthlyCredits}` });
    next = { ...next, balance: next.balance + missing, grantedThisMonth: next.grantedThisMonth + missing };
  }
  return { entries, next };
}

/** What can be spent now: the month's rest and the packs'. */
export function availableCredits({ balance, packBalance }: Pick<CreditState, "balance" | "packBalance">): number {
  return balance + packBalance;
}

/** Whether two states are the same to the last field, so that nothing needs writing. */
export function sameCredits(a: CreditState, b: CreditState): boolean {
  return (
    a.balance === b.balance &&
    a.packBalance === b.packBalance &&
    a.unlimited === b.unlimited &&
    a.grantedThisMonth === b.grantedThisMonth &&
    a.usedThisMonth === b.usedThisMonth &&
    a.monthStartAt.getTime() === b.monthStartAt.getTime()
  );
}
