import type { Database } from "@/db/client";
import { findCurrentSubscription } from "@/db/queries/billing";
import { findDebitReferenceOf } from "@/db/queries/payments";
import type { BankTransferDto } from "@/lib/contracts/payments";
import type { TenantId } from "@/lib/ids";

/** How the current subscription is paid, and the reference that a transfer for it has to carry. */
export async function readBankTransfer(db: Database, tenantId: TenantId): Promise<BankTransferDto> {
  const subscription = (await findCurrentSubscription(db, tenantId))?.subscription;
  const isSent = subscription?.collectionMethod === "send_invoice";
  const reference = isSent ? await findDebitReferenceOf(db, subscription.stripeSubscriptionId) : null;
  return {
    debit_reference: reference?.id ?? null,
    collection_method: subscription?.collectionMethod ?? "charge_automatically",
  };
}
