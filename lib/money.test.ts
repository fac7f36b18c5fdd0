import { describe, expect, it } from "vitest";
import { formatMoney } from "./money";

describe("money", () => {
  it("is written the way the reader's language writes it", () => {
    expect(formatMoney({ amountMinor: 490000, currency: "eur" }, "de")).toBe("4.900,00\u00a0€");
    expect(formatMoney({ amountMinor: 1999, currency: "usd" }, "en")).toBe("$19.99");
  });

  it("has no cents in currencies without them, because Stripe's amounts have none there", () => {
    expect(formatMoney({ amountMinor: 500, currency: "jpy" }, "en")).toBe("¥500");
  });

  it("drops the zeros of a whole price tag when asked", () => {
    expect(formatMoney({ amountMinor: 4900, currency: "usd" }, "en", { trimZeros: true })).toBe("$49");
    expect(formatMoney({ amountMinor: 4950, currency: "usd" }, "en", { trimZeros: true })).toBe("$49.50");
  });
});
