import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES, raise, rankOf, statusOfIntent } from "./payment-status";

const status = fc.constantFrom(...PAYMENT_STATUSES);

describe("G12: a payment's status only moves up its rank, because updates arrive in any order", () => {
  it("G12: any order of updates ends in the highest rank, and no update ever takes it back", () => {
    fc.assert(
      fc.property(fc.array(status, { minLength: 1, maxLength: 20 }), (updates) => {
        let current: (typeof PAYMENT_STATUSES)[number] = "NEW";
        for (const update of updates) {
          const next = raise(current, update);
          expect(rankOf(next)).toBeGreaterThanOrEqual(rankOf(current));
          current = next;
        }
        const highest = Math.max(...updates.map(rankOf));
        expect(rankOf(current)).toBe(highest);
      }),
      { numRuns: 2_000 },
    );
  });

  it("G12: a confirmed payment stays confirmed whatever is said of it later", () => {
    for (const update of PAYMENT_STATUSES) expect(raise("CONFIRMED", update)).toBe("CONFIRMED");
  });

  it("G12: a declined or broken attempt is not final, because the next one may succeed", () => {
    expect(raise("FAILED", "CONFIRMED")).toBe("CONFIRMED");
    expect(raise("ERROR", "CONFIRMED")).toBe("CONFIRMED");
  });
});

describe("G12: Stripe's words become ours", () => {
  const declined = {
    stripeChargeId: "ch_1",
    succeeded: false,
    pending: false,
    failureCode: "x",
    createdAt: new Date(0),
  };

  it.each([
    ["requires_payment_method", [], null, "NEW"],
    ["requires_payment_method", [declined], null, "FAILED"],
    ["requires_payment_method", [], "payment_intent_authentication_failure", "FAILED"],
    ["requires_confirmation", [], null, "NEW"],
    ["requires_action", [], null, "REQUIRES_ACTION"],
    ["processing", [], null, "PENDING"],
    ["requires_capture", [], null, "PENDING"],
    ["canceled", [declined], null, "CANCELED"],
    ["succeeded", [declined], null, "CONFIRMED"],
  ])("G12: %s with %j and failure %s is what we call it", (word, attempts, failureCode, ours) => {
    expect(statusOfIntent({ status: word, attempts, failureCode })).toBe(ours);
  });

  it("G12: refuses to guess a status that Stripe adds later, because a guess could confirm what was never paid", () => {
    expect(() => statusOfIntent({ status: "requires_luck", attempts: [], failureCode: null })).toThrow("requires_luck");
  });
});
