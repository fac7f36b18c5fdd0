import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { listPricesByStripeId, listSubscriptions, type SyncStart } from "@/db/queries/billing";
import { listStandingGrants } from "@/db/queries/grants";
import { tenants } from "@/db/schema/tenants";
import type { TenantId } from "@/lib/ids";
import { readSnapshot } from "@/lib/stripe/read-snapshot";
import type { BillingSnapshot } from "./billing-snapshot";
import type { BillingFacts } from "./decide-billing";

const NOTHING: BillingSnapshot = {
  customerDeleted: false,
  stripeClockId: null,
  clockFrozenAt: null,
  currency: null,
  balanceMinor: 0,
  card: null,
  cardToAdopt: null,
  subscriptions: [],
  invoices: [],
  payments: [],
  nextCharge: null,
  checkouts: [],
};

/** Reads what Stripe reports of a tenant now; a tenant without a customer there has nothing. */
export async function fetchSnapshot({ stripeCustomerId, sessions }: SyncStart): Promise<BillingSnapshot> {
  return stripeCustomerId ? readSnapshot(stripeCustomerId, sessions) : NOTHING;
}

/** Reads what we have stored of a tenant, and what a decision about `snapshot` needs besides. */
export async function loadFacts(
  tx: Executor,
  tenantId: TenantId,
  account: BillingFacts["account"],
  snapshot: BillingSnapshot,
): Promise<BillingFacts> {
  // Sent together: on one connection they cost one trip.
  const [[tenant], stored, grants] = await Promise.all([
    tx.select().from(tenants).where(eq(tenants.id, tenantId)),
    listSubscriptions(tx, tenantId),
    listStandingGrants(tx, tenantId),
  ]);
  const ids = [...snapshot.subscriptions, ...stored].map((row) => row.stripePriceId);
  const ours = await listPricesByStripeId(tx, [...new Set(ids)]);
  const prices = new Map(
    ours.map(({ price: { id: priceId, stripePriceId, amountMinor, extraMemberMinor }, plan }) => [
      stripePriceId ?? "",
      {
        priceId,
        planId: plan.id,
        tier: plan.tier,
        amountMinor,
        extraMemberMinor,
        includedMembers: plan.includedMembers,
      },
    ]),
  );
  return { tenantId, account, suspended: tenant?.suspendedAt != null, grants, stored, prices };
}
