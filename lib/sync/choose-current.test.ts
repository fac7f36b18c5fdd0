import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SubscriptionStatus } from "@/db/schema/billing";
import { chooseCurrent } from "./choose-current";

const row = (stripeSubscriptionId: string, status: SubscriptionStatus, day: number) => ({
  stripeSubscriptionId,
  status,
  createdAt: new Date(Date.UTC(2026, 0, day)),
});

describe("the current subscription", () => {
  it("is the paid one beside an unfinished one, so that a stray try never hides what was bought", () => {
    expect(chooseCurrent([row("sub_b", "incomplete", 1), row("sub_a", "active", 2)])?.stripeSubscriptionId).toBe(
      "sub_a",
    );
  });

  it("is the older of two open ones, because the second is the mistake", () => {
    expect(chooseCurrent([row("sub_b", "active", 2), row("sub_a", "active", 1)])?.stripeSubscriptionId).toBe("sub_a");
  });

  it("is the newest of those that ended", () => {
    expect(chooseCurrent([row("sub_a", "canceled", 1), row("sub_b", "canceled", 2)])?.stripeSubscriptionId).toBe(
      "sub_b",
    );
  });

  it("is the same whatever order Stripe lists them in", () => {
    const some = fc.record({
      stripeSubscriptionId: fc.stringMatching(/^sub_[a-z]{4}$/),
      status: fc.constantFrom<SubscriptionStatus>("active", "past_due", "incomplete", "canceled"),
      createdAt: fc.integer({ min: 1, max: 5 }).map((day) => new Date(Date.UTC(2026, 0, day))),
    });
    const list = fc.uniqueArray(some, { minLength: 1, maxLength: 6, selector: (each) => each.stripeSubscriptionId });
    fc.assert(
      fc.property(list, fc.infiniteStream(fc.nat()), (rows, shuffle) => {
        const other = [...rows].sort(() => ((shuffle.next().value ?? 0) % 2 === 0 ? 1 : -1));
        expect(chooseCurrent(other)).toEqual(chooseCurrent(rows));
      }),
      { numRuns: 1_000 },
    );
  });
});
