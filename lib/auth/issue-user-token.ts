import { createHash, randomBytes } from "node:crypto";
import type { Executor } from "@/db/client";
import { type TokenPurpose, userTokens } from "@/db/schema/identity";
import { addMs } from "@/lib/clock";
import type { UserId } from "@/lib/ids";

const HOUR_MS = 3_600_000;
export const TOKEN_LIFE_MS: Record<TokenPurpose, number> = { "verify-email": 24 * HOUR_MS, "reset-password": HOUR_MS };

/** What the table keeps of a token. */
export function hashUserToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export interface IssuedToken {
  /** For the link in the mail alone. */
  token: string;
  tokenHash: string;
}

/** Makes a single-use token of 32 random bytes and keeps its hash. */
export async function issueUserToken(
  db: Executor,
  userId: UserId,
  purpose: TokenPurpose,
  now: Date,
): Promise<IssuedToken> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = hashUserToken(token);
  const expiresAt = addMs(now, TOKEN_LIFE_MS[purpose]);
  await db.insert(userTokens).values({ tokenHash, userId, purpose, createdAt: now, expiresAt });
  return { token, tokenHash };
}
