import type { Account } from "../account";
import { intentOf } from "../billing/collect";
import { activeDiscounts } from "../billing/discounts";
import type { LineInput } from "../billing/invoice-lines";
import { buildInvoice, settleWithBalance } from "../billing/invoices";
import { dropPendingChange } from "../billing/pending-change";
import { type ChangeRequest, planChange } from "../billing/plan-change";
import { amountOf, cycleOf, productText } from "../billing/prices";
import { scheduleChange } from "../billing/schedule-change";
import { emitSubscriptionUpdate, hasEnded } from "../billing/subscription-status";
import { changeItems } from "../billing/update-subscription";
import type { Price, Subscription } from "../store/wire";
import { transact } from "../transact";
import { now, type World } from "../world";
import { findPortal, gone, type PortalFound, portalDone } from "./portal-session";
import type { InvalidField, PortalChangePreview, PortalOutcome, PortalPlan } from "./views";

/** What the customer picked: a price, and a quantity where it may be changed. */
export type PortalChoice = { priceId: string; quantity?: number };

type Wanted = { found: PortalFound; subscription: Subscription; price: Price; quantity: number; itemId: string };

function refuse(message: string): InvalidField {
  return { kind: "invalid", field: "subscription", message };
}

/** The prices that the portal offers for a subscription; null when there is no such session or subscription. */
export function portalPlans(world: World, bpsId: string, subscriptionId: string): PortalPlan[] | null {
  const found = findPortal(world, bpsId);
  const subscription = found ? ownSubscription(found, subscriptionId) : null;
  if (!found || !subscription) return null;
  const { account, configuration } = found;
  const current = subscription.items.data[0]?.price.id;
  return (configuration.features.subscription_update.products ?? []).flatMap((entry) =>
    entry.prices.flatMap((id) => {
      const price = account.prices.find(id);
      if (!price?.active) return [];
      const cycle = cycleOf(price);
      return [
        {
          priceId: id,
          productName: productText(account, price).name,
          productDescription: account.products.find(price.product)?.description ?? null,
          amountMinor: amountOf(price, 1, subscription.currency),
          currency: subscription.currency,
          interval: { unit: cycle.interval, count: cycle.count },
          isCurrent: id === current,
          quantity: entry.adjustable_quantity.enabled
            ? { minimum: entry.adjustable_quantity.minimum, maximum: entry.adjustable_quantity.maximum }
            : null,
        },
      ];
    }),
  );
}

function ownSubscription(found: PortalFound, subscriptionId: string): Subscription | null {
  const subscription = found.account.subscriptions.find(subscriptionId);
  return subscription && subscription.customer === found.session.customer && !hasEnded(subscription)
    ? subscription
    : null;
}

function wantedChange(
  world: World,
  bpsId: string,
  subscriptionId: string,
  choice: PortalChoice,
): Wanted | InvalidField {
  const found = findPortal(world, bpsId);
  if (!found) return gone();
  const subscription = ownSubscription(found, subscriptionId);
  const [item, ...others] = subscription?.items.data ?? [];
  if (!subscription || !item) return refuse("This subscription has ended.");
  if (others.length > 0) return refuse("This subscription has several items and cannot be changed here.");
  if (subscription.schedule || subscription.cancel_at !== null) {
    return refuse("This subscription is scheduled to change and cannot be updated until then.");
  }
  const price = found.account.prices.find(choice.priceId);
  if (!price?.active) return refuse("This plan is no longer offered.");
  const quantity = choice.quantity ?? item.quantity ?? 1;
  return { found, subscription, price, quantity, itemId: item.id };
}

/** True when the configuration puts this change off to the period's end. */
function isDeferred({ found, subscription, price, quantity }: Wanted): boolean {
  const [item] = subscription.items.data;
  if (!item || subscription.status === "trialing") return false;
  const isCheaper =
    amountOf(price, quantity, subscription.currency) < amountOf(item.price, item.quantity ?? 1, subscription.currency);
  const isShorter = lengthOf(price) < lengthOf(item.price);
  return found.configuration.features.subscription_update.schedule_at_period_end.conditions.some((condition) =>
    condition.type === "decreasing_item_amount" ? isCheaper : isShorter,
  );
}

const DAYS = { day: 1, week: 7, month: 30.4, year: 365 };

function lengthOf(price: Price): number {
  const cycle = cycleOf(price);
  return DAYS[cycle.interval] * cycle.count;
}

function requestOf(wanted: Wanted, at: number): ChangeRequest {
  const features = wanted.found.configuration.features.subscription_update;
  const endsTrial = wanted.subscription.status === "trialing" && features.trial_update_behavior === "end_trial";
  return {
    items: [
      {
        id: wanted.itemId,
        price: wanted.price,
        quantity: wanted.quantity,
        isDeleted: false,
        metadata: null,
        taxRates: null,
      },
    ],
    prorates: features.proration_behavior !== "none",
    prorationDate: at,
    resetsAnchor: features.billing_cycle_anchor === "now",
    trialEnd: endsTrial ? "now" : null,
  };
}

/** What a change would cost and when it would take effect; null when it cannot be made. */
export function previewPortalChange(
  world: World,
  bpsId: string,
  subscriptionId: string,
  choice: PortalChoice,
): PortalChangePreview | null {
  const wanted = wantedChange(world, bpsId, subscriptionId, choice);
  if ("kind" in wanted) return null;
  const { found, subscription, price, quantity } = wanted;
  const { account } = found;
  const at = now(world, account, subscription.customer);
  const periodEnd = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  const plan = isDeferred(wanted) ? null : planChange(account, subscription, requestOf(wanted, at), at);
  const lines = plan ? [...plan.prorations, ...plan.fullLines] : [];
  const billsNow =
    plan !== null &&
    (plan.startsNow || found.configuration.features.subscription_update.proration_behavior === "always_invoice");
  const total = totalOf(account, subscription, lines, at);
  const balance = account.customers.get(subscription.customer).balance;
  return {
    subscriptionId,
    productName: productText(account, price).name,
    quantity,
    recurringMinor: amountOf(price, quantity, subscription.currency),
    interval: { unit: cycleOf(price).interval, count: cycleOf(price).count },
    currency: subscription.currency,
    lines: lines.map((line) => ({ description: line.description ?? "", amountMinor: line.amount })),
    dueNowMinor: billsNow ? settleWithBalance(total, balance, subscription.currency).amountDue : 0,
    nextInvoiceMinor: billsNow ? 0 : total,
    effectiveAt: plan ? at : periodEnd,
  };
}

/** What lines come to on an invoice of the subscription, with its discounts and tax. */
function totalOf(account: Account, subscription: Subscription, lines: readonly LineInput[], at: number): number {
  return buildInvoice(account, {
    customer: subscription.customer,
    subscription,
    currency: subscription.currency,
    billingReason: "subscription_update",
    lines,
    periodStart: at,
    periodEnd: at,
    created: at,
    discounts: activeDiscounts(account, subscription.discounts, at),
    taxRates: subscription.default_tax_rates ?? [],
    autoAdvance: true,
  }).total;
}

/** Changes a subscription's price or quantity as the portal's configuration says. */
export function portalChange(world: World, bpsId: string, subscriptionId: string, choice: PortalChoice): PortalOutcome {
  const found = findPortal(world, bpsId);
  const features = found?.configuration.features.subscription_update;
  if (found && !features?.enabled) return refuse("Changing the plan is not enabled here.");
  const offered = portalPlans(world, bpsId, subscriptionId)?.find((plan) => plan.priceId === choice.priceId);
  if (found && !offered) return refuse("This plan is not offered.");
  const { minimum = 1, maximum = null } = offered?.quantity ?? {};
  const quantity = choice.quantity ?? minimum;
  if (offered?.quantity && (quantity < minimum || (maximum !== null && quantity > maximum))) {
    return { kind: "invalid", field: "quantity", message: "This quantity is not offered." };
  }
  return applyChange(world, bpsId, subscriptionId, offered?.quantity ? choice : { priceId: choice.priceId });
}

/** The change that a `subscription_update_confirm` session asks to confirm; null for other sessions. */
export function portalConfirmPreview(world: World, bpsId: string): PortalChangePreview | null {
  const asked = askedChange(world, bpsId);
  return asked ? previewPortalChange(world, bpsId, asked.subscriptionId, asked.choice) : null;
}

/** Makes the change that a `subscription_update_confirm` session asks to confirm. */
export function portalConfirmChange(world: World, bpsId: string): PortalOutcome {
  const asked = askedChange(world, bpsId);
  return asked ? applyChange(world, bpsId, asked.subscriptionId, asked.choice) : gone();
}

function askedChange(world: World, bpsId: string): { subscriptionId: string; choice: PortalChoice } | null {
  const found = findPortal(world, bpsId);
  const confirm = found?.session.flow?.subscription_update_confirm;
  const [item] = confirm?.items ?? [];
  const subscription = found && confirm ? found.account.subscriptions.find(confirm.subscription) : null;
  const priceId = item?.price ?? subscription?.items.data[0]?.price.id;
  if (!confirm || !item || !priceId) return null;
  const choice = item.quantity === undefined ? { priceId } : { priceId, quantity: item.quantity };
  return { subscriptionId: confirm.subscription, choice };
}

function applyChange(world: World, bpsId: string, subscriptionId: string, choice: PortalChoice): PortalOutcome {
  const wanted = wantedChange(world, bpsId, subscriptionId, choice);
  if ("kind" in wanted) return wanted;
  const { found, subscription } = wanted;
  const { account } = found;
  return transact(world, account, null, (): PortalOutcome => {
    const at = now(world, account, subscription.customer);
    if (isDeferred(wanted)) {
      scheduleChange(world, account, subscription, [{ price: wanted.price, quantity: wanted.quantity }]);
      return portalDone(world, found.session);
    }
    const after = changeItems(world, account, subscription, requestOf(wanted, at), {
      prorationBehavior: found.configuration.features.subscription_update.proration_behavior,
      paymentBehavior: "pending_if_incomplete",
      offSession: false,
    });
    if (after.pending_update) return unpaidChange(world, account, found, after, subscription);
    emitSubscriptionUpdate(world, account, subscription, after);
    return portalDone(world, found.session);
  });
}

/** The change waits for its payment: the bank asks the customer, or a declined card drops it. */
function unpaidChange(
  world: World,
  account: Account,
  found: PortalFound,
  waiting: Subscription,
  before: Subscription,
): PortalOutcome {
  const intent = intentOf(world, account, account.invoices.get(waiting.latest_invoice ?? ""));
  const challengeUrl = intent.next_action?.redirect_to_url?.url;
  if (intent.status === "requires_action" && challengeUrl) {
    const done = portalDone(world, found.session);
    account.intentRecords.update(intent.id, { returnUrl: done.redirectUrl });
    emitSubscriptionUpdate(world, account, before, waiting);
    return { kind: "requires_action", challengeUrl };
  }
  emitSubscriptionUpdate(world, account, before, waiting);
  dropPendingChange(world, account, waiting.id);
  const error = intent.last_payment_error;
  return {
    kind: "declined",
    code: error?.code ?? "card_declined",
    declineCode: error?.decline_code ?? null,
    message: error?.message ?? "Add a card to change your plan.",
  };
}
