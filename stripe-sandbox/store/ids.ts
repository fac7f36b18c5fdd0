import { randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

let pool = randomBytes(4096);
let poolOffset = 0;

/** Random letters and digits; bytes come from a refilled pool because one system call per id is the cost of ids. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    if (poolOffset >= pool.length) {
      pool = randomBytes(4096);
      poolOffset = 0;
    }
    const byte = pool[poolOffset++] ?? 0;
    if (byte < 248) text += ALPHABET[byte % 62];
  }
  return text;
}

/** A Stripe-like id: the prefix, then random characters. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${randomText(length)}`;
}

/** Upper-case letters and digits, as in invoice prefixes and coupon ids. */
export function randomCode(length: number): string {
  return randomText(length).toUpperCase();
}
