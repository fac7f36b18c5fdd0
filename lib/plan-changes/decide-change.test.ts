import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INTERVALS, TIERS, tierRank } from "@/lib/plans/catalogue";
import {
  CHANGE_KINDS,
  CHANGE_STATES,
  type ChangeSubject,
  changeKindOf,
  changeStateOf,
  decideChange,
  ruleChange,
} from "./decide-change";

/** The rules as docs/plan-changes.md writes them: a line for each cell. */
function documented(): string[] {
  const text = readFileSync(path.resolve("docs/plan-changes.md"), "utf8");
  const table = text.slice(text.indexOf("<!-- table:start -->"), text.indexOf("<!-- table:end -->"));
  const rows = table.split("\n").filter((line) => line.startsWith("| "));
  const [head = [], ...body] = rows.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return body.flatMap(([state, ...cells]) => cells.map((cell, index) => `${state} ${head[index + 1]}: ${cell}`));
}

const subject = (over: Partial<ChangeSubject> = {}): ChangeSubject => ({
  status: "active",
  tier: "pro",
  interval: "monthly",
  quantity: 1,
  currency: "usd",
  cancelAt: null,
  collectionPaused: false,
  collectionMethod: "charge_automatically",
  pendingStripePriceId: null,
  scheduledAt: null,
  ...over,
});

const anyPlan = fc.record({
  tier: fc.constantFrom(...TIERS),
  interval: fc.constantFrom(...INTERVALS),
  quantity: fc.integer({ min: 1, max: 40 }),
  currency: fc.constantFrom("usd", "eur"),
});

const anySubject: fc.Arbitrary<ChangeSubject> = fc.record({
  status: fc.constantFrom("incomplete", "trialing", "active", "past_due", "unpaid", "paused", "canceled"),
  tier: fc.option(fc.constantFrom(...TIERS)),
  interval: fc.option(fc.constantFrom(...INTERVALS)),
  quantity: fc.integer({ min: 1, max: 40 }),
  currency: fc.constantFrom("usd", "eur"),
  cancelAt: fc.option(fc.constant(new Date("2026-12-01T00:00:00Z"))),
  collectionPaused: fc.boolean(),
  collectionMethod: fc.constantFrom("charge_automatically", "send_invoice"),
  pendingStripePriceId: fc.option(fc.constant("price_next")),
  scheduledAt: fc.option(fc.constant(new Date("2026-12-01T00:00:00Z"))),
});

describe("G9: upgrades now, downgrades at the period's end, because what is paid stays", () => {
  it("G9: the code rules every state and change as docs/plan-changes.md says, cell by cell", () => {
    const ruled = CHANGE_STATES.flatMap((state) =>
      CHANGE_KINDS.map((kind) => {
        const rule = ruleChange(state, kind);
        return `${state} ${kind}: ${"code" in rule ? rule.code : rule.timing}`;
      }),
    );
    expect(ruled.sort()).toEqual(documented().sort());
  });

  it.each([
    ["pro", "monthly", "starter", "yearly", "tier_down"],
    ["starter", "yearly", "pro", "monthly", "tier_up"],
    ["pro", "monthly", "pro", "yearly", "to_yearly"],
    ["pro", "yearly", "pro", "monthly", "to_monthly"],
    ["pro", "yearly", "free", "monthly", "to_free"],
  ] as const)(
    "G9: %s %s to %s %s is %s, because the tier decides first",
    (tier, interval, toTier, toInterval, kind) => {
      const wanted = { tier: toTier, interval: toInterval, quantity: 1, currency: "usd" };
      expect(changeKindOf({ tier, interval, quantity: 1 }, wanted)).toBe(kind);
    },
  );

  it("of several states the one that refuses most counts, so that no rule is gone round", () => {
    const state = (over: Partial<ChangeSubject>) => changeStateOf(subject(over), "usd", false);
    expect(state({ status: "past_due", cancelAt: new Date() })).toBe("ending");
    expect(state({ status: "trialing", collectionPaused: true })).toBe("collection_paused");
    expect(state({ pendingStripePriceId: "price_next", scheduledAt: new Date() })).toBe("pending");
    expect(state({ tier: null, status: "unpaid" })).toBe("custom_price");
    expect(changeStateOf(subject({ status: "canceled" }), "usd", true)).toBe("granted");
    expect(changeStateOf(null, "usd", false)).toBe("none");
  });

  it("is total, charges nobody who goes down, and never lets one who owes go up", () => {
    fc.assert(
      fc.property(fc.option(anySubject), anyPlan, fc.boolean(), (from, wanted, hasGrant) => {
        const decision = decideChange(from, wanted, { hasGrant });
        if (!decision.allowed) {
          expect(decision.reason).not.toBe("");
          return;
        }
        expect(from).not.toBeNull();
        if (decision.direction === "down") expect(decision.timing).not.toBe("now");
        if (decision.timing === "now") expect(from?.status).toBe("active");
        if (tierRank(wanted.tier) < tierRank(from?.tier ?? "free")) expect(decision.direction).toBe("down");
      }),
      { numRuns: 5_000 },
    );
  });
});
