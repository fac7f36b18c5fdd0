import type Stripe from "stripe";
import type { InvoiceStatus, SubscriptionDiscount, SubscriptionStatus } from "@/db/schema/billing";
import { fromUnix, fromUnixOrNull } from "@/lib/clock";
import type { BillingSnapshot, CardSnapshot, InvoiceSnapshot, SubscriptionSnapshot } from "@/lib/sync/billing-snapshot";

/** The one mapper from Stripe's objects to our own types (G5). */
export function toSnapshot(
  customer: Stripe.Customer | Stripe.DeletedCustomer,
  subscriptions: Stripe.Subscription[],
  invoices: Stripe.Invoice[],
  sessions: Stripe.Checkout.Session[],
): Omit<BillingSnapshot, "nextCharge" | "payments"> {
  const alive = customer.deleted ? null : customer;
  const clock = typeof alive?.test_clock === "object" ? alive.test_clock : null;
  const ownCard = subscriptions.find((subscription) => !subscription.ended_at)?.default_payment_method;
  return {
    customerDeleted: alive === null,
    stripeClockId: clock?.id ?? null,
    clockFrozenAt: fromUnixOrNull(clock?.frozen_time),
    currency: alive?.currency ?? null,
    balanceMinor: alive?.balance ?? 0,
    card: toCard(ownCard) ?? toCard(alive?.invoice_settings.default_payment_method),
    cardToAdopt: cardToAdopt(subscriptions, alive?.invoice_settings.default_payment_method ?? null),
    subscriptions: subscriptions.map(toSubscription),
    invoices: invoices.map(toInvoice),
    checkouts: sessions.map((session) => ({ stripeSessionId: session.id, status: checkoutStatus(session.status) })),
  };
}

function checkoutStatus(status: Stripe.Checkout.Session["status"]): "open" | "complete" | "expired" {
  if (status === "complete") return "complete";
  return status === "expired" ? "expired" : "open";
}

/**
 * Checkout puts the card on the subscription, the portal changes the customer's: as long as both exist, a card that
 * was added in the portal is never charged. The newer of the two becomes the customer's, and the subscription's goes.
 */
function cardToAdopt(
  subscriptions: Stripe.Subscription[],
  customers: string | Stripe.PaymentMethod | null,
): BillingSnapshot["cardToAdopt"] {
  const holder = subscriptions.find((each) => !each.ended_at && each.default_payment_method);
  const own = holder?.default_payment_method;
  if (!holder || typeof own !== "object" || own === null) return null;
  const isNewer = typeof customers !== "object" || customers === null || customers.created <= own.created;
  return { stripeSubscriptionId: holder.id, newDefault: isNewer ? own.id : null };
}

function toCard(method: string | Stripe.PaymentMethod | null | undefined): CardSnapshot | null {
  const card = typeof method === "object" ? method?.card : undefined;
  return card ? { brand: card.brand, last4: card.last4, expMonth: card.exp_month, expYear: card.exp_year } : null;
}

const STATUSES = new Set<string>([
  "incomplete",
  "incomplete_expired",
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "canceled",
  "paused",
] satisfies SubscriptionStatus[]);

// Stripe's enums are open: a status that we do not know must stop the sync loudly instead of granting or taking access.
function knownStatus(status: string): SubscriptionStatus {
  if (STATUSES.has(status)) return status as SubscriptionStatus;
  throw new Error(`Stripe reports the unknown subscription status "${status}"`);
}

function toSubscription(subscription: Stripe.Subscription): SubscriptionSnapshot {
  const item = subscription.items.data[0];
  if (!item) throw new Error(`subscription ${subscription.id} has no items`);
  const quantity = item.quantity ?? 1;
  const periodEnd = item.current_period_end;
  return {
    stripeSubscriptionId: subscription.id,
    status: knownStatus(subscription.status),
    stripePriceId: item.price.id,
    quantity,
    currency: subscription.currency,
    amountMinor: (item.price.unit_amount ?? 0) * quantity,
    currentPeriodStartAt: fromUnix(item.current_period_start),
    currentPeriodEndAt: fromUnix(periodEnd),
    trialStartAt: fromUnixOrNull(subscription.trial_start),
    trialEndAt: fromUnixOrNull(subscription.trial_end),
    // The portal sets `cancel_at` and leaves the flag false on flexible subscriptions, so both are asked.
    cancelAt: fromUnixOrNull(subscription.cancel_at ?? (subscription.cancel_at_period_end ? periodEnd : null)),
    canceledAt: fromUnixOrNull(subscription.canceled_at),
    endedAt: fromUnixOrNull(subscription.ended_at),
    collectionPaused: subscription.pause_collection !== null,
    collectionResumesAt: fromUnixOrNull(subscription.pause_collection?.resumes_at),
    collectionMethod: subscription.collection_method === "send_invoice" ? "send_invoice" : "charge_automatically",
    ...pendingChange(subscription),
    ...scheduledChange(subscription, item),
    discounts: subscription.discounts.flatMap(toDiscount),
    createdAt: fromUnix(subscription.created),
  };
}

/** The change that waits for its payment. https://docs.stripe.com/billing/subscriptions/pending-updates */
function pendingChange({ pending_update: pending }: Stripe.Subscription) {
  const item = pending?.subscription_items?.find((each) => !each.deleted);
  return {
    pendingStripePriceId: item?.price.id ?? null,
    pendingQuantity: item ? (item.quantity ?? 1) : null,
    pendingExpiresAt: fromUnixOrNull(pending?.expires_at),
  };
}

const priceIdOf = (price: string | { id: string }) => (typeof price === "string" ? price : price.id);

/** What the subscription's schedule will make of it next; a phase that changes neither price nor quantity is no change. */
function scheduledChange({ schedule }: Stripe.Subscription, item: Stripe.SubscriptionItem) {
  const stands = typeof schedule === "object" && (schedule?.status === "active" || schedule?.status === "not_started");
  const none = {
    stripeScheduleId: stands ? schedule.id : null,
    scheduledStripePriceId: null,
    scheduledQuantity: null,
    scheduledAt: null,
  };
  if (!stands) return none;
  const now = schedule.current_phase?.start_date ?? 0;
  const next = schedule.phases.find((phase) => phase.start_date > now);
  const nextItem = next?.items[0];
  if (!next || !nextItem) return none;
  const price = priceIdOf(nextItem.price);
  const quantity = nextItem.quantity ?? 1;
  if (price === item.price.id && quantity === (item.quantity ?? 1)) return none;
  return {
    ...none,
    scheduledStripePriceId: price,
    scheduledQuantity: quantity,
    scheduledAt: fromUnix(next.start_date),
  };
}

function toDiscount(discount: string | Stripe.Discount): SubscriptionDiscount[] {
  if (typeof discount === "string") return [];
  const { coupon } = discount.source;
  if (typeof coupon !== "object" || coupon === null) return [];
  return [
    {
      name: coupon.name ?? coupon.id,
      code: null,
      percentOff: coupon.percent_off,
      amountOffMinor: coupon.amount_off,
      currency: coupon.currency,
      endsAt: fromUnixOrNull(discount.end)?.toISOString() ?? null,
    },
  ];
}

function toInvoice(invoice: Stripe.Invoice): InvoiceSnapshot {
  const subscription = invoice.parent?.subscription_details?.subscription;
  return {
    stripeInvoiceId: invoice.id,
    stripeSubscriptionId: typeof subscription === "string" ? subscription : (subscription?.id ?? null),
    number: invoice.number,
    status: (invoice.status ?? "draft") as InvoiceStatus,
    billingReason: invoice.billing_reason,
    description: invoice.lines.data.at(-1)?.description ?? invoice.description,
    currency: invoice.currency,
    totalMinor: invoice.total,
    amountDueMinor: invoice.amount_due,
    amountPaidMinor: invoice.amount_paid,
    createdAt: fromUnix(invoice.created),
    finalizedAt: fromUnixOrNull(invoice.status_transitions.finalized_at),
    dueAt: fromUnixOrNull(invoice.due_date),
    paidAt: fromUnixOrNull(invoice.status_transitions.paid_at),
    attemptCount: invoice.attempt_count,
    nextAttemptAt: fromUnixOrNull(invoice.next_payment_attempt),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}
