import type { Account } from "../account";
import { invalidRequest, StripeError } from "../http/errors";
import type { Invoice, Subscription } from "../store/wire";
import { now, type World } from "../world";
import { collectInvoice, intentOf } from "./collect";
import { rememberDebits, replaceDebits } from "./debits";
import { activeDiscounts } from "./discounts";
import { consumeItems, createPendingItem, pendingItems, pendingLines } from "./invoice-items";
import { buildInvoice, finalizeInvoice, insertInvoice } from "./invoices";
import { dropUsedDiscounts } from "./lasting-discounts";
import { cardError } from "./payment-methods";
import { dropPendingChange, patchOf, rememberChange } from "./pending-change";
import { type ChangePlan, type ChangeRequest, planChange } from "./plan-change";
import type { PaymentBehavior } from "./subscription-input";

/** How a change is billed. */
export type ChangeBilling = {
  prorationBehavior: "create_prorations" | "always_invoice" | "none";
  paymentBehavior: PaymentBehavior;
  offSession: boolean;
};

/** Changes a subscription's items, trial or anchor and bills the difference; the caller tells of the update. */
export function changeItems(
  world: World,
  account: Account,
  before: Subscription,
  request: ChangeRequest,
  billing: ChangeBilling,
): Subscription {
  const at = now(world, account, before.customer);
  const isDormant = before.status === "incomplete" || before.status === "paused";
  if (isDormant && billing.paymentBehavior === "pending_if_incomplete") {
    throw invalidRequest(`You cannot use \`pending_if_incomplete\` while the subscription is \`${before.status}\`.`, {
      param: "payment_behavior",
    });
  }
  const plan = planChange(account, before, request, at);
  if (account.subscriptionRecords.get(before.id).pendingChange) dropPendingChange(world, account, before.id);
  const billsNow = plan.startsNow || (billing.prorationBehavior === "always_invoice" && plan.prorations.length > 0);
  if (billsNow && billing.paymentBehavior === "pending_if_incomplete") {
    return changeWhenPaid(world, account, before, plan, billing, at);
  }
  const prorations = plan.prorations.map((line) => ({
    line,
    item: createPendingItem(world, account, before.customer, before.currency, line, at),
  }));
  replaceDebits(account, before.id, prorations);
  account.subscriptions.update(before.id, patchOf(before, plan));
  if (!billsNow) return account.subscriptions.get(before.id);
  const invoice = issueInvoice(world, account, before, plan, at);
  account.subscriptions.update(before.id, { latest_invoice: invoice.id });
  rememberDebits(account, invoice);
  dropUsedDiscounts(account, before.id, invoice);
  collectChange(world, account, invoice, billing);
  return account.subscriptions.get(before.id);
}

/** The invoice of a change: what is pending first, then the periods that start now. */
function issueInvoice(world: World, account: Account, before: Subscription, plan: ChangePlan, at: number): Invoice {
  const pending = pendingItems(account, before.customer, before.id);
  const draft = buildInvoice(account, {
    customer: before.customer,
    subscription: before,
    currency: before.currency,
    billingReason: "subscription_update",
    lines: [...pendingLines(account, pending), ...plan.fullLines],
    periodStart: Math.min(...before.items.data.map((item) => item.current_period_start)),
    periodEnd: at,
    created: at,
    discounts: activeDiscounts(account, before.discounts, at),
    taxRates: before.default_tax_rates ?? [],
    autoAdvance: true,
    collectionMethod: before.collection_method,
    dueDate: before.collection_method === "send_invoice" ? at + (before.days_until_due ?? 30) * 86_400 : null,
  });
  insertInvoice(world, account, draft);
  consumeItems(account, pending, draft.id);
  return finalizeInvoice(world, account, draft);
}

function collectChange(world: World, account: Account, invoice: Invoice, billing: ChangeBilling): void {
  if (invoice.status !== "open" || invoice.collection_method === "send_invoice") return;
  if (billing.paymentBehavior === "default_incomplete") {
    intentOf(world, account, invoice);
    return;
  }
  const result = collectInvoice(world, account, invoice.id, { offSession: billing.offSession });
  if (result.kind === "paid" || billing.paymentBehavior !== "error_if_incomplete") {
    if (result.kind === "no_payment_method") failWithoutMethod(world, account, invoice.id);
    return;
  }
  throw unpaid(result.kind === "declined" ? result.decline : null);
}

function failWithoutMethod(world: World, account: Account, invoiceId: string): void {
  collectInvoice(world, account, invoiceId, { isAutomatic: true });
}

function unpaid(decline: Parameters<typeof cardError>[0] | null): StripeError {
  if (decline) return new StripeError(cardError(decline).fields);
  return new StripeError({
    status: 402,
    type: "card_error",
    code: "subscription_payment_intent_requires_action",
    message: "Payment for this subscription requires additional user action before it can be completed successfully.",
  });
}

const PENDING_SECONDS = 23 * 3600;

/** pending_if_incomplete: the invoice is issued first, and the change waits when it is not paid at once. */
function changeWhenPaid(
  world: World,
  account: Account,
  before: Subscription,
  plan: ChangePlan,
  billing: ChangeBilling,
  at: number,
): Subscription {
  for (const line of plan.prorations) createPendingItem(world, account, before.customer, before.currency, line, at);
  const invoice = issueInvoice(world, account, before, plan, at);
  const { prorations: _prorations, fullLines: _lines, startsNow: _now, ...change } = plan;
  account.subscriptionRecords.update(before.id, { pendingChange: change, pendingInvoice: invoice.id });
  account.subscriptions.update(before.id, { latest_invoice: invoice.id });
  const isPaid =
    invoice.status === "paid" ||
    collectInvoice(world, account, invoice.id, { offSession: billing.offSession }).kind === "paid";
  if (isPaid) {
    const record = account.subscriptionRecords.get(before.id);
    if (record.pendingChange) {
      account.subscriptions.update(before.id, patchOf(before, record.pendingChange));
      account.subscriptionRecords.update(before.id, { pendingChange: null, pendingInvoice: null });
      rememberChange(account, before.id, invoice);
    }
    return account.subscriptions.get(before.id);
  }
  const periodEnd = Math.min(...before.items.data.map((item) => item.current_period_end));
  const limits = [
    at + PENDING_SECONDS,
    periodEnd,
    ...(before.trial_end && before.trial_end > at ? [before.trial_end] : []),
  ];
  return account.subscriptions.update(before.id, {
    pending_update: {
      billing_cycle_anchor: plan.billingCycleAnchor === before.billing_cycle_anchor ? null : plan.billingCycleAnchor,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: Math.min(...limits),
      metadata: null,
      subscription_items: plan.items,
      trial_end: null,
      trial_from_plan: null,
    },
  });
}
