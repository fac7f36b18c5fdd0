import { describe, expect, it } from "vitest";
import { PdfPage, writePdf } from "../shared/pdf";
import { encodeText, textWidth, wrapText } from "../shared/pdf-text";

describe("text of a PDF", () => {
  it("keeps what the standard fonts have, and takes accents off what they have not", () => {
    expect(encodeText("Größe “12 €” – ok…")).toBe("Gr\xf6\xdfe \x9312 \x80\x94 \x96 ok\x85");
    expect(encodeText("Łukasz Dvořák")).toBe("Lukasz Dvor\xe1k");
    expect(encodeText("日本")).toBe("??");
  });

  it("writes the narrow and no-break spaces of amounts as spaces, and a minus as a hyphen", () => {
    expect(encodeText("1\u202f234,50\u00a0€ \u22125")).toBe("1 234,50 \x80 -5");
  });

  it("measures by the font's own widths", () => {
    expect(textWidth("$49.00", 10)).toBeCloseTo(30.58);
    expect(textWidth("W", 1000)).toBe(944);
    expect(textWidth("i", 1000)).toBe(222);
  });

  it("breaks at spaces, and within a word only when it is wider than a line", () => {
    expect(wrapText("one two three", 10, textWidth("one two", 10))).toEqual(["one two", "three"]);
    const parts = wrapText("abcdefghij", 10, textWidth("abcd", 10));
    expect(parts.join("")).toBe("abcdefghij");
    expect(parts.every((part) => textWidth(part, 10) <= textWidth("abcd", 10))).toBe(true);
    expect(wrapText("", 10, 100)).toEqual([]);
  });

  it("escapes what would end a string of the document", () => {
    expect(new PdfPage().text(0, 0, "a) Tj (\\b", { size: 10 }).content()).toContain("(a\\) Tj \\(\\\\b) Tj");
  });

  it("counts its objects and where each begins", () => {
    const text = writePdf("Invoice 1", [new PdfPage(), new PdfPage()]).toString("latin1");
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe("xref");
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
    expect(offsets).toHaveLength(9);
    for (const [index, offset] of offsets.entries())
      expect(text.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`));
  });
});
