import { listSubscriptions } from "@/db/queries/billing";
import { findOwner } from "@/db/queries/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { firstQuantity } from "@/lib/plan-changes/first-quantity";
import type { Currency, Interval } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { createSentSubscription } from "@/lib/stripe/invoices";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { openDebitReference } from "./open-debit-reference";
import { DAYS_UNTIL_DUE } from "./transfer-policy";

export interface SubscribeByTransfer {
  tenantId: TenantId;
  plan: string;
  interval: Interval;
  currency: Currency;
  actor: SignedIn;
  requestId?: string;
}

/**
 * Starts a subscription whose invoices are sent and paid by transfer. It is active at once, before any money came:
 * whom an operator trusts with that is his decision. Throws `already_subscribed`. Answers the reference.
 */
export async function subscribeByTransfer(input: SubscribeByTransfer): Promise<string> {
  const { tenantId, actor, requestId } = input;
  const db = database();
  const { plan, price } = await requireOffer(db, input.plan, input.interval, input.currency);
  const owner = await findOwner(db, tenantId);
  if (!owner) throw new AppError("not_found", "There is no such workspace.");
  const { stripeCustomerId } = await bindCustomer(db, tenantId, owner);
  await syncTenantBilling(tenantId, "operator");
  const before = await listSubscriptions(db, tenantId);
  if (before.some((row) => !hasEnded(row)))
    throw new AppError("already_subscribed", "There is a subscription already. Switch it to transfers instead.");
  // The same key for every try until something has been subscribed: two clicks make one subscription (G10).
  const idempotencyKey = `tierline-sent-subscription-${tenantId}-${before.length}`;
  const quantity = await firstQuantity(db, tenantId, plan);
  const { stripePriceId } = price;
  const order = { tenantId, stripeCustomerId, stripePriceId, quantity, daysUntilDue: DAYS_UNTIL_DUE };
  const stripeSubscriptionId = await createSentSubscription(order, idempotencyKey);
  const reference = await openDebitReference(db, tenantId, stripeSubscriptionId);
  const detail = { subscription: stripeSubscriptionId, plan: input.plan, debit_reference: reference };
  const entry = { tenantId, actor, as: "operator", action: "subscription.create-by-transfer", detail } as const;
  await recordAudit(db, { ...entry, requestId });
  await syncTenantBilling(tenantId, "operator");
  return reference;
}
