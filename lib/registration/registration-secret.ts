import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new secret of 32 random bytes, for the owner's browser alone, and what the table keeps of it. */
export function newRegistrationSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, secretHash: hashOf(secret) };
}

/** Whether the secret is the one behind the hash; how long it takes tells nothing. */
export function isRegistrationSecret(secret: string, secretHash: string): boolean {
  const [given, known] = [Buffer.from(hashOf(secret)), Buffer.from(secretHash)];
  return given.length === known.length && timingSafeEqual(given, known);
}

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");
