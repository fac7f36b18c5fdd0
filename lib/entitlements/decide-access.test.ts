import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS } from "@/lib/clock";
import { TIERS } from "@/lib/plans/catalogue";
import { allowsWrites, decideAccess, type GrantFacts, type SubscriptionFacts } from "./decide-access";
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
  decideAccess({ subscription, suspended, grants: [] }, ACCESS_POLICY, at);

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

const someGrant: fc.Arbitrary<GrantFacts> = fc.record({
  tier: fc.constantFrom("starter", "pro", "enterprise"),
  startsAt: someTime,
  endsAt: fc.option(someTime),
});

describe("G15: a grant is a fact of its own, because a webhook must not take back what was given", () => {
  const given = (subscription: SubscriptionFacts | null, grants: GrantFacts[], at = NOW) =>
    decideAccess({ subscription, suspended: false, grants }, ACCESS_POLICY, at);
  const pro: GrantFacts = { tier: "pro", startsAt: addMs(NOW, -DAY_MS), endsAt: addMs(NOW, DAY_MS) };

  it("G15: raises a lower plan and never lowers a higher one", () => {
    expect(given(null, [pro])).toMatchObject({
      tier: "pro",
      mode: "full",
      reason: "granted",
      nextChangeAt: pro.endsAt,
    });
    expect(given(proSubscription({ tier: "enterprise" }), [pro])).toMatchObject({
      tier: "enterprise",
      reason: "active",
    });
  });

  it("G15: lets work go on where the unpaid plan only lets read", () => {
    const readOnly = proSubscription({ status: "past_due", unpaidSinceAt: addMs(NOW, -10 * DAY_MS) });
    expect(given(readOnly, [{ ...pro, tier: "starter" }])).toMatchObject({ tier: "starter", mode: "full" });
  });

  it("G15: begins and ends by itself, and says when", () => {
    const later = { ...pro, startsAt: addMs(NOW, DAY_MS), endsAt: addMs(NOW, 2 * DAY_MS) };
    expect(given(null, [later])).toMatchObject({ tier: "free", nextChangeAt: later.startsAt });
    expect(given(null, [later], later.endsAt)).toMatchObject({ tier: "free", nextChangeAt: null });
  });

  it("G15: gives a suspended workspace nothing", () => {
    const access = decideAccess({ subscription: null, suspended: true, grants: [pro] }, ACCESS_POLICY, NOW);
    expect(access.mode).toBe("none");
  });

  it("G13: an answer stays the same until the moment that it names, because caches keep it so long", () => {
    const somePaid = fc.option(someSubscription);
    fc.assert(
      fc.property(
        somePaid,
        fc.array(someGrant, { maxLength: 4 }),
        someTime,
        fc.nat({ max: 1_000 }),
        (paid, grants, at, share) => {
          const access = given(paid, grants, at);
          const horizon = access.nextChangeAt ?? addMs(at, 500 * DAY_MS);
          const before = addMs(at, Math.floor(((horizon.getTime() - at.getTime() - 1) * share) / 1_000));
          const { tier, mode, reason } = given(paid, grants, before);
          expect({ tier, mode, reason }).toEqual({ tier: access.tier, mode: access.mode, reason: access.reason });
        },
      ),
      { numRuns: 5_000 },
    );
  });
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
