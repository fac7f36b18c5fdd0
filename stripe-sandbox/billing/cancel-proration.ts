import type { Account } from "../account";
import type { Subscription } from "../store/wire";
import type { World } from "../world";
import { collectInvoice } from "./collect";
import { consumeItems, createPendingItem, pendingItems, pendingLines } from "./invoice-items";
import { buildInvoice, finalizeInvoice, insertInvoice } from "./invoices";
import { creditLines } from "./plan-change";

/** Credits the unused time of a subscription that ends now, and bills what is pending when asked. */
export function billCancellation(
  world: World,
  account: Account,
  subscription: Subscription,
  at: number,
  options: { prorates: boolean; invoicesNow: boolean; fromPeriodStart?: boolean },
): void {
  if (options.prorates && subscription.status !== "trialing") {
    const starts = subscription.items.data.map((item) => item.current_period_start);
    const from = options.fromPeriodStart ? Math.max(...starts) : at;
    for (const line of creditLines(account, subscription, from)) {
      createPendingItem(world, account, subscription.customer, subscription.currency, line, at);
    }
  }
  if (!options.invoicesNow) return;
  const pending = pendingItems(account, subscription.customer, subscription.id);
  if (pending.length === 0) return;
  const draft = buildInvoice(account, {
    customer: subscription.customer,
    subscription,
    currency: subscription.currency,
    billingReason: "subscription_update",
    lines: pendingLines(account, pending),
    periodStart: Math.min(...subscription.items.data.map((item) => item.current_period_start)),
    periodEnd: at,
    created: at,
    discounts: [],
    taxRates: subscription.default_tax_rates ?? [],
    autoAdvance: true,
  });
  insertInvoice(world, account, draft);
  consumeItems(account, pending, draft.id);
  const invoice = finalizeInvoice(world, account, draft);
  account.subscriptions.update(subscription.id, { latest_invoice: invoice.id });
  if (invoice.status === "open") collectInvoice(world, account, invoice.id);
}
