import type { Database } from "@/db/client";
import { enterDrifts } from "@/db/queries/drifts";
import type { QuoteRow } from "@/db/queries/quotes";
import { appendEvents } from "@/lib/events/append-events";
import type { ChangeResult } from "@/lib/stripe/apply-change";

/**
 * Looks whether Stripe's invoice says what the quote said (G7). It was asked for the same preview a moment before, so
 * that this never happens by our doing; if it does, an operator sees it.
 */
export async function recordMismatch(
  db: Database,
  quote: QuoteRow,
  { amountDueMinor, stripeInvoiceId }: Extract<ChangeResult, { kind: "applied" }>,
): Promise<void> {
  if (amountDueMinor === null || amountDueMinor === quote.amountDueMinor) return;
  const { tenantId, currency } = quote;
  const detail = `quoted ${quote.amountDueMinor} ${currency}, invoiced ${amountDueMinor} ${currency} by ${stripeInvoiceId}`;
  await db.transaction(async (tx) => {
    const entered = await enterDrifts(tx, [
      { tenantId, kind: "quote_mismatch", subject: `quote ${quote.id}`, detail: { text: detail }, repairedBy: null },
    ]);
    const events = entered.map(({ kind }) => ({ type: "DriftDetected" as const, data: { kind, detail } }));
    await appendEvents(tx, tenantId, events);
  });
}
