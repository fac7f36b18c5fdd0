import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEmail } from "./normalize-email";

describe("G17: one person has one address, because a dot or a plus is no second person", () => {
  it.each([
    ["Ada@Example.com", "ada@example.com"],
    [" ada@example.com ", "ada@example.com"],
    ["ada+trial@example.com", "ada@example.com"],
    ["ada+1+2@example.com", "ada@example.com"],
    ["a.d.a@gmail.com", "ada@gmail.com"],
    ["A.Da+x@GoogleMail.com", "ada@gmail.com"],
    ["ada@gmail.com.", "ada@gmail.com"],
    // Elsewhere a dot may be another person.
    ["a.da@example.com", "a.da@example.com"],
    ["ａda@example.com", "ada@example.com"],
  ])("G17: takes %s for %s", (given, person) => {
    expect(normalizeEmail(given)).toBe(person);
  });

  it("G17: is stable, so that what was stored is found again", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const once = normalizeEmail(email);
        expect(normalizeEmail(once)).toBe(once);
        expect(normalizeEmail(email.toUpperCase())).toBe(once);
      }),
    );
  });
});
