import type { Account } from "../account";
import { periodAt } from "../engine/calendar";
import { prorated } from "../engine/proration";
import { emit } from "../events/emit";
import { invalidRequest, StripeError } from "../http/errors";
import { newId } from "../store/ids";
import type { Invoice, Price, Subscription, SubscriptionItem } from "../store/wire";
import { now, type World } from "../world";
import { collectInvoice, intentOf, linkPayment, settleInvoice } from "./collect";
import { rememberDebits } from "./debits";
import { type Applied, redeem } from "./discounts";
import type { LineInput } from "./invoice-lines";
import { buildInvoice, DRAFT_SECONDS, finalizeInvoice, insertInvoice } from "./invoices";
import { dropOnceDiscounts } from "./lasting-discounts";
import { behaviourOf, cardError } from "./payment-methods";
import { cycleOf } from "./prices";
import { recurringLines } from "./recurring-lines";
import { createSetupIntent } from "./setup-intents";
import type { SubscriptionInput } from "./subscription-input";
import { buildItem } from "./subscription-items";
import { buildSubscription } from "./subscription-object";

/** Builds the subscription and its first invoice without storing either. */
export function draftSubscription(
  account: Account,
  input: SubscriptionInput,
  at: number,
): { subscription: Subscription; invoice: Invoice } {
  const id = newId("sub");
  const isTrial = input.trialEnd !== null && input.trialEnd > at;
  const trialEnd = isTrial ? input.trialEnd : null;
  const unanchored = trialEnd !== null && input.trialEndAnchor !== "unchanged" ? trialEnd : at;
  const anchor = input.billingCycleAnchor ?? unanchored;
  const items = input.items.map((item) =>
    buildItem({
      subscription: id,
      price: item.price,
      quantity: item.quantity,
      period: firstPeriod(item.price, at, anchor, trialEnd),
      created: at,
      metadata: item.metadata,
      taxRates: item.taxRates,
      discounts: (item.discounts ?? []).map((applied) => applied.discount.id),
    }),
  );
  const subscription = buildSubscription(account, input, { id, at, anchor, isTrial, items });
  const lines = [
    ...input.extraLines,
    ...items.flatMap((item, index) =>
      firstLines(account, input, { subscription, item, discounts: input.items[index]?.discounts ?? [] }, at),
    ),
  ];
  const invoice = buildInvoice(account, {
    customer: input.customer,
    subscription,
    currency: input.currency,
    billingReason: "subscription_create",
    lines,
    periodStart: at,
    periodEnd: at,
    created: at,
    discounts: input.discounts,
    taxRates: input.taxRates,
    autoAdvance: true,
    collectionMethod: input.collectionMethod,
    ...(input.taxCountry ? { taxCountry: input.taxCountry } : {}),
    ...(input.collectionMethod === "send_invoice"
      ? { finalizesAt: at + DRAFT_SECONDS, dueDate: at + DRAFT_SECONDS + (input.daysUntilDue ?? 30) * 86_400 }
      : {}),
  });
  return { subscription, invoice };
}

function firstPeriod(
  price: Price,
  at: number,
  anchor: number,
  trialEnd: number | null,
): { start: number; end: number } {
  if (trialEnd !== null) return { start: at, end: trialEnd };
  if (anchor > at) return { start: at, end: anchor };
  const cycle = cycleOf(price);
  const period = periodAt(anchor, cycle.interval, cycle.count, at);
  return { start: at, end: period.end };
}

function firstLines(
  account: Account,
  input: SubscriptionInput,
  { subscription, item, discounts }: { subscription: Subscription; item: SubscriptionItem; discounts: Applied[] },
  at: number,
): LineInput[] {
  const period = { start: item.current_period_start, end: item.current_period_end };
  const isTrial = subscription.status === "trialing";
  const lines = recurringLines(account, {
    subscription: subscription.id,
    item,
    currency: input.currency,
    isTrial,
    period,
    discounts,
  });
  if (item.price.recurring?.usage_type === "metered" && !isTrial) return [];
  const isPartial = !isTrial && input.billingCycleAnchor !== null && input.billingCycleAnchor !== at;
  if (!isPartial) return lines;
  if (input.prorationBehavior === "none") return [];
  const cycle = cycleOf(item.price);
  const natural = periodAt(input.billingCycleAnchor ?? at, cycle.interval, cycle.count, at);
  return lines.map((line) => ({
    ...line,
    amount: prorated(line.amount, natural, at),
    isProration: true,
    discountable: true,
  }));
}

const NO_METHOD =
  "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.";

/** Creates a subscription with its first invoice and tries to collect it as its payment behaviour says. */
export function createSubscription(world: World, account: Account, input: SubscriptionInput): Subscription {
  const at = now(world, account, input.customer);
  const drafted = draftSubscription(account, input, at);
  const { id } = drafted.subscription;
  const customer = account.customers.get(input.customer);
  const method = input.defaultPaymentMethod ?? customer.invoice_settings.default_payment_method;
  const isCharged = input.collectionMethod === "charge_automatically" && drafted.invoice.total + customer.balance > 0;
  const needsMethod = isCharged && input.paymentBehavior !== "default_incomplete" && !input.paidBy;
  if (needsMethod && !method) throw invalidRequest(NO_METHOD, { code: "resource_missing" });
  redeemAll(world, account, input, drafted.subscription);
  account.subscriptions.insert({ ...drafted.subscription, latest_invoice: drafted.invoice.id });
  account.subscriptionRecords.insert({
    id,
    trialWillEndSent: false,
    upcomingSentFor: null,
    debits: {},
    renewedAt: null,
    pendingChange: null,
    pendingInvoice: null,
    resumption: null,
  });
  insertInvoice(world, account, drafted.invoice);
  rememberDebits(account, drafted.invoice);
  const isSent = input.collectionMethod === "send_invoice" && drafted.invoice.total > 0;
  const invoice = isSent ? drafted.invoice : finalizeInvoice(world, account, drafted.invoice);
  if (invoice.status === "open" && isCharged) collectFirst(world, account, invoice, input, id);
  else if (isCharged || input.collectionMethod === "charge_automatically")
    prepareMethod(world, account, input, id, method);
  dropOnceDiscounts(account, id);
  emit(world, account, "customer.subscription.created", account.subscriptions.get(id));
  return account.subscriptions.get(id);
}

/** The discounts of the whole and of single items, each told of with what it belongs to. */
function redeemAll(world: World, account: Account, input: SubscriptionInput, subscription: Subscription): void {
  const owned = (applied: readonly Applied[], item: string | null): Applied[] =>
    applied.map(({ coupon, discount }) => ({
      coupon,
      discount: { ...discount, subscription: subscription.id, subscription_item: item },
    }));
  redeem(world, account, owned(input.discounts, null));
  subscription.items.data.forEach((item, index) => {
    redeem(world, account, owned(input.items[index]?.discounts ?? [], item.id));
  });
}

function collectFirst(world: World, account: Account, invoice: Invoice, input: SubscriptionInput, id: string): void {
  if (input.paidBy) {
    linkPayment(world, account, invoice, input.paidBy);
    account.intentRecords.update(input.paidBy.id, { invoice: invoice.id });
    account.paymentIntents.update(input.paidBy.id, {
      payment_details: { customer_reference: null, order_reference: invoice.id },
    });
    settleInvoice(world, account, invoice.id, input.paidBy);
    return;
  }
  account.subscriptions.update(id, { status: "incomplete" });
  if (input.paymentBehavior === "default_incomplete") {
    intentOf(world, account, invoice);
    return;
  }
  const result = collectInvoice(world, account, invoice.id, { offSession: input.offSession });
  if (result.kind === "paid" || input.paymentBehavior !== "error_if_incomplete") return;
  if (result.kind === "declined") {
    const { fields } = cardError(result.decline, { payment_intent: result.intent });
    throw new StripeError(fields);
  }
  throw new StripeError({
    status: 402,
    type: "card_error",
    code: "subscription_payment_intent_requires_action",
    message: "Payment for this subscription requires additional user action before it can be completed successfully.",
  });
}

/** With nothing due yet, a card for later is asked for where none is known or the known one needs a challenge. */
function prepareMethod(
  world: World,
  account: Account,
  input: SubscriptionInput,
  id: string,
  method: string | null,
): void {
  if (input.paidBy) return;
  const needsChallenge =
    method !== null &&
    behaviourOf(account, method).challenge !== "never" &&
    account.cards.find(method)?.isSetUpForOffSession !== true;
  const needsCard = method === null && input.paymentBehavior === "default_incomplete";
  if (!needsChallenge && !needsCard) return;
  const setup = createSetupIntent(world, account, {
    customer: input.customer,
    usage: "off_session",
    paymentMethod: method,
    record: { subscription: id },
  });
  account.subscriptions.update(id, { pending_setup_intent: setup.id });
}
