import { listSubscriptions } from "@/db/queries/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { endSubscription } from "@/lib/stripe/end-subscription";
import { type CancelFeedback, noteFarewell, scheduleCancellation } from "@/lib/stripe/subscriptions";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireSubscription } from "./require-subscription";

export interface CancelSubscription {
  tenantId: TenantId;
  actor: SignedIn | "system";
  /** period_end: stops renewal · now: ends at once, without refund. */
  at: "period_end" | "now";
  reason?: string | undefined;
  feedback?: CancelFeedback | undefined;
  requestId?: string;
}

/** Ends the subscription, at the period's end or at once. Repeating it changes nothing. */
export async function cancelSubscription(input: CancelSubscription): Promise<void> {
  const { tenantId, actor, at, reason, feedback, requestId } = input;
  const db = database();
  await requireSubscription(tenantId);
  // All that is open: a second subscription is drift, and whoever cancels wants to stop paying. Asked of Stripe each
  // time, since what we have stored may lag behind a change in the portal.
  const open = (await listSubscriptions(db, tenantId)).filter((row) => !hasEnded(row));
  for (const { stripeSubscriptionId, status } of open) {
    // What was never paid has no period to go on for.
    if (at === "now" || status === "incomplete") await endNow(stripeSubscriptionId, input);
    else await scheduleCancellation(stripeSubscriptionId, reason, feedback);
  }
  const detail = { at, reason, feedback, subscriptions: open.map((row) => row.stripeSubscriptionId) };
  await recordAudit(db, { tenantId, actor, requestId, action: "subscription.cancel", detail });
  await syncTenantBilling(tenantId, "cancel-requested");
}

async function endNow(stripeSubscriptionId: string, { reason, feedback }: CancelSubscription): Promise<void> {
  await noteFarewell(stripeSubscriptionId, { reason, feedback });
  await endSubscription(stripeSubscriptionId, reason ?? "Cancelled at once by the customer.");
}
