import { findCurrentSubscription } from "@/db/queries/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { openCheckout } from "@/lib/checkout/open-checkout";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import type { Interval } from "@/lib/plans/catalogue";
import { withdrawCancellation } from "@/lib/stripe/subscriptions";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { createSubscription } from "./create-subscription";

export interface ReactivateSubscription {
  tenantId: TenantId;
  actor: SignedIn;
  /** What to start anew; the last plan unless told. Of no effect while the subscription still runs. */
  plan: string | undefined;
  interval: Interval | undefined;
  requestId: string;
}

export type Reactivated =
  | { kind: "applied" }
  | { kind: "requires_action"; clientSecret: string }
  /** No card is saved: the payment page takes one. */
  | { kind: "checkout"; url: string };

/**
 * Takes a scheduled end back; after an end it starts the plan anew, on the saved card or on the payment page. Repeating
 * it changes nothing. Throws `not_subscribed` when there never was a plan and none is named.
 */
export async function reactivateSubscription(input: ReactivateSubscription): Promise<Reactivated> {
  const { tenantId, actor, requestId } = input;
  const db = database();
  const current = await findCurrentSubscription(db, tenantId);
  if (current && !hasEnded(current.subscription)) {
    const { stripeSubscriptionId: subscription } = current.subscription;
    await withdrawCancellation(subscription);
    await recordAudit(db, { tenantId, actor, requestId, action: "subscription.reactivate", detail: { subscription } });
    await syncTenantBilling(tenantId, "reactivate-requested");
    return { kind: "applied" };
  }
  const plan = input.plan ?? current?.plan?.tier;
  if (!plan) throw new AppError("not_subscribed", "There is no plan to take up again. Name the one that you want.");
  return startAnew(input, plan, input.interval ?? current?.price?.interval ?? "monthly");
}

async function startAnew(input: ReactivateSubscription, plan: string, interval: Interval): Promise<Reactivated> {
  const { tenantId, actor, requestId } = input;
  const wanted = { tenantId, actor, plan, interval, currency: undefined };
  try {
    return await createSubscription({ ...wanted, promotionCode: undefined, requestId });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "payment_method_required") throw error;
    const { url } = await openCheckout({ ...wanted, returnTo: "/billing", requestId });
    return { kind: "checkout", url };
  }
}
