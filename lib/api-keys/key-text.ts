import { createHash, randomBytes } from "node:crypto";
import { isLocalProfile } from "@/lib/env";

const KEY_SHAPE = /^tl_(live|test)_[\w-]{43}$/;
const SHOWN_LENGTH = 12;

/** A new key; the beginning says at a glance, also to scanners of leaked secrets, whose it is and what for. */
export function mintKey(): string {
  return `tl_${isLocalProfile() ? "test" : "live"}_${randomBytes(32).toString("base64url")}`;
}

/** Whether a text can be a key at all. */
export function isKeyShaped(text: string): boolean {
  return KEY_SHAPE.test(text);
}

/** What is kept of a key. It has 256 random bits, so that a fast hash is as good as a slow one. */
export function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** The first characters, by which people recognise a key. */
export function prefixOf(key: string): string {
  return key.slice(0, SHOWN_LENGTH);
}
