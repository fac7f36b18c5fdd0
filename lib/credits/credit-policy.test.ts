import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, addMs, DAY_MS } from "@/lib/clock";
import { creditMonthAt } from "./credit-month";
import { type CreditState, planCredits } from "./credit-policy";

const START = new Date("2026-01-31T10:00:00Z");

const freshState = (): CreditState => {
  const { startAt: monthStartAt, endAt: monthEndAt } = creditMonthAt(START, START);
  return { balance: 0, unlimited: false, grantedThisMonth: 0, usedThisMonth: 0, monthStartAt, monthEndAt };
};

const settle = (state: CreditState, monthlyCredits: number | null, at: Date) =>
  planCredits(state, monthlyCredits, creditMonthAt(START, at));

describe("the credit month", () => {
  it("keeps the anchor's day and uses the last day of a shorter month, so that it never slides", () => {
    const starts = [0, 1, 2, 3].map((months) => creditMonthAt(START, addMs(addMonths(START, months), 1)).startAt);
    expect(starts.map((at) => at.toISOString().slice(0, 10))).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
    ]);
  });

  it("contains the time that it was asked for, over leap years and centuries", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        fc.nat({ max: 5_000 }),
        (anchor, days) => {
          const at = addMs(anchor, days * DAY_MS);
          const { startAt, endAt } = creditMonthAt(anchor, at);
          expect(startAt <= at && at < endAt).toBe(true);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe("what the ledger owes", () => {
  it("grants the month's credits once, however often it is asked", () => {
    const first = settle(freshState(), 10, START);
    expect(first.entries).toEqual([{ kind: "grant", delta: 10, source: "grant:2026-01-31:10" }]);
    expect(settle(first.next, 10, START).entries).toEqual([]);
  });

  it("lets the rest of a month expire and grants anew at its turn", () => {
    const { next } = settle(freshState(), 10, START);
    const turned = settle({ ...next, balance: 4 }, 10, new Date("2026-03-01T00:00:00Z"));
    expect(turned.entries.map(({ kind, delta }) => [kind, delta])).toEqual([
      ["expire", -4],
      ["grant", 10],
    ]);
    expect(turned.next.balance).toBe(10);
  });

  it("mints nothing by switching plans back and forth within a month (the first form of G20)", () => {
    const plans = fc.constantFrom(10, 200, null);
    fc.assert(
      fc.property(fc.array(plans, { minLength: 1, maxLength: 30 }), (switches) => {
        let state = freshState();
        let granted = 0;
        for (const monthlyCredits of switches) {
          const { entries, next } = settle(state, monthlyCredits, START);
          granted += entries.reduce((sum, entry) => sum + entry.delta, 0);
          state = next;
        }
        expect(granted).toBe(Math.max(...switches.map((credits) => credits ?? 0)));
        expect(state.balance).toBe(granted);
      }),
      { numRuns: 2_000 },
    );
  });
});
