import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creditsToGiveBack, splitCredits } from "./split-credits";

const MONTH = new Date("2026-01-31T10:00:00Z");
const NEXT_MONTH = new Date("2026-02-28T10:00:00Z");

const amounts = fc.record({ monthly: fc.nat({ max: 50 }), pack: fc.nat({ max: 50 }), wanted: fc.nat({ max: 100 }) });

describe("G18: the month's credits are spent before the packs, because only they expire", () => {
  it("G18: takes no more of a pack than the month lacks", () => {
    expect(splitCredits(4, 3)).toEqual({ fromMonthly: 3, fromPack: 0 });
    expect(splitCredits(4, 9)).toEqual({ fromMonthly: 4, fromPack: 5 });
  });

  it("G18: setting aside, needing a part and getting the rest back is the same as spending that part at once", () => {
    fc.assert(
      fc.property(amounts, fc.nat({ max: 100 }), ({ monthly, pack, wanted }, needed) => {
        const quantity = Math.min(wanted, monthly + pack);
        const used = Math.min(needed, quantity);
        const setAside = splitCredits(monthly, quantity);
        const back = creditsToGiveBack({ ...setAside, monthStartAt: MONTH }, used, MONTH);
        const direct = splitCredits(monthly, used);
        expect(setAside.fromMonthly - back.fromMonthly).toBe(direct.fromMonthly);
        expect(setAside.fromPack - back.fromPack).toBe(direct.fromPack);
      }),
      { numRuns: 2_000 },
    );
  });

  it("G18: after the month's turn its credits don't come back and the packs' do, because they would be a second grant", () => {
    fc.assert(
      fc.property(amounts, ({ monthly, pack, wanted }) => {
        const setAside = splitCredits(monthly, Math.min(wanted, monthly + pack));
        const back = creditsToGiveBack({ ...setAside, monthStartAt: MONTH }, 0, NEXT_MONTH);
        expect(back).toEqual({ fromMonthly: 0, fromPack: setAside.fromPack });
      }),
      { numRuns: 1_000 },
    );
  });
});
