import { eq } from "drizzle-orm";
import { findBillingAccount, findSyncStart } from "@/db/queries/billing";
import { invoices } from "@/db/schema/billing";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { fetchSnapshot, loadFacts } from "./billing-facts";
import { decideBilling } from "./decide-billing";
import { type Difference, findDifferences } from "./find-differences";

/** What a sync of the tenant would find to be different now; writes nothing. Throws `not_found`. */
export async function compareTenant(tenantId: TenantId): Promise<Difference[]> {
  const db = database();
  const [account, start] = await Promise.all([findBillingAccount(db, tenantId), findSyncStart(db, tenantId)]);
  if (!account || !start) throw new AppError("not_found", "There is no such workspace.");
  const snapshot = await fetchSnapshot(start);
  const facts = await loadFacts(db, tenantId, account, snapshot);
  const stored = await db.select().from(invoices).where(eq(invoices.tenantId, tenantId));
  return findDifferences(facts, decideBilling(facts, snapshot), stored);
}
