import type { Transaction } from "@/db/client";
import {
  appendHistory,
  listStoredPayments,
  markDisputesActed,
  type StoredPayment,
  saveDisputes,
  savePayments,
  saveRefunds,
} from "@/db/queries/payments";
import { suspendTenant } from "@/db/queries/suspensions";
import { recordAudit } from "@/lib/audit/record-audit";
import { billingNow } from "@/lib/clock";
import type { DomainEvent } from "@/lib/events/catalogue";
import type { TenantId } from "@/lib/ids";
import type { BillingSnapshot } from "@/lib/sync/billing-snapshot";
import { type PaymentWrites, planPaymentWrites } from "./plan-payment-writes";
import { disputesToActOn, REFUND_POLICY } from "./refund-policy";

/**
 * Brings payments, their history, refunds and disputes to what Stripe reports, and lets money that went back act by
 * the refund policy. The caller holds the tenant's billing lock, decides access after it (a lost dispute suspends), and
 * appends the events. A look that finds nothing new writes nothing.
 */
export async function recordPayments(
  tx: Transaction,
  tenantId: TenantId,
  snapshot: BillingSnapshot,
): Promise<DomainEvent[]> {
  const stored = await listStoredPayments(tx, tenantId);
  const at = billingNow(snapshot);
  const writes = planPaymentWrites(tenantId, stored, snapshot, at);
  await savePayments(tx, writes.payments);
  await appendHistory(tx, writes.history);
  await saveRefunds(tx, writes.refunds);
  await saveDisputes(tx, writes.disputes);
  await actOnLostDisputes(tx, tenantId, stored, writes, at);
  return writes.events;
}

async function actOnLostDisputes(
  tx: Transaction,
  tenantId: TenantId,
  stored: StoredPayment[],
  { disputes }: PaymentWrites,
  at: Date,
): Promise<void> {
  const fresh = new Set(disputes.map(({ stripeDisputeId }) => stripeDisputeId));
  const standing = stored.flatMap((each) => each.disputes).filter((each) => !fresh.has(each.stripeDisputeId));
  const lost = disputesToActOn([...standing, ...disputes], REFUND_POLICY).map((each) => each.stripeDisputeId);
  if (lost.length === 0) return;
  await markDisputesActed(tx, lost, at);
  await suspendTenant(tx, tenantId, `dispute_lost:${lost.join(",")}`, at);
  const detail = { reason: "dispute_lost", disputes: lost };
  await recordAudit(tx, { tenantId, actor: "system", action: "tenant.suspend", detail });
}
