import fc from "fast-check";
import { describe, it } from "vitest";
import { bookErrors, stateErrors, untoldChanges } from "./books";
import { type Beginning, begin, lifeWorld, play, type Step } from "./lifecycle";

const LIVES = Number(process.env.LIVES ?? 2000);
/** Lives that share a world, so that a growing account is met as well. */
const SHARED = 50;

const behavior = fc.constantFrom("create_prorations", "always_invoice", "none");
const price = fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3);
const kind = <K extends Step["kind"]>(name: K) => fc.constant(name);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: kind("price"), price, behavior }) },
  { weight: 2, arbitrary: fc.record({ kind: kind("quantity"), quantity: fc.integer({ min: 1, max: 5 }), behavior }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("waiting_price"), price }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind("coupon"),
      coupon: fc.constantFrom("percent", "amount", "none"),
      of: fc.constantFrom("subscription", "item"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("cancel"), when: fc.constantFrom("now", "period_end", "undo") }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("pause") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind("resume"),
      anchor: fc.constantFrom("now", "unchanged"),
      payment: fc.constantFrom("resume_on_payment_attempt", "resume_on_payment_success"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind("card"),
      card: fc.constantFrom("pm_card_visa", "pm_card_chargeCustomerFail", "pm_card_authenticationRequired"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind("pay") }) },
  { weight: 1, arbitrary: fc.record({ kind: kind("void") }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: kind("advance"), hours: fc.constantFrom(1, 30, 24 * 9, 24 * 17, 24 * 40) }),
  },
);
const beginning: fc.Arbitrary<Beginning> = fc.record({
  trialDays: fc.constantFrom(0, 0, 7, 14),
  price,
  quantity: fc.integer({ min: 1, max: 3 }),
  behavior: fc.constantFrom("allow_incomplete", "default_incomplete"),
});

describe("whatever happens to a customer", () => {
  it("his books add up, his subscription is in a possible state, and each change was told", {
    timeout: 120_000,
  }, async () => {
    let base = await lifeWorld();
    let lives = 0;
    const life = fc.asyncProperty(beginning, fc.array(step, { minLength: 3, maxLength: 9 }), async (start, steps) => {
      if (++lives % SHARED === 0) base = await lifeWorld();
      const eventsFrom = base.account.events.size;
      const played = await begin(base, start);
      for (const each of steps) {
        await play(played, base.prices, each);
        const wrong = [...bookErrors(played), ...stateErrors(played)];
        if (wrong.length > 0) throw new Error(`after ${JSON.stringify(each)}: ${wrong.join("; ")}`);
      }
      const untold = untoldChanges(played, eventsFrom);
      if (untold.length > 0) throw new Error(untold.join("; "));
    });
    // The same lives in every run of the suite; `SEED=$RANDOM LIVES=20000` looks for new ones.
    await fc.assert(life, { numRuns: LIVES, seed: Number(process.env.SEED ?? 20_261_121) });
  });
});
