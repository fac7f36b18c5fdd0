import type { Database } from "@/db/client";
import type { UsageSummaryDto } from "@/lib/contracts/usage";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { readCredits } from "@/lib/credits/read-credits";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { readUsage } from "./read-usage";
import { toResourceUsageDto } from "./usage-dto";

/** Everything that is counted of a workspace: credits of the month and resources against the plan's limits. */
export async function readUsageSummary(db: Database, tenantId: TenantId): Promise<UsageSummaryDto> {
  const [{ access, monthlyCredits, at }, resources] = await Promise.all([
    readEntitlement(db, tenantId),
    readUsage(db, tenantId),
  ]);
  const credits = await readCredits(db, tenantId, monthlyCredits, at);
  return {
    tier: access.tier,
    mode: access.mode,
    credits: toCreditsDto(credits),
    resources: resources.map(toResourceUsageDto),
    resets_at: credits.monthEndAt.toISOString(),
  };
}
