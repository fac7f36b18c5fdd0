import { findVoidedRenewal } from "@/db/queries/voided-renewal";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { type PaymentTry, resumeCollection } from "@/lib/stripe/subscriptions";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { payNewPeriod } from "./pay-new-period";
import { requireSubscription } from "./require-subscription";

interface ResumeSubscription {
  tenantId: TenantId;
  actor: SignedIn;
  requestId?: string;
}

/**
 * Ends a pause. Within the period that was paid it simply goes on; when a period began during the pause, its invoice was
 * voided, so that a new one begins and is paid now. Throws `subscription_not_paused`, `payment_failed`, and
 * `cancellation_scheduled` where the new period would be cut short.
 */
export async function resumeSubscription({ tenantId, actor, requestId }: ResumeSubscription): Promise<void> {
  const db = database();
  await syncTenantBilling(tenantId, "change-requested");
  const row = await requireSubscription(tenantId);
  if (!row.collectionPaused)
    throw new AppError("subscription_not_paused", "The subscription is not paused; there is nothing to resume.");
  const voided = await findVoidedRenewal(db, row);
  if (voided && row.cancelAt)
    throw new AppError(
      "cancellation_scheduled",
      "The subscription is about to end, and resuming would pay for a new period. Take the cancellation back first.",
    );
  const paid: PaymentTry = voided ? await payNewPeriod(db, row, voided, { actor, requestId }) : { kind: "paid" };
  if (paid.kind === "declined") {
    const detail = `The payment failed: ${paid.message} The subscription stays paused, and nothing was charged.`;
    const errors = [{ path: "payment_method", message: paid.reason }];
    throw new AppError("payment_failed", detail, { upgradeUrl: "/billing", errors });
  }
  if (!voided) await resumeCollection(row.stripeSubscriptionId);
  const detail = { subscription: row.stripeSubscriptionId, new_period: voided !== null };
  await recordAudit(db, { tenantId, actor, requestId, action: "subscription.resume", detail });
  await syncTenantBilling(tenantId, "change-requested");
}
