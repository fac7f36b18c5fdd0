import { describe, expect, it } from "vitest";
import { trialDays } from "./trial-days";

describe("G17: the catalogue says how long a trial is, because a client that says so gives itself years", () => {
  const pro = { tier: "pro", trialDays: 14 };

  it.each([
    ["nothing", undefined, 14],
    ["more", 365, 14],
    ["as many", 14, 14],
    ["fewer", 7, 7],
  ])("G17: gives what it says to a client who asks for %s", (_what, asked, days) => {
    expect(trialDays(pro, asked)).toBe(days);
  });

  it("G17: gives none for a plan without one", () => {
    expect(() => trialDays({ tier: "free", trialDays: 0 }, 14)).toThrow("no free trial");
  });
});
