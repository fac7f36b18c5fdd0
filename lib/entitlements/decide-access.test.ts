import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "@/lib/clock";
import { TIERS } from "@/lib/plans/catalogue";
import { allowsWrites, decideAccess, type SubscriptionFacts } from "./decide-access";
import { ACCESS_POLICY } from "./policy";

const NOW = new Date("2026-11-21T12:00:00Z");

const proSubscription = (over: Partial<SubscriptionFacts> = {}): SubscriptionFacts => ({
  status: "active",
  tier: "pro",
  currentPeriodStartAt: addMs(NOW, -10 * DAY_MS),
  currentPeriodEndAt: addMs(NOW, 20 * DAY_MS),
  trialEndAt: null,
  cancelAt: null,
  collectionPaused: false,
  unpaidSinceAt: null,
  ...over,
});

const decide = (subscription: SubscriptionFacts | null, at = NOW, suspended = false) =>
  decideAccess({ subscription, suspended }, ACCESS_POLICY, at);

const someTime = fc.integer({ min: -400, max: 400 }).map((days) => addMs(NOW, days * DAY_MS));
const someSubscription: fc.Arbitrary<SubscriptionFacts> = fc.record({
  status: fc.constantFrom(
    "incomplete",
    "incomplete_expired",
    "trialing",
    "active",
    "past_due",
    "unpaid",
    "canceled",
    "paused",
  ),
  tier: fc.option(fc.constantFrom(...TIERS)),
  currentPeriodStartAt: someTime,
  currentPeriodEndAt: someTime,
  trialEndAt: fc.option(someTime),
  cancelAt: fc.option(someTime),
  collectionPaused: fc.boolean(),
  unpaidSinceAt: fc.option(someTime),
});

describe("the one access decision", () => {
  it("gives Free to a workspace without a subscription", () => {
    expect(decide(null)).toEqual({ tier: "free", mode: "full", reason: "no_subscription", nextChangeAt: null });
  });

  it("gives the bought tier while it is active, and to the announced end after a cancellation", () => {
    expect(decide(proSubscription())).toMatchObject({ tier: "pro", mode: "full", reason: "active" });
    const cancelAt = addMs(NOW, 3 * DAY_MS);
    expect(decide(proSubscription({ cancelAt }))).toMatchObject({
      tier: "pro",
      reason: "ending",
      nextChangeAt: cancelAt,
    });
    expect(decide(proSubscription({ cancelAt }), cancelAt)).toMatchObject({ tier: "free", reason: "ended" });
  });

  it("keeps full use for seven days after a failed payment, then reading, then Free on day 21", () => {
    const pastDue = proSubscription({ status: "past_due", unpaidSinceAt: NOW });
    const modes = [0, 6.9, 7, 20.9, 21].map((days) => decide(pastDue, addMs(NOW, days * DAY_MS)));
    expect(modes.map(({ tier, mode }) => `${tier}:${mode}`)).toEqual([
      "pro:grace",
      "pro:grace",
      "pro:read_only",
      "pro:read_only",
      "free:full",
    ]);
  });

  it("grants nothing for a price that is none of ours, because nobody can say what it was meant to be", () => {
    expect(decide(proSubscription({ tier: null }))).toMatchObject({ tier: "free", reason: "unknown_plan" });
  });

  it("gives a suspended workspace nothing, whatever it pays", () => {
    expect(decide(proSubscription(), NOW, true)).toMatchObject({ mode: "none", reason: "suspended" });
  });

  it("is total and never names a change that lies in the past", () => {
    fc.assert(
      fc.property(fc.option(someSubscription), someTime, fc.boolean(), (subscription, at, suspended) => {
        const access = decide(subscription, at, suspended);
        expect(TIERS).toContain(access.tier);
        if (access.nextChangeAt) expect(access.nextChangeAt.getTime()).toBeGreaterThan(at.getTime());
      }),
      { numRuns: 5_000 },
    );
  });

  it("never gives access back by the passing of time alone while a payment is open", () => {
    const strength = { full: 3, grace: 2, read_only: 1, none: 0 };
    fc.assert(
      fc.property(someTime, fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 8 }), (since, days) => {
        const pastDue = proSubscription({ status: "past_due", unpaidSinceAt: since });
        const seen = [...days].sort((a, b) => a - b).map((day) => decide(pastDue, addMs(since, day * DAY_MS)));
        const worth = seen.map(({ tier, mode }) => (tier === "free" ? 0 : strength[mode]));
        expect(worth).toEqual([...worth].sort((a, b) => b - a));
      }),
      { numRuns: 2_000 },
    );
  });

  it("lets full and grace write, read-only and suspended not", () => {
    expect((["full", "grace", "read_only", "none"] as const).map(allowsWrites)).toEqual([true, true, false, false]);
  });
});
