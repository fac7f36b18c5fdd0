import { findBillingAccount, findCurrentSubscription } from "@/db/queries/billing";
import { findVoidedRenewal } from "@/db/queries/voided-renewal";
import { recordAudit } from "@/lib/audit/record-audit";
import { addMonths, billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { pauseCollection } from "@/lib/stripe/subscriptions";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { LONGEST_PAUSE_MONTHS } from "./pause-subscription";
import { payNewPeriod } from "./pay-new-period";

/**
 * Looks after a pause that has ended by itself: Stripe goes on within a period whose invoice it had voided, which nobody
 * paid for. A new period begins and is paid, as when somebody resumes; where that fails, or the subscription is about to
 * end anyway, the pause goes on. Safe to repeat.
 */
export async function settleEndedPause(tenantId: TenantId): Promise<void> {
  const db = database();
  await syncTenantBilling(tenantId, "repeat");
  const row = (await findCurrentSubscription(db, tenantId))?.subscription;
  if (row?.status !== "active" || row.collectionPaused) return;
  const voided = await findVoidedRenewal(db, row);
  if (!voided) return;
  const isPaid = !row.cancelAt && (await payNewPeriod(db, row, voided, { actor: "system" })).kind === "paid";
  if (!isPaid) {
    const now = billingNow(await findBillingAccount(db, tenantId));
    await pauseCollection(row.stripeSubscriptionId, addMonths(now, LONGEST_PAUSE_MONTHS));
  }
  const detail = { subscription: row.stripeSubscriptionId, new_period: isPaid };
  const action = isPaid ? "subscription.resume" : "subscription.pause";
  await recordAudit(db, { tenantId, actor: "system", action, detail });
  await syncTenantBilling(tenantId, "repeat");
}
