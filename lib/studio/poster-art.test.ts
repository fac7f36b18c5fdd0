import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localArtist } from "./poster-art";

describe("the local artist", () => {
  it("draws the same poster for the same prompt and seed, and another for another", async () => {
    const poster = await localArtist.draw("A quiet harbour", "1");
    expect(await localArtist.draw("A quiet harbour", "1")).toBe(poster);
    expect(await localArtist.draw("A quiet harbour", "2")).not.toBe(poster);
  });

  it("never lets a prompt become markup, whatever was typed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (prompt) => {
        const svg = await localArtist.draw(`<script>alert(1)</script>${prompt}`, "1");
        expect(svg).not.toMatch(/<script/i);
        expect(svg.match(/<title>[^<>]*<\/title>/)).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
