import { and, eq, inArray } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { checkouts } from "@/db/schema/billing";
import type { CheckoutId, TenantId } from "@/lib/ids";
import type { CheckoutRow } from "./billing";

/** The tenant's purchases of packs among these checkouts. */
export function listPackCheckouts(db: Executor, tenantId: TenantId, ids: CheckoutId[]): Promise<CheckoutRow[]> {
  return db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.tenantId, tenantId), eq(checkouts.kind, "credits"), inArray(checkouts.id, ids)));
}
