// Widths of Helvetica's printable ASCII in thousandths of the size, from its published metrics.
const WIDTHS = (
  "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 " +
  "556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 " +
  "667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 " +
  "278 278 278 469 556 333 " +
  "556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 " +
  "334 260 334 584"
)
  .split(" ")
  .map(Number);

// What Windows' Latin alphabet has at 0x80 to 0x9f; the standard fonts know no more than this and Latin-1.
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

// Letters that Unicode does not take apart into a letter and its accent.
const PLAIN: Record<string, string> = { ł: "l", Ł: "L", đ: "d", Đ: "D", ı: "i", ħ: "h", Ħ: "H" };

function encodeCharacter(character: string): string {
  if (/\s/u.test(character)) return " ";
  if (character === "\u2212") return "-";
  const place = WINDOWS.indexOf(character);
  if (place >= 0) return String.fromCharCode(0x80 + place);
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xa0 && code <= 0xff) return character;
  if (code >= 0x20 && code < 0x7f) return character;
  // A letter that the font has not, without its accent: "č" reads better as "c" than as a question mark.
  const plain = PLAIN[character] ?? character.normalize("NFD").charAt(0);
  return /^[A-Za-z]$/.test(plain) ? plain : "?";
}

/** Text in the encoding of the standard fonts, one byte a character. */
export function encodeText(text: string): string {
  return [...text].map(encodeCharacter).join("");
}

/** How wide a text stands, in points; Helvetica's bold digits are as wide as its plain ones. */
export function textWidth(text: string, size: number): number {
  const thousandths = [...encodeText(text)].reduce(
    (sum, character) => sum + (WIDTHS[character.charCodeAt(0) - 32] ?? 556),
    0,
  );
  return (thousandths * size) / 1000;
}

/** Breaks a text at spaces into lines no wider than `width`; a word that is wider alone is cut. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((part) => cutWord(part, size, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (textWidth(longer, size) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function cutWord(word: string, size: number, width: number): string[] {
  const parts: string[] = [""];
  for (const character of word) {
    const last = parts.at(-1) ?? "";
    if (textWidth(last + character, size) <= width) parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}
