import type { Transaction } from "@/db/client";
import { findCreditEntries } from "@/db/queries/credits";
import { listPackCheckouts } from "@/db/queries/pack-checkouts";
import type { DomainEvent } from "@/lib/events/catalogue";
import type { CheckoutId, TenantId } from "@/lib/ids";
import { findPack } from "@/lib/plans/credit-packs";
import type { PaymentSnapshot } from "@/lib/sync/billing-snapshot";
import { addPack, packSource, takeBackPack, takeBackSource } from "./move-pack";

interface SettledPacks {
  events: DomainEvent[];
  isNews: boolean;
}

const NOTHING: SettledPacks = { events: [], isNews: false };

/**
 * Brings the ledger to what Stripe says of the packs that were bought: a payment that succeeded gives its credits
 * once, however it is heard of, and one that was wholly refunded takes back what is left of them. Safe to repeat.
 */
export async function settlePacks(
  tx: Transaction,
  tenantId: TenantId,
  payments: readonly PaymentSnapshot[],
): Promise<SettledPacks> {
  const paid = payments.flatMap((payment) =>
    payment.checkoutId && payment.status === "succeeded"
      ? [{ checkoutId: payment.checkoutId, isRefunded: isWhollyRefunded(payment) }]
      : [],
  );
  const due = await withoutSettled(tx, tenantId, paid);
  if (due.length === 0) return NOTHING;
  const checkouts = await listPackCheckouts(
    tx,
    tenantId,
    due.map(({ checkoutId }) => checkoutId),
  );
  const events: DomainEvent[] = [];
  for (const { checkoutId, isRefunded } of due) {
    const pack = findPack(checkouts.find(({ id }) => id === checkoutId)?.packKey);
    if (!pack) continue;
    events.push(...(await addPack(tx, tenantId, checkoutId, pack.credits)));
    if (isRefunded) await takeBackPack(tx, tenantId, checkoutId, pack.credits);
  }
  return { events, isNews: true };
}

interface PaidPack {
  checkoutId: CheckoutId;
  isRefunded: boolean;
}

// Most syncs find nothing to do: one read tells.
async function withoutSettled(tx: Transaction, tenantId: TenantId, paid: PaidPack[]): Promise<PaidPack[]> {
  if (paid.length === 0) return [];
  const last = ({ checkoutId, isRefunded }: PaidPack) => (isRefunded ? takeBackSource : packSource)(checkoutId);
  const entered = await findCreditEntries(tx, tenantId, paid.map(last));
  const known = new Set(entered.map(({ source }) => source));
  return paid.filter((each) => !known.has(last(each)));
}

/** What is still under way at the bank may fail, and takes nothing back yet. */
function isWhollyRefunded({ receivedMinor, refunds }: PaymentSnapshot): boolean {
  const refunded = refunds
    .filter(({ status }) => status === "succeeded")
    .reduce((sum, each) => sum + each.amountMinor, 0);
  return receivedMinor > 0 && refunded >= receivedMinor;
}
