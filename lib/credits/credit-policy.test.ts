import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, addMs, DAY_MS } from "@/lib/clock";
import { creditMonthAt } from "./credit-month";
import { type CreditState, planCredits } from "./credit-policy";

const START = new Date("2026-01-31T10:00:00Z");

const freshState = (): CreditState => {
  const { startAt: monthStartAt, endAt: monthEndAt } = creditMonthAt(START, START);
  return {
    balance: 0,
    packBalance: 0,
    unlimited: false,
    grantedThisMonth: 0,
    usedThisMonth: 0,
    monthStartAt,
    monthEndAt,
  };
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

  it("lets the rest of a month expire and grants anew at its turn; packs stay", () => {
    const { next } = settle(freshState(), 10, START);
    const turned = settle({ ...next, balance: 4, packBalance: 60 }, 10, new Date("2026-03-01T00:00:00Z"));
    expect(turned.entries.map(({ kind, delta }) => [kind, delta])).toEqual([
      ["expire", -4],
      ["grant", 10],
    ]);
    expect(turned.next).toMatchObject({ balance: 10, packBalance: 60 });
  });

  it("gives one month's credits after a jump over many, because what nobody used of them is gone", () => {
    const { next } = settle(freshState(), 200, START);
    const jumped = settle(next, 200, addMonths(START, 9));
    expect(jumped.entries.map(({ delta }) => delta)).toEqual([-200, 200]);
    expect(jumped.next.balance).toBe(200);
  });
});

/** What may happen to a tenant: a plan, by its credits, and days that pass. */
const change = fc.record({ credits: fc.constantFrom(0, 10, 200, null), days: fc.nat({ max: 95 }) });

describe("G20: a plan change moves credits once, because whoever switches must not print money", () => {
  it("G20: switching back and forth in one month gives what the best plan gives, and never more", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), fc.nat({ max: 500 }), (changes, packBalance) => {
        let state: CreditState = { ...freshState(), packBalance };
        let granted = 0;
        for (const { credits } of changes) {
          const { entries, next } = settle(state, credits, START);
          granted += entries.reduce((sum, { delta }) => sum + delta, 0);
          state = next;
        }
        expect(granted).toBe(Math.max(...changes.map(({ credits }) => credits ?? 0)));
        expect(state).toMatchObject({ balance: granted, packBalance });
      }),
      { numRuns: 2_000 },
    );
  });

  it("G20: over any switches, jumps and spending no month grants more than its best plan, and packs are never touched", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), fc.nat({ max: 500 }), (changes, packBalance) => {
        let state: CreditState = { ...freshState(), packBalance };
        let at = START;
        const best = new Map<number, number>();
        const granted = new Map<number, number>();
        for (const { credits, days } of changes) {
          at = addMs(at, days * DAY_MS);
          const { entries, next } = settle(state, credits, at);
          expect(state.balance + entries.reduce((sum, { delta }) => sum + delta, 0)).toBe(next.balance);
          const month = next.monthStartAt.getTime();
          best.set(month, Math.max(best.get(month) ?? 0, credits ?? 0));
          for (const { kind, delta } of entries)
            if (kind === "grant") granted.set(month, (granted.get(month) ?? 0) + delta);
          // Half of it is used, so that what expires is less than what was given.
          state = { ...next, balance: Math.floor(next.balance / 2) };
        }
        for (const [month, amount] of granted) expect(amount).toBeLessThanOrEqual(best.get(month) ?? 0);
        expect(state.packBalance).toBe(packBalance);
      }),
      { numRuns: 2_000 },
    );
  });

  it("G20: no source is ever planned twice, so that late and repeated looks find their entry there", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), (changes) => {
        let state = freshState();
        let at = START;
        const sources: string[] = [];
        for (const { credits, days } of changes) {
          at = addMs(at, days * DAY_MS);
          const { entries, next } = settle(state, credits, at);
          sources.push(...entries.map(({ source }) => source));
          state = next;
        }
        expect(new Set(sources).size).toBe(sources.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
