import type { Account } from "../account";
import { periodAt } from "../engine/calendar";
import { emitUpdate } from "../events/emit";
import { invalidRequest } from "../http/errors";
import type { Subscription, SubscriptionItem } from "../store/wire";
import { now, type World } from "../world";
import { collectInvoice, intentOf } from "./collect";
import { rememberDebits, replaceDebits } from "./debits";
import { activeDiscounts } from "./discounts";
import { voidInvoice } from "./invoice-ends";
import { consumeItems, createPendingItem, pendingItems, pendingLines } from "./invoice-items";
import type { LineInput } from "./invoice-lines";
import { buildInvoice, finalizeInvoice, insertInvoice } from "./invoices";
import { dropUsedDiscounts } from "./lasting-discounts";
import { endPause } from "./pause-state";
import { remainingLines } from "./plan-change";
import { cycleOf } from "./prices";
import { recurringLines } from "./recurring-lines";
import { itemsPatch } from "./subscription-items";

/** How long a resumption may stay unpaid when nothing retries it. */
const RESUMPTION_SECONDS = 23 * 3600;

/** How a paused subscription is taken up again. */
export type ResumeRequest = {
  resetsAnchor: boolean;
  prorationBehavior: "create_prorations" | "always_invoice" | "none";
  prorationDate: number | null;
  paymentBehavior: "resume_on_payment_attempt" | "resume_on_payment_success";
};

/**
 * Resumes a paused subscription: with a cycle that starts now, or in the period of the old anchor that holds this
 * moment. It stays paused until the resumption's invoice is paid (or tried, as asked); without one it is active at once.
 */
export function resumeSubscription(
  world: World,
  account: Account,
  before: Subscription,
  request: ResumeRequest,
): Subscription {
  if (before.status !== "paused") throw invalidRequest("You can only resume a subscription that is `paused`.");
  const record = account.subscriptionRecords.get(before.id);
  const open = record.resumption ? account.invoices.find(record.resumption.invoice) : null;
  if (open?.status === "open") {
    throw invalidRequest(`The resumption invoice \`${open.id}\` is still open. Pay or void it first.`);
  }
  const at = now(world, account, before.customer);
  const anchor = request.resetsAnchor ? at : before.billing_cycle_anchor;
  const items = before.items.data.map((item) => withPeriod(item, anchor, at));
  const periodEnd = Math.min(...items.map((item) => item.current_period_end));
  account.subscriptions.update(before.id, {
    ...itemsPatch(before.id, items),
    billing_cycle_anchor: anchor,
    ...(request.resetsAnchor ? { billing_cycle_anchor_config: null } : {}),
    // An end that was planned during the pause is the end of the period that begins now, not of the one before it.
    ...(before.cancel_at_period_end ? { cancel_at: periodEnd } : {}),
  });
  const lines = request.resetsAnchor
    ? items.flatMap((item) => fullLines(account, before, item))
    : prorations(account, before, items, request, at);
  const isBilledNow = request.resetsAnchor || (request.prorationBehavior === "always_invoice" && lines.length > 0);
  if (isBilledNow) return billResumption(world, account, before, request, lines, at);
  const pending = lines.map((line) => ({
    line,
    item: createPendingItem(world, account, before.customer, before.currency, line, at),
  }));
  replaceDebits(account, before.id, pending);
  return endPause(world, account, before.id, "active", before);
}

function withPeriod(item: SubscriptionItem, anchor: number, at: number): SubscriptionItem {
  const cycle = cycleOf(item.price);
  const period = periodAt(anchor, cycle.interval, cycle.count, at);
  return { ...item, current_period_start: period.start, current_period_end: period.end };
}

function fullLines(account: Account, before: Subscription, item: SubscriptionItem): LineInput[] {
  return recurringLines(account, {
    subscription: before.id,
    item,
    currency: before.currency,
    isTrial: false,
    period: { start: item.current_period_start, end: item.current_period_end },
  });
}

/** What is left of the surrounding period; items whose period is still paid for owe nothing. */
function prorations(
  account: Account,
  before: Subscription,
  items: SubscriptionItem[],
  request: ResumeRequest,
  at: number,
): LineInput[] {
  if (request.prorationBehavior === "none") return [];
  const { debits } = account.subscriptionRecords.get(before.id);
  const owing = items.filter((item) => {
    const old = before.items.data.find((candidate) => candidate.id === item.id);
    return !(debits[item.id] && old && old.current_period_end > at);
  });
  return remainingLines(account, account.subscriptions.get(before.id), owing, request.prorationDate ?? at);
}

function billResumption(
  world: World,
  account: Account,
  before: Subscription,
  request: ResumeRequest,
  lines: LineInput[],
  at: number,
): Subscription {
  const pending = pendingItems(account, before.customer, before.id);
  const draft = buildInvoice(account, {
    customer: before.customer,
    subscription: before,
    currency: before.currency,
    billingReason: "subscription_update",
    lines: [...pendingLines(account, pending), ...lines],
    periodStart: at,
    periodEnd: at,
    created: at,
    discounts: activeDiscounts(account, before.discounts, at),
    taxRates: before.default_tax_rates ?? [],
    autoAdvance: request.paymentBehavior === "resume_on_payment_success",
  });
  account.subscriptions.update(before.id, { latest_invoice: draft.id });
  insertInvoice(world, account, draft);
  consumeItems(account, pending, draft.id);
  rememberDebits(account, draft);
  dropUsedDiscounts(account, before.id, draft);
  const invoice = finalizeInvoice(world, account, draft);
  if (invoice.status === "paid") return endPause(world, account, before.id, "active", before);
  const isRetried = request.paymentBehavior === "resume_on_payment_success";
  account.subscriptionRecords.update(before.id, {
    resumption: { invoice: invoice.id, isRetried, expiresAt: isRetried ? null : at + RESUMPTION_SECONDS },
  });
  emitUpdate(world, account, "customer.subscription.updated", before, account.subscriptions.get(before.id));
  if (isRetried) collectInvoice(world, account, invoice.id, { isAutomatic: true });
  else intentOf(world, account, invoice);
  return account.subscriptions.get(before.id);
}

/** The resumption was not paid in time: its invoice is void and the subscription stays paused. */
export function expireResumption(world: World, account: Account, id: string): void {
  const { resumption } = account.subscriptionRecords.get(id);
  account.subscriptionRecords.update(id, { resumption: null, debits: {} });
  const invoice = resumption ? account.invoices.find(resumption.invoice) : null;
  if (invoice?.status === "open") voidInvoice(world, account, invoice);
}
