import type { Transaction } from "@/db/client";
import type { SubscriptionRow } from "@/db/queries/billing";
import { listUnsettledQuotes, moveQuote, type QuoteRow } from "@/db/queries/quotes";
import { wallNow } from "@/lib/clock";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";

/**
 * Lets the quotes under way follow what a sync has found: a change that the customer's bank confirmed later is applied
 * by Stripe itself, one that he abandoned is dropped by it.
 */
export async function settleQuotes(
  tx: Transaction,
  tenantId: TenantId,
  subscriptions: readonly SubscriptionRow[],
): Promise<void> {
  for (const quote of await listUnsettledQuotes(tx, tenantId)) {
    const row = subscriptions.find((each) => each.stripeSubscriptionId === quote.stripeSubscriptionId);
    if (quote.timing === "period_end" || !row) continue;
    if (isMade(quote, row)) await moveQuote(tx, quote.id, [quote.state], { state: "applied", endedAt: wallNow() });
    else if (quote.state === "requires_action" && row.pendingStripePriceId === null) await abandon(tx, quote);
  }
}

const isMade = (quote: QuoteRow, row: SubscriptionRow) =>
  row.pendingStripePriceId === null && row.priceId === quote.toPriceId && row.quantity === quote.toQuantity;

async function abandon(tx: Transaction, { id, tenantId }: QuoteRow): Promise<void> {
  const values = { state: "failed", failureCode: "authentication_abandoned", endedAt: wallNow() } as const;
  if (!(await moveQuote(tx, id, ["requires_action"], values))) return;
  await addJob(tx, "restore-schedule", { tenantId, quoteId: id }, { key: `restore-schedule:${id}` });
}
