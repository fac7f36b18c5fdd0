import { expect, test } from "vitest";
import type { PlanDto } from "@/lib/contracts/plans";
import { CATALOGUE, CURRENCIES, INTERVALS, type Tier } from "@/lib/plans/catalogue";
import { comparePlans, isGain, offerForMoreCredits } from "./compare-plans";
import { priceOf, yearlySaving } from "./plan-price";

const plans = CATALOGUE.map(({ tier, version, trialDays, monthlyCredits, limits, features, price, seats }): PlanDto => {
  const prices = INTERVALS.flatMap((interval) => {
    if (!price) return [];
    const amounts = { amount_minor: price[interval], extra_member_minor: seats?.extra[interval] ?? null };
    return CURRENCIES.map((currency) => ({ interval, currency, ...amounts }));
  });
  return {
    tier,
    version,
    trial_days: trialDays,
    included_members: seats?.included ?? null,
    monthly_credits: monthlyCredits,
    limits,
    features,
    prices,
  };
});

function plan(tier: Tier): PlanDto {
  const found = plans.find((candidate) => candidate.tier === tier);
  if (!found) throw new Error(`no plan ${tier}`);
  return found;
}

test("going from Free to Pro is shown as gains alone, credits first, because they are why people upgrade", () => {
  const differences = comparePlans(plan("free"), plan("pro"));
  expect(differences[0]).toEqual({ kind: "credits", from: 10, to: null });
  expect(differences.every(isGain)).toBe(true);
});

test("what both plans include is left out, so that the list shows only what the money changes", () => {
  const features = comparePlans(plan("starter"), plan("pro")).flatMap((one) =>
    one.kind === "feature" ? [one.feature] : [],
  );
  expect(features).toEqual(["api_access", "priority_queue", "branding"]);
  expect(comparePlans(plan("pro"), plan("pro"))).toEqual([]);
});

test("going down shows losses, also from unlimited to a number", () => {
  const differences = comparePlans(plan("pro"), plan("free"));
  expect(differences.some(isGain)).toBe(false);
  expect(differences).toContainEqual({ kind: "feature", feature: "api_access", gained: false });
});

test("somebody out of credits is offered the lowest plan in which that cannot happen again", () => {
  expect(offerForMoreCredits(plans, plan("free"))?.tier).toBe("pro");
  expect(offerForMoreCredits(plans, plan("starter"))?.tier).toBe("pro");
  expect(offerForMoreCredits(plans, plan("pro"))).toBeNull();
});

test("without an unlimited plan on sale the next better one is offered", () => {
  const sold = plans.filter(({ tier }) => tier !== "pro" && tier !== "enterprise");
  expect(offerForMoreCredits(sold, plan("free"))?.tier).toBe("starter");
  expect(offerForMoreCredits([plan("free")], plan("free"))).toBeNull();
});

test("the yearly saving is told against twelve monthly payments in the same currency", () => {
  expect(yearlySaving(plan("pro"), "eur")).toEqual({ amountMinor: 9800, share: 9800 / 58800 });
  expect(yearlySaving(plan("free"), "eur")).toBeNull();
  expect(priceOf(plan("free"), "monthly", "usd")).toBeNull();
});
