import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "@/lib/clock";
import { creditMonthAt } from "./credit-month";
import { availableCredits, type CreditState, planCredits } from "./credit-policy";
import { creditsToGiveBack, type SetAside, splitCredits } from "./split-credits";
import { type Operation, operation } from "./testing/operations";

const START = new Date("2026-01-31T10:00:00Z");

/** The ledger as the use cases keep it, without a database. */
class Model {
  at = START;
  plan: number | null = 10;
  sum = 0;
  packSum = 0;
  bought = 0;
  open: SetAside[] = [];
  granted = new Map<number, number>();
  best = new Map<number, number>();
  state: CreditState;

  constructor() {
    const { startAt: monthStartAt, endAt: monthEndAt } = creditMonthAt(START, START);
    const nothing = { balance: 0, packBalance: 0, grantedThisMonth: 0, usedThisMonth: 0 };
    this.state = { ...nothing, unlimited: false, monthStartAt, monthEndAt };
    this.look();
  }

  apply(operation: Operation): void {
    switch (operation.do) {
      case "consume":
        this.take(operation.quantity);
        return;
      case "reserve":
        this.reserve(operation.quantity);
        return;
      case "pack":
        this.bought += operation.quantity;
        this.move(0, operation.quantity);
        return;
      case "settle":
        this.end(operation.which, operation.share);
        return;
      case "release":
        this.end(operation.which, 0);
        return;
      case "plan":
        this.plan = operation.credits;
        this.look();
        return;
      case "wait":
        this.at = addMs(this.at, operation.days * DAY_MS);
        this.look();
    }
  }

  private look(): void {
    const { entries, next } = planCredits(this.state, this.plan, creditMonthAt(START, this.at));
    this.state = next;
    const month = next.monthStartAt.getTime();
    this.best.set(month, Math.max(this.best.get(month) ?? 0, this.plan ?? 0));
    for (const { kind, delta } of entries) {
      this.sum += delta;
      if (kind === "grant") this.granted.set(month, (this.granted.get(month) ?? 0) + delta);
    }
  }

  private move(monthly: number, pack: number): void {
    this.sum += monthly + pack;
    this.packSum += pack;
    const { balance, packBalance } = this.state;
    this.state = { ...this.state, balance: balance + monthly, packBalance: packBalance + pack };
  }

  private take(quantity: number) {
    if (this.state.unlimited) return { fromMonthly: 0, fromPack: 0 };
    if (availableCredits(this.state) < quantity) return null;
    const parts = splitCredits(this.state.balance, quantity);
    this.move(-parts.fromMonthly, -parts.fromPack);
    return parts;
  }

  private reserve(quantity: number): void {
    const parts = this.take(quantity);
    if (parts) this.open.push({ ...parts, monthStartAt: this.state.monthStartAt });
  }

  private end(which: number, share: number): void {
    const [setAside] = this.open.splice(which % Math.max(1, this.open.length), 1);
    if (!setAside) return;
    const used = Math.floor((setAside.fromMonthly + setAside.fromPack) * share);
    const { fromMonthly, fromPack } = creditsToGiveBack(setAside, used, this.state.monthStartAt);
    this.move(fromMonthly, fromPack);
  }
}

describe("G18: credits are a ledger, because a counter that is edited can't be explained to a customer", () => {
  it("G18: G20: over any sequence of events the sums are the balances, nothing goes below zero and nothing is minted", () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 60 }), (operations) => {
        const model = new Model();
        for (const each of operations) {
          model.apply(each);
          const { balance, packBalance } = model.state;
          expect(Math.min(balance, packBalance)).toBeGreaterThanOrEqual(0);
          expect([model.sum, model.packSum]).toEqual([balance + packBalance, packBalance]);
          const setAside = model.open.reduce((sum, { fromPack }) => sum + fromPack, 0);
          expect(packBalance + setAside).toBeLessThanOrEqual(model.bought);
        }
        for (const [month, amount] of model.granted) expect(amount).toBeLessThanOrEqual(model.best.get(month) ?? 0);
      }),
      { numRuns: 5_000 },
    );
  });

  it("G20: what is left of a month never exceeds what that month granted, whatever was reserved across its turn", () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 60 }), (operations) => {
        const model = new Model();
        for (const each of operations) {
          model.apply(each);
          const { balance, grantedThisMonth, monthStartAt } = model.state;
          const ofThisMonth = model.open
            .filter((each) => each.monthStartAt.getTime() === monthStartAt.getTime())
            .reduce((sum, { fromMonthly }) => sum + fromMonthly, 0);
          expect(balance + ofThisMonth).toBeLessThanOrEqual(grantedThisMonth);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
