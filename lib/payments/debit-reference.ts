const BODY_LENGTH = 16;

/** How many random bytes a reference is made of. */
export const REFERENCE_BYTES = BODY_LENGTH;

/**
 * A creditor reference by ISO 11649 ("RF" and two check digits), which banks carry unchanged and check for mistyping.
 * Digits alone: among them the check finds every mistyped character, which it does not between letters and digits.
 */
export function debitReferenceOf(random: Uint8Array): string {
  const body = Array.from(random.slice(0, BODY_LENGTH), (byte) => byte % 10).join("");
  if (body.length < BODY_LENGTH) throw new Error(`a reference needs ${BODY_LENGTH} random bytes`);
  const check = 98 - remainderOf(`${body}RF00`);
  return `RF${check.toString().padStart(2, "0")}${body}`;
}

/** Whether the check digits fit: what people mistype is told from what we never gave out. */
export function isDebitReference(text: string): boolean {
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(text) && remainderOf(text.slice(4) + text.slice(0, 4)) === 1;
}

/** A reference as people and banks write it, in ours: upper case, without the blanks of its printed form. */
export function normalReference(text: string): string {
  return text.replace(/\s/g, "").toUpperCase();
}

// ISO 7064 mod 97-10: letters count as 10 to 35.
function remainderOf(text: string): number {
  const digits = [...text].map((char) => Number.parseInt(char, 36).toString()).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
}
