import type { Executor } from "@/db/client";
import { findPriceWithPlan, type QuoteRow } from "@/db/queries/quotes";
import type { QuoteDto } from "@/lib/contracts/plan-changes";
import type { PriceId } from "@/lib/ids";
import { readBasis } from "./change-basis";

/** A quote as the API and the pages show it. */
export async function toQuoteDto(db: Executor, quote: QuoteRow): Promise<QuoteDto> {
  const iso = (at: Date) => at.toISOString();
  return {
    id: quote.id,
    state: quote.state,
    timing: quote.timing,
    from: { ...(await planChoice(db, quote.fromPriceId)), quantity: quote.fromQuantity },
    to: { ...(await planChoice(db, quote.toPriceId)), quantity: quote.toQuantity },
    currency: quote.currency,
    lines: quote.lines.map((line) => ({
      description: line.description,
      amount_minor: line.amountMinor,
      is_proration: line.isProration,
      period_start: line.periodStartAt,
      period_end: line.periodEndAt,
    })),
    subtotal_minor: quote.subtotalMinor,
    discount_minor: quote.discountMinor,
    tax_minor: quote.taxMinor,
    credit_applied_minor: quote.creditAppliedMinor,
    amount_due_minor: quote.amountDueMinor,
    next_charge_minor: quote.nextChargeMinor,
    next_charge_at: quote.nextChargeAt?.toISOString() ?? null,
    effective_at: iso(quote.effectiveAt),
    proration_at: iso(quote.prorationAt),
    replaces_scheduled_change: readBasis(quote.basis).scheduled !== null,
    expires_at: iso(quote.expiresAt),
  };
}

async function planChoice(db: Executor, priceId: PriceId | null) {
  const found = priceId ? await findPriceWithPlan(db, priceId) : null;
  return { tier: found?.plan.tier ?? null, interval: found?.price.interval ?? null };
}
