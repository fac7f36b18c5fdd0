import { describe, expect, it } from "vitest";
import { priceForMembers } from "./price-for-members";

const enterprise = { amountMinor: 19900, extraMemberMinor: 1000 };

describe("a seat costs only above what the plan includes", () => {
  it.each([
    [1, 19900],
    [20, 19900],
    [21, 20900],
    [35, 34900],
  ])("%d people on Enterprise pay %d cents a month", (members, amount) => {
    expect(priceForMembers(enterprise, 20, members)).toBe(amount);
  });

  it("is the same for any number where seats are not sold", () => {
    expect(priceForMembers({ amountMinor: 4900, extraMemberMinor: null }, null, 50)).toBe(4900);
  });
});
