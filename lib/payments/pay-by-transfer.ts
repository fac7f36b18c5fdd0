import { findBillingAccount } from "@/db/queries/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { setCollectionMethod } from "@/lib/stripe/invoices";
import { requireSubscription } from "@/lib/subscriptions/require-subscription";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { openDebitReference } from "./open-debit-reference";
import { DAYS_UNTIL_DUE } from "./transfer-policy";

interface ChangeCollection {
  tenantId: TenantId;
  actor: SignedIn;
  requestId?: string;
}

/**
 * Lets a running subscription be paid by transfer: its next invoices are sent instead of charged, and transfers with
 * the reference pay them. Repeating it changes nothing. Answers the reference.
 */
export async function payByTransfer({ tenantId, actor, requestId }: ChangeCollection): Promise<string> {
  const { stripeSubscriptionId } = await requireSubscription(tenantId);
  const reference = await openDebitReference(database(), tenantId, stripeSubscriptionId);
  await setCollectionMethod(stripeSubscriptionId, DAYS_UNTIL_DUE);
  const detail = { subscription: stripeSubscriptionId, debit_reference: reference };
  const entry = { tenantId, actor, as: "operator", action: "subscription.pay-by-transfer", detail } as const;
  await recordAudit(database(), { ...entry, requestId });
  await syncTenantBilling(tenantId, "operator");
  return reference;
}

/** Charges the subscription to the saved card again; its reference stays, for transfers that are under way. */
export async function payByCard({ tenantId, actor, requestId }: ChangeCollection): Promise<void> {
  const { stripeSubscriptionId } = await requireSubscription(tenantId);
  const account = await findBillingAccount(database(), tenantId);
  if (!account?.cardLast4)
    throw new AppError("payment_method_required", "There is no saved card that could be charged instead.");
  await setCollectionMethod(stripeSubscriptionId, null);
  const detail = { subscription: stripeSubscriptionId };
  const entry = { tenantId, actor, as: "operator", action: "subscription.pay-by-card", detail } as const;
  await recordAudit(database(), { ...entry, requestId });
  await syncTenantBilling(tenantId, "operator");
}
