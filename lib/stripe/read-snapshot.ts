import type Stripe from "stripe";
import type { InvoiceStatus, SubscriptionStatus } from "@/db/schema/billing";
import { fromUnix, fromUnixOrNull } from "@/lib/clock";
import type { BillingSnapshot, CardSnapshot, InvoiceSnapshot, SubscriptionSnapshot } from "@/lib/sync/billing-snapshot";
import { askStripe, isMissing, isRefusal, isStripeOutage } from "./client";

const INVOICES_AT_MOST = 1_000;

/** Reads everything about one customer, and the named checkout sessions, from Stripe. */
export function readSnapshot(stripeCustomerId: string, stripeSessionIds: string[]): Promise<BillingSnapshot> {
  return askStripe(async (sdk) => {
    // Sessions first: one that is complete by now has its subscription in the list that is read after it. The other
    // way round a purchase could read as "complete, but nothing was bought".
    const sessions = await Promise.all(stripeSessionIds.map((id) => sdk.checkout.sessions.retrieve(id)));
    const [customer, subscriptions, invoices] = await Promise.all([
      sdk.customers.retrieve(stripeCustomerId, { expand: ["invoice_settings.default_payment_method", "test_clock"] }),
      listOrNothing(
        sdk.subscriptions
          .list({ customer: stripeCustomerId, status: "all", limit: 100, expand: ["data.default_payment_method"] })
          .autoPagingToArray({ limit: 100 }),
      ),
      listOrNothing(
        sdk.invoices.list({ customer: stripeCustomerId, limit: 100 }).autoPagingToArray({ limit: INVOICES_AT_MOST }),
      ),
    ]);
    requireBought(sessions, subscriptions);
    return {
      ...toSnapshot(customer, subscriptions, invoices, sessions),
      nextCharge: await previewNext(sdk, subscriptions),
    };
  });
}

// The lists of a customer that was deleted may be refused; whether it was deleted is what the customer itself says.
async function listOrNothing<T>(list: Promise<T[]>): Promise<T[]> {
  try {
    return await list;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

// Read again rather than believe half of it: the sync fails, and its job repeats.
function requireBought(sessions: Stripe.Checkout.Session[], subscriptions: Stripe.Subscription[]): void {
  for (const { id, status, subscription } of sessions) {
    const bought = typeof subscription === "string" ? subscription : subscription?.id;
    if (status === "complete" && bought && !subscriptions.some((each) => each.id === bought))
      throw new Error(`checkout session ${id} is complete, but its subscription ${bought} is not listed yet`);
  }
}

const RENEWING = new Set(["active", "trialing", "past_due"]);

/** Asks Stripe what the renewal will cost: only it knows the discounts, the credit and the tax of that day. */
async function previewNext(sdk: Stripe, subscriptions: Stripe.Subscription[]): Promise<BillingSnapshot["nextCharge"]> {
  const renewing = subscriptions.find(
    (each) => RENEWING.has(each.status) && each.cancel_at === null && !each.cancel_at_period_end,
  );
  if (!renewing) return null;
  try {
    const preview = await sdk.invoices.createPreview({ subscription: renewing.id });
    return { amountMinor: preview.amount_due, currency: preview.currency };
  } catch (error) {
    // Cancelled between the two calls, or nothing to bill: then there is no next charge to speak of.
    if (isRefusal(error)) return null;
    // A number on a page is no reason to keep the plan itself from becoming right.
    if (isStripeOutage(error)) return "unknown";
    throw error;
  }
}

/** The one mapper from Stripe's objects to our own types (G5). */
export function toSnapshot(
  customer: Stripe.Customer | Stripe.DeletedCustomer,
  subscriptions: Stripe.Subscription[],
  invoices: Stripe.Invoice[],
  sessions: Stripe.Checkout.Session[],
): Omit<BillingSnapshot, "nextCharge"> {
  const alive = customer.deleted ? null : customer;
  const ownCard = subscriptions.find((subscription) => !subscription.ended_at)?.default_payment_method;
  return {
    customerDeleted: alive === null,
    clockFrozenAt: typeof alive?.test_clock === "object" ? fromUnixOrNull(alive.test_clock?.frozen_time) : null,
    currency: alive?.currency ?? null,
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
    trialEndAt: fromUnixOrNull(subscription.trial_end),
    // The portal sets `cancel_at` and leaves the flag false on flexible subscriptions, so both are asked.
    cancelAt: fromUnixOrNull(subscription.cancel_at ?? (subscription.cancel_at_period_end ? periodEnd : null)),
    canceledAt: fromUnixOrNull(subscription.canceled_at),
    endedAt: fromUnixOrNull(subscription.ended_at),
    collectionPaused: subscription.pause_collection !== null,
    createdAt: fromUnix(subscription.created),
  };
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
    paidAt: fromUnixOrNull(invoice.status_transitions.paid_at),
    hostedUrl: invoice.hosted_invoice_url ?? null,
    pdfUrl: invoice.invoice_pdf ?? null,
  };
}
