import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

const OWN = "https://app.example";

describe("safeReturnPath", () => {
  it.each([
    ["/studio", "/studio"],
    ["/upgrade?plan=pro&interval=year#top", "/upgrade?plan=pro&interval=year#top"],
    ["/billing/../account", "/account"],
    ["/search?q=https://evil.example", "/search?q=https://evil.example"],
  ])("keeps the page of this site %s, so that people go on where they were", (path, expected) => {
    expect(safeReturnPath(path)).toBe(expected);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/..//evil.example",
    "/.//evil.example",
    "/%2e%2e//evil.example",
    "javascript:alert(1)",
    " /studio",
    "studio",
    "",
    `/${"a".repeat(3000)}`,
  ])("falls back for %j, because a link must not lead a signed-in person to another site", (path) => {
    expect(safeReturnPath(path, "/home")).toBe("/home");
  });

  it("falls back for the API's addresses, which are not pages", () => {
    expect(safeReturnPath("/api/v1/me")).toBe("/studio");
    expect(safeReturnPath("/apiary")).toBe("/apiary");
  });

  it("falls back when nothing is given", () => {
    expect(safeReturnPath(null)).toBe("/studio");
    expect(safeReturnPath(undefined, "/account")).toBe("/account");
  });

  it("never leaves the site, whatever the text, because an open redirect lends our name to phishing", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("/", "\\", ".", "%2e", "%2f", "@", ":", "\t", "\n", "?", "#", "a", "evil.example"),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string(), fc.webUrl()), (text) => {
        expect(new URL(safeReturnPath(text), OWN).origin).toBe(OWN);
        expect(new URL(safeReturnPath(`/${text}`), OWN).origin).toBe(OWN);
      }),
      { numRuns: 2000 },
    );
  });
});
