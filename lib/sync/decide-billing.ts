import type { BillingAccountRow, InvoiceRow, SubscriptionRow } from "@/db/queries/billing";
import { billingNow } from "@/lib/clock";
import { type Access, decideAccess, type GrantFacts, isGivenUp, nextDueAt } from "@/lib/entitlements/decide-access";
import { ACCESS_POLICY } from "@/lib/entitlements/policy";
import type { DomainEvent } from "@/lib/events/catalogue";
import type { PlanId, PriceId, TenantId } from "@/lib/ids";
import type { Tier } from "@/lib/plans/catalogue";
import { priceForMembers, type SeatPrice } from "@/lib/plans/price-for-members";
import type { BillingSnapshot, InvoiceSnapshot, SubscriptionSnapshot } from "./billing-snapshot";
import { chooseCurrent, hasEnded } from "./choose-current";

/** Which of our prices stands behind a price id of Stripe's. */
export type PriceIndex = ReadonlyMap<string, IndexedPrice>;
interface IndexedPrice extends SeatPrice {
  priceId: PriceId;
  planId: PlanId;
  tier: Tier;
  includedMembers: number | null;
}

export interface BillingFacts {
  tenantId: TenantId;
  account: BillingAccountRow;
  suspended: boolean;
  grants: readonly GrantFacts[];
  stored: SubscriptionRow[];
  prices: PriceIndex;
}

/** Everything that one sync writes, decided before anything is written. */
export interface BillingDecision {
  subscriptions: SubscriptionRow[];
  invoices: InvoiceRow[];
  access: Access;
  dueAt: Date | null;
  /** Subscriptions whose payment has been given up: to be ended at Stripe. */
  givenUp: SubscriptionRow[];
  /** Whether collection was paused at the last look and goes on now. */
  endsPause: boolean;
  events: DomainEvent[];
  changed: boolean;
}

/** Compares what is stored with what Stripe reports and decides what to write and to announce; pure. */
export function decideBilling(facts: BillingFacts, snapshot: BillingSnapshot): BillingDecision {
  const at = billingNow(snapshot);
  const subscriptions = toRows(facts, snapshot, at);
  const current = subscriptions.find((row) => row.isCurrent) ?? null;
  const withTier = (row: SubscriptionRow) => ({ ...row, tier: facts.prices.get(row.stripePriceId)?.tier ?? null });
  const accessFacts = {
    suspended: facts.suspended,
    grants: facts.grants,
    subscription: current ? withTier(current) : null,
  };
  const events = statusEvents(facts.stored, subscriptions);
  return {
    subscriptions,
    invoices: snapshot.invoices.map((invoice) => ({ ...invoice, tenantId: facts.tenantId })),
    access: decideAccess(accessFacts, ACCESS_POLICY, at),
    dueAt: nextDueAt(accessFacts, ACCESS_POLICY, at),
    givenUp: subscriptions.filter((row) => !hasEnded(row) && isGivenUp(row, ACCESS_POLICY, at)),
    endsPause: endsPause(facts.stored, subscriptions),
    events,
    changed: events.length > 0 || !sameRows(facts.stored, subscriptions),
  };
}

function toRows(facts: BillingFacts, snapshot: BillingSnapshot, at: Date): SubscriptionRow[] {
  const { tenantId, stored, prices } = facts;
  const reported = snapshot.subscriptions.map((subscription): SubscriptionRow => {
    const price = prices.get(subscription.stripePriceId);
    return {
      ...subscription,
      tenantId,
      isCurrent: false,
      amountMinor: price ? amountOf(price, subscription) : subscription.amountMinor,
      planId: price?.planId ?? null,
      priceId: price?.priceId ?? null,
      unpaidSinceAt: unpaidSince(facts.stored, snapshot.invoices, subscription),
    };
  });
  const known = new Set(reported.map((row) => row.stripeSubscriptionId));
  // Stripe lists ended subscriptions too: one that it does not report at all is gone, and must not keep access.
  const vanished = stored
    .filter((row) => !known.has(row.stripeSubscriptionId))
    .map((row) => (hasEnded(row) ? row : { ...row, status: "canceled" as const, endedAt: at }));
  const rows = [...reported, ...vanished];
  const current = chooseCurrent(rows);
  return rows.map((row) => ({ ...row, isCurrent: row.stripeSubscriptionId === current?.stripeSubscriptionId }));
}

// A price with seats has no unit amount at Stripe: what it comes to is computed from our own row.
function amountOf(price: IndexedPrice, { amountMinor, quantity }: SubscriptionSnapshot): number {
  return price.extraMemberMinor === null ? amountMinor : priceForMembers(price, price.includedMembers, quantity);
}

const OWED = new Set(["open", "uncollectible"]);

/**
 * When the oldest unpaid invoice was finalised, or due where it was sent to be paid by transfer. While Stripe says that payment is due the answer is never empty, since
 * a grace that starts anew with every look would never end.
 */
function unpaidSince(
  stored: SubscriptionRow[],
  invoices: InvoiceSnapshot[],
  { stripeSubscriptionId, status, currentPeriodStartAt }: SubscriptionSnapshot,
): Date | null {
  const times = invoices
    .filter((invoice) => invoice.stripeSubscriptionId === stripeSubscriptionId && OWED.has(invoice.status))
    .flatMap(({ finalizedAt, dueAt }) => (finalizedAt ? [(dueAt ?? finalizedAt).getTime()] : []));
  if (times.length > 0) return new Date(Math.min(...times));
  if (status !== "past_due" && status !== "unpaid") return null;
  const known = stored.find((row) => row.stripeSubscriptionId === stripeSubscriptionId);
  return known?.unpaidSinceAt ?? currentPeriodStartAt;
}

function endsPause(before: SubscriptionRow[], after: SubscriptionRow[]): boolean {
  const paused = new Set(before.filter((row) => row.collectionPaused).map((row) => row.stripeSubscriptionId));
  return after.some((row) => !hasEnded(row) && !row.collectionPaused && paused.has(row.stripeSubscriptionId));
}

function statusEvents(before: SubscriptionRow[], after: SubscriptionRow[]): DomainEvent[] {
  const old = new Map(before.map((row) => [row.stripeSubscriptionId, row.status]));
  return after.flatMap(({ stripeSubscriptionId, status }): DomainEvent[] => {
    const from = old.get(stripeSubscriptionId) ?? null;
    if (from === status) return [];
    const data = { stripe_subscription_id: stripeSubscriptionId, from, to: status };
    return [{ type: "SubscriptionStatusChanged", data }];
  });
}

function sameRows(before: SubscriptionRow[], after: SubscriptionRow[]): boolean {
  const canonical = (rows: SubscriptionRow[]) =>
    JSON.stringify(
      rows
        .map(inOrder)
        .map((row) => JSON.stringify(row))
        .sort(),
    );
  return canonical(before) === canonical(after);
}

/** The same value with its keys in order at every depth: the database keeps those of JSON columns in its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}
