import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import type { Invoice, Subscription } from "../store/wire";
import { now, type World } from "../world";
import { cancelNow } from "./cancel";
import { openingLines } from "./cycle-anchor";
import { rememberDebits } from "./debits";
import { activeDiscounts } from "./discounts";
import { consumeItems, pendingItems, pendingLines } from "./invoice-items";
import type { LineInput } from "./invoice-lines";
import { buildInvoice, DRAFT_SECONDS, insertInvoice } from "./invoices";
import { keptDiscounts } from "./lasting-discounts";
import { markPaused } from "./pause-state";
import { commonPeriod, oneOffLines, renewingItems, renewingPhase } from "./phase-items";
import { nextItems } from "./renewal-lines";
import { itemsPatch } from "./subscription-items";

/** Starts the next period of the items whose period ends, with a draft that closes an hour later. */
export function renew(world: World, account: Account, id: string, periodEnd: number): void {
  startPeriod(world, account, id, periodEnd, {});
}

function startPeriod(
  world: World,
  account: Account,
  id: string,
  periodEnd: number,
  patch: Partial<Subscription>,
): void {
  const before = account.subscriptions.get(id);
  const at = now(world, account, before.customer);
  const items = nextItems(before, before.items.data, periodEnd);
  const draft = buildRenewal(account, before, items, periodEnd, at);
  // What ends with the invoice just made: discounts for one invoice, and those whose time is over.
  const next = items.map((item) =>
    item.current_period_start === periodEnd && item.discounts.length > 0
      ? { ...item, discounts: keptDiscounts(account, item.discounts, at) }
      : item,
  );
  const after = account.subscriptions.update(id, {
    ...patch,
    ...itemsPatch(id, next),
    discounts: keptDiscounts(account, before.discounts, at),
    latest_invoice: draft.invoice.id,
  });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
  const invoice = insertInvoice(world, account, draft.invoice);
  consumeItems(account, draft.pending, invoice.id);
  rememberDebits(account, invoice);
}

function buildRenewal(
  account: Account,
  before: Subscription,
  items: Subscription["items"]["data"],
  periodEnd: number,
  at: number,
  oneOffs: LineInput[] = [],
) {
  const pending = pendingItems(account, before.customer, before.id);
  const moved = items.filter((item) => item.current_period_start === periodEnd);
  const isHeld = before.status === "unpaid" || before.pause_collection?.behavior === "keep_as_draft";
  const invoice = buildInvoice(account, {
    customer: before.customer,
    subscription: before,
    currency: before.currency,
    billingReason: "subscription_cycle",
    lines: [
      ...pendingLines(account, pending),
      ...oneOffs,
      ...moved.flatMap((item) =>
        openingLines(
          account,
          { subscription: before.id, item, currency: before.currency },
          before.status === "trialing" ? before.billing_cycle_anchor : item.current_period_start,
        ),
      ),
    ],
    periodStart: Math.min(...before.items.data.map((item) => item.current_period_start)),
    periodEnd,
    created: at,
    discounts: activeDiscounts(account, before.discounts, at),
    taxRates: before.default_tax_rates ?? [],
    autoAdvance: !isHeld,
    finalizesAt: isHeld ? null : at + DRAFT_SECONDS,
    collectionMethod: before.collection_method,
    dueDate:
      before.collection_method === "send_invoice" ? at + DRAFT_SECONDS + (before.days_until_due ?? 30) * 86_400 : null,
  });
  return { invoice, pending };
}

/** Ends a trial: bills the first paid period, or does what was asked for when there is no card. */
export function endTrial(world: World, account: Account, id: string, at: number): void {
  const subscription = account.subscriptions.get(id);
  const customer = account.customers.get(subscription.customer);
  const hasMethod =
    subscription.default_payment_method !== null || customer.invoice_settings.default_payment_method !== null;
  const wanted = subscription.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice";
  const behavior = hasMethod || subscription.collection_method === "send_invoice" ? "create_invoice" : wanted;
  switch (behavior) {
    case "create_invoice":
      startPeriod(world, account, id, subscription.trial_end ?? at, { status: "active" });
      return;
    case "cancel":
      cancelNow(world, account, subscription, { at });
      return;
    case "pause":
      markPaused(world, account, subscription, at, "trial_end_without_payment_method");
      return;
  }
}

/** Announces a trial's end three days ahead. */
export function sendTrialWillEnd(world: World, account: Account, id: string): void {
  account.subscriptionRecords.update(id, { trialWillEndSent: true });
  emit(world, account, "customer.subscription.trial_will_end", account.subscriptions.get(id));
}

/** Announces the next renewal; the invoice in it has no id because it does not exist. */
export function sendUpcoming(world: World, account: Account, id: string): void {
  const subscription = account.subscriptions.get(id);
  const periodEnd = Math.min(...subscription.items.data.map((item) => item.current_period_end));
  account.subscriptionRecords.update(id, { upcomingSentFor: periodEnd });
  // A schedule's phase that begins with the renewal is on it, though the subscription has not entered it yet.
  const items = nextItems(subscription, renewingItems(account, subscription), periodEnd);
  const phase = renewingPhase(account, subscription);
  const oneOffs = phase ? oneOffLines(account, phase, commonPeriod(items), subscription.id) : [];
  const { invoice } = buildRenewal(account, subscription, items, periodEnd, periodEnd, oneOffs);
  emit(world, account, "invoice.upcoming", withoutId(invoice));
}

function withoutId(invoice: Invoice): object {
  const { id: _id, ...shown } = invoice;
  const data = invoice.lines.data.map((line) => ({ ...line, id: line.id.replace("il_", "il_tmp_"), invoice: null }));
  return {
    ...shown,
    billing_reason: "upcoming",
    lines: { ...invoice.lines, data, url: `/v1/invoices/upcoming/lines?customer=${invoice.customer}` },
  };
}

/** A pause of collection that had an end is over. */
export function resumeCollection(world: World, account: Account, id: string): void {
  const before = account.subscriptions.get(id);
  const after = account.subscriptions.update(id, { pause_collection: null });
  emitUpdate(world, account, "customer.subscription.updated", before, after);
}
