import type { Database } from "@/db/client";
import { readEntitlement, requireWrites } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { type CreditsNow, readCredits } from "./read-credits";

/** The credits of a workspace that may be worked in, with the month's turn behind them. Throws `read_only`. */
export async function requireSpendable(db: Database, tenantId: TenantId): Promise<CreditsNow> {
  const { access, monthlyCredits, at } = await readEntitlement(db, tenantId);
  requireWrites(access);
  return readCredits(db, tenantId, monthlyCredits, at);
}

/** The refusal of who has too few, with when new ones come and how to have more at once. */
export function outOfCredits(credits: CreditsNow, returnTo = "/studio"): AppError {
  const day = credits.monthEndAt.toISOString().slice(0, 10);
  const detail = `Too few credits are left. New ones come on ${day}, or at once with a pack or a better plan.`;
  return new AppError("out_of_credits", detail, { upgradeUrl: `/upgrade?plan=pro&return_to=${returnTo}` });
}
