import type { Executor } from "@/db/client";
import { countSeats } from "@/db/queries/members";
import type { TenantId } from "@/lib/ids";

/** How many people a first subscription is for: all that are there, where the plan's price depends on them. */
export async function firstQuantity(
  db: Executor,
  tenantId: TenantId,
  { includedMembers }: { includedMembers: number | null },
): Promise<number> {
  return includedMembers === null ? 1 : Math.max(1, await countSeats(db, tenantId));
}
