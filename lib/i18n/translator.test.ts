import { describe, expect, it } from "vitest";
import { pickMessages } from "./messages";
import { getTranslator } from "./translator";

describe("getTranslator", () => {
  it("fills in plurals", () => {
    const t = getTranslator("en", "plans");
    expect(t("limitAmounts.locations", { count: 1 })).toBe("1 location");
    expect(t("creditsAmount", { count: 200 })).toBe("200 credits a month");
  });

  it("throws for a value that was forgotten, instead of showing a customer the raw text", () => {
    expect(() => getTranslator("en", "plans")("creditsAmount")).toThrow();
  });

  it("hands the browser no other area than those asked for", () => {
    expect(Object.keys(pickMessages("en", "common", "billing"))).toEqual(["common", "billing"]);
  });
});
