import { and, count, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { InvoiceRow, SubscriptionRow } from "@/db/queries/billing";
import { auditLog } from "@/db/schema/api";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { type PaymentTry, resumeWithNewPeriod } from "@/lib/stripe/subscriptions";

const DECLINED = "subscription.resume-declined";

/**
 * Pays a new period in place of the one that was voided during a pause, and ends the pause with it. A decline is noted,
 * so that the next try is one of its own: Stripe repeats the answer of a key for a day, also when there is money by then.
 */
export async function payNewPeriod(
  db: Database,
  { tenantId, stripeSubscriptionId }: SubscriptionRow,
  { stripeInvoiceId: invoice }: InvoiceRow,
  { actor, requestId }: { actor: SignedIn | "system"; requestId?: string | undefined },
): Promise<PaymentTry> {
  const [row] = await db
    .select({ declines: count() })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        eq(auditLog.action, DECLINED),
        sql`${auditLog.detail}->>'invoice' = ${invoice}`,
      ),
    );
  const paid = await resumeWithNewPeriod(stripeSubscriptionId, `${invoice}-${row?.declines ?? 0}`);
  if (paid.kind === "declined") {
    const detail = { subscription: stripeSubscriptionId, invoice, reason: paid.reason };
    await recordAudit(db, { tenantId, actor, requestId, action: DECLINED, detail });
  }
  return paid;
}
