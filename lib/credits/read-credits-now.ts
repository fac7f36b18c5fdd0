import type { Database } from "@/db/client";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { type CreditsNow, readCredits } from "./read-credits";

/** The tenant's credits under the access that it has now. */
export async function readCreditsNow(db: Database, tenantId: TenantId): Promise<CreditsNow> {
  const { monthlyCredits, at } = await readEntitlement(db, tenantId);
  return readCredits(db, tenantId, monthlyCredits, at);
}
