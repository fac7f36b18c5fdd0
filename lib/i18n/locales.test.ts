import { describe, expect, it } from "vitest";
import { negotiateLocale } from "./locales";

describe("negotiateLocale", () => {
  it("follows the visitor's choice before his browser's, because the choice was made on purpose", () => {
    expect(negotiateLocale("en", "de;q=1")).toBe("en");
  });

  it("takes a regional wish for its language", () => {
    expect(negotiateLocale(undefined, "fr-CH, en-GB;q=0.9, de;q=0.7")).toBe("en");
  });

  it.each([undefined, "xx", "", "../en"])(
    "answers English when the cookie says %j and nothing else is known",
    (cookie) => {
      expect(negotiateLocale(cookie, null)).toBe("en");
    },
  );

  it("survives a header that no browser would send", () => {
    expect(negotiateLocale(undefined, ";;;q=,,*;q=x")).toBe("en");
  });
});
