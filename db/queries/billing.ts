import { and, eq, inArray, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { billingAccounts, type CheckoutKind, checkouts, type invoices, subscriptions } from "@/db/schema/billing";
import { plans, prices } from "@/db/schema/catalogue";
import { tenants } from "@/db/schema/tenants";
import type { TenantId } from "@/lib/ids";

export type BillingAccountRow = typeof billingAccounts.$inferSelect;
export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type CheckoutRow = typeof checkouts.$inferSelect;
export type InvoiceRow = typeof invoices.$inferSelect;

/** The database's clock to the microsecond, as text: the one time that every process of the installation shares. */
export async function readDatabaseTime(db: Executor): Promise<string> {
  const [row] = await db.execute<{ now: string }>(sql`select clock_timestamp()::text as now`);
  if (!row) throw new Error("the database did not tell its time");
  return row.now;
}

/** What a sync has to know before it asks Stripe; `readAt` is the database's time at this very read. */
export interface SyncStart extends Record<string, unknown> {
  readAt: string;
  stripeCustomerId: string | null;
  parentId: TenantId | null;
  /** Sessions of checkouts that are not over. */
  sessions: string[];
}

export async function findSyncStart(db: Executor, tenantId: TenantId): Promise<SyncStart | null> {
  const [row] = await db.execute<SyncStart>(sql`
    select clock_timestamp()::text as "readAt", account.stripe_customer_id as "stripeCustomerId",
           tenant.parent_id as "parentId",
           array(select checkout.stripe_session_id from ${checkouts} checkout
                 where checkout.tenant_id = tenant.id and checkout.status in ('opening', 'open')
                   and checkout.stripe_session_id is not null) as sessions
    from ${billingAccounts} account join ${tenants} tenant on tenant.id = account.tenant_id
    where account.tenant_id = ${tenantId}`);
  return row ?? null;
}

export async function findBillingAccount(db: Executor, tenantId: TenantId): Promise<BillingAccountRow | null> {
  const [row] = await db.select().from(billingAccounts).where(eq(billingAccounts.tenantId, tenantId));
  return row ?? null;
}

export async function findTenantByCustomer(db: Executor, stripeCustomerId: string): Promise<TenantId | null> {
  const [row] = await db
    .select({ tenantId: billingAccounts.tenantId })
    .from(billingAccounts)
    .where(eq(billingAccounts.stripeCustomerId, stripeCustomerId));
  return row?.tenantId ?? null;
}

/** The tenants whose time that test clock is. */
export async function listTenantsOnClock(db: Executor, stripeClockId: string): Promise<TenantId[]> {
  const rows = await db
    .select({ tenantId: billingAccounts.tenantId })
    .from(billingAccounts)
    .where(eq(billingAccounts.stripeClockId, stripeClockId));
  return rows.map((row) => row.tenantId);
}

/** Takes the tenant's billing lock, for what must not happen beside a sync. */
export async function lockBilling(tx: Transaction, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`select 1 from ${billingAccounts} where tenant_id = ${tenantId} for update`);
}

/**
 * Takes the tenant's billing lock (one writer of subscription state at a time) and tells whether a read that began
 * at `readAt` or later has been applied already.
 */
export async function lockBillingAccount(tx: Transaction, tenantId: TenantId, readAt: string) {
  const [row] = await tx
    .select({
      account: billingAccounts,
      isOutdated: sql<boolean>`coalesce(${billingAccounts.readAt} >= ${readAt}::timestamptz, false)`,
    })
    .from(billingAccounts)
    .where(eq(billingAccounts.tenantId, tenantId))
    .for("update");
  if (!row) throw new Error(`tenant ${tenantId} has no billing account`);
  return row;
}

export async function listSubscriptions(db: Executor, tenantId: TenantId): Promise<SubscriptionRow[]> {
  return db.select().from(subscriptions).where(eq(subscriptions.tenantId, tenantId));
}

/** The tenant's current subscription with its plan and price, or null. */
export async function findCurrentSubscription(db: Executor, tenantId: TenantId) {
  const [row] = await db
    .select({ subscription: subscriptions, plan: plans, price: prices })
    .from(subscriptions)
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(prices, eq(prices.id, subscriptions.priceId))
    .where(and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.isCurrent, true)));
  return row ?? null;
}

/** Our prices behind Stripe's price ids; ids that are none of ours are missing from the answer. */
export async function listPricesByStripeId(db: Executor, stripePriceIds: string[]) {
  if (stripePriceIds.length === 0) return [];
  return db
    .select({ price: prices, plan: plans })
    .from(prices)
    .innerJoin(plans, eq(plans.id, prices.planId))
    .where(inArray(prices.stripePriceId, stripePriceIds));
}

/** The tenant's checkouts that are not over: at most one of a kind. */
export async function listOpenCheckouts(db: Executor, tenantId: TenantId): Promise<CheckoutRow[]> {
  return db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.tenantId, tenantId), inArray(checkouts.status, ["opening", "open"])));
}

export async function findOpenCheckout(
  db: Executor,
  tenantId: TenantId,
  kind: CheckoutKind = "subscription",
): Promise<CheckoutRow | null> {
  const open = await listOpenCheckouts(db, tenantId);
  return open.find((row) => row.kind === kind) ?? null;
}
