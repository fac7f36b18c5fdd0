import { and, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type TokenPurpose, userTokens } from "@/db/schema/identity";
import { AppError } from "@/lib/errors";
import type { UserId } from "@/lib/ids";
import { hashUserToken } from "./issue-user-token";

/**
 * Uses a token up and names its user, or refuses with `invalid_token`. Every other open token of the same purpose is
 * used up with it: after a reset, an older reset link in the same mailbox must be worthless.
 */
export async function consumeUserToken(
  tx: Transaction,
  token: string,
  purpose: TokenPurpose,
  now: Date,
): Promise<UserId> {
  const [used] = await tx
    .update(userTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(userTokens.tokenHash, hashUserToken(token)),
        eq(userTokens.purpose, purpose),
        isNull(userTokens.usedAt),
        gt(userTokens.expiresAt, now),
      ),
    )
    .returning({ userId: userTokens.userId });
  if (!used) throw new AppError("invalid_token", "This link was used already or is too old. Ask for a new one.");
  await tx
    .update(userTokens)
    .set({ usedAt: now })
    .where(and(eq(userTokens.userId, used.userId), eq(userTokens.purpose, purpose), isNull(userTokens.usedAt)));
  return used.userId;
}
