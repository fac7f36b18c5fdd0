import { describe, expect, it } from "vitest";
import { findPasswordWeakness } from "./password-strength";

describe("findPasswordWeakness", () => {
  it("takes a long phrase without asking for digits and signs, because length is what resists guessing", () => {
    expect(findPasswordWeakness("correct horse battery", "ada@example.com")).toBeNull();
  });

  it("counts characters, not bytes or code units, so that no script is treated worse", () => {
    expect(findPasswordWeakness("ключ-дерево", "ada@example.com")).toBeNull();
    expect(findPasswordWeakness("🔑🌲🏠🚗", "ada@example.com")).toBe("too_short");
  });

  it("refuses what is shorter than ten characters", () => {
    expect(findPasswordWeakness("x7$kQ!9ab", "ada@example.com")).toBe("too_short");
  });

  it("refuses the name in the person's own address, in any case and without its +tag, since that is tried first", () => {
    expect(findPasswordWeakness("Lovelace2026!", "lovelace+shop@example.com")).toBe("contains_email");
  });

  it("lets short names pass inside a password, where they mean nothing", () => {
    expect(findPasswordWeakness("a-jolly-good-fellow", "ol@example.com")).toBeNull();
  });

  it.each(["Password123", "qwertyuiop", "1234567890", "aaaaaaaaaaaa", "ababababab"])(
    "refuses %s, which is on every list",
    (password) => {
      expect(findPasswordWeakness(password, "ada@example.com")).toBe("common");
    },
  );
});
