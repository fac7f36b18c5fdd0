import { and, desc, eq, gte } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { invoices } from "@/db/schema/billing";
import type { InvoiceRow, SubscriptionRow } from "./billing";

/** The running period's invoice, where it was voided because nothing was collected; null when the period is paid. */
export async function findVoidedRenewal(
  db: Executor,
  { tenantId, stripeSubscriptionId, currentPeriodStartAt }: SubscriptionRow,
): Promise<InvoiceRow | null> {
  const [latest] = await db
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        eq(invoices.stripeSubscriptionId, stripeSubscriptionId),
        eq(invoices.billingReason, "subscription_cycle"),
        gte(invoices.createdAt, currentPeriodStartAt),
      ),
    )
    .orderBy(desc(invoices.createdAt))
    .limit(1);
  return latest?.status === "void" ? latest : null;
}
