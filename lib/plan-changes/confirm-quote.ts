import type { Database } from "@/db/client";
import { findQuote, moveQuote, type QuoteRow } from "@/db/queries/quotes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { QuoteId, TenantId } from "@/lib/ids";
import { applyFreeChange, applyPaidChange, type ChangeResult, readChangeResult } from "@/lib/stripe/apply-change";
import { isRefusal } from "@/lib/stripe/client";
import { releaseSchedule, scheduleChange } from "@/lib/stripe/schedule-change";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { readBasis } from "./change-basis";
import { claimQuote, wantedOf } from "./claim-quote";
import { failChange } from "./fail-change";
import { recordMismatch } from "./record-mismatch";

export interface ConfirmQuote {
  tenantId: TenantId;
  quoteId: QuoteId;
  actor: SignedIn | "system";
  requestId?: string;
}

/** How a confirmation ended; a payment that fails throws `payment_failed` instead. */
export interface ConfirmedChange {
  outcome: "applied" | "scheduled" | "requires_action";
  quote: QuoteRow;
  clientSecret: string | null;
  hostedUrl: string | null;
}

/**
 * Makes the change of a quote and charges exactly what it says. Repeating it, also at the same time or after a crash,
 * makes one change and one charge. Throws `quote_not_found`, `quote_outdated`, `change_busy`, `payment_failed`.
 */
export async function confirmQuote(input: ConfirmQuote): Promise<ConfirmedChange> {
  const db = database();
  const quote = await requireQuote(db, input);
  switch (quote.state) {
    case "applied":
      return settled(quote);
    case "failed":
    case "expired":
      throw new AppError("quote_outdated", "This quote was used or has expired. Ask for a new one.");
    case "requires_action":
      return conclude(db, input, quote, await readChangeResult(await wantedOf(db, quote)));
    case "open":
      await claimQuote(db, quote);
      await recordAudit(db, auditEntry(input, quote, "subscription.change"));
      return carryOut(db, input, quote);
    // Claimed by another request, which may have died: the same key makes it the same charge.
    case "confirming":
      if (quote.timing === "now" && isLongPast(quote))
        return conclude(db, input, quote, await readChangeResult(await wantedOf(db, quote)));
      return carryOut(db, input, quote);
  }
}

/** Nobody waits for it any more, and Stripe forgets the key after a day: then it is only looked at, never made. */
const isLongPast = ({ expiresAt }: QuoteRow) => addMs(expiresAt, HOUR_MS) < wallNow();
const HOUR_MS = 60 * 60_000;

async function requireQuote(db: Database, { tenantId, quoteId }: Pick<ConfirmQuote, "tenantId" | "quoteId">) {
  const quote = await findQuote(db, tenantId, quoteId);
  if (!quote) throw new AppError("quote_not_found", "There is no such quote. Ask for a new one.");
  return quote;
}

const settled = (quote: QuoteRow): ConfirmedChange => ({
  outcome: quote.timing === "period_end" ? "scheduled" : "applied",
  quote,
  clientSecret: null,
  hostedUrl: null,
});

function auditEntry({ tenantId, actor, requestId }: ConfirmQuote, quote: QuoteRow, action: string) {
  const { id, timing, amountDueMinor, currency, toPriceId, toQuantity } = quote;
  const detail = {
    quote: id,
    timing,
    amount_due_minor: amountDueMinor,
    currency,
    price: toPriceId,
    quantity: toQuantity,
  };
  return { tenantId, actor, requestId, action, detail };
}

async function carryOut(db: Database, input: ConfirmQuote, quote: QuoteRow): Promise<ConfirmedChange> {
  const wanted = await wantedOf(db, quote);
  try {
    switch (quote.timing) {
      case "period_end":
        await scheduleChange({ ...wanted, idempotencyKey: `tierline-schedule-${quote.id}` });
        break;
      case "trial":
        await applyFreeChange(quote.id, wanted);
        break;
      case "now": {
        const { scheduled } = readBasis(quote.basis);
        if (scheduled) await releaseSchedule(scheduled.schedule);
        return await conclude(db, input, quote, await applyPaidChange(quote.id, wanted, quote.prorationAt));
      }
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await failChange(db, quote, "refused");
    const detail = "The payment service refused the change. Nothing was charged; ask for a new quote.";
    throw new AppError("quote_outdated", detail, { cause: error });
  }
  return complete(db, input, quote);
}

/** Lets our own state follow what Stripe has done with the change. */
async function conclude(
  db: Database,
  input: ConfirmQuote,
  quote: QuoteRow,
  result: ChangeResult,
): Promise<ConfirmedChange> {
  switch (result.kind) {
    case "applied":
      await recordMismatch(db, quote, result);
      return complete(db, input, quote, result.stripeInvoiceId);
    case "requires_action": {
      const { stripeInvoiceId, clientSecret, hostedUrl } = result;
      await moveQuote(db, quote.id, ["confirming"], { state: "requires_action", stripeInvoiceId });
      await syncTenantBilling(input.tenantId, "change-requested");
      return { outcome: "requires_action", quote: await requireQuote(db, input), clientSecret, hostedUrl };
    }
    case "declined":
      await failChange(db, quote, result.reason);
      await recordAudit(db, auditEntry(input, quote, "subscription.change-declined"));
      throw declined(result);
    case "needs_authentication":
      await failChange(db, quote, "authentication_required");
      throw new AppError(
        "authentication_required",
        "The bank asks to confirm this payment, which is not possible together with a promotion code. Nothing was charged; upgrade without the code, or use another card.",
      );
    case "not_made":
      await failChange(db, quote, "dropped");
      throw new AppError("quote_outdated", "The change was dropped before it was paid. Ask for a new quote.");
  }
}

function declined({ reason, message }: Extract<ChangeResult, { kind: "declined" }>): AppError {
  const detail = `The payment failed: ${message} Your plan stays as it was, and nothing was charged.`;
  return new AppError("payment_failed", detail, {
    upgradeUrl: "/billing",
    errors: [{ path: "payment_method", message: reason }],
  });
}

/** Everything is done at Stripe: the sync brings it here, then the quote is marked. */
async function complete(
  db: Database,
  input: ConfirmQuote,
  quote: QuoteRow,
  stripeInvoiceId: string | null = null,
): Promise<ConfirmedChange> {
  await syncTenantBilling(input.tenantId, "change-requested");
  await moveQuote(db, quote.id, ["confirming", "requires_action"], { state: "applied", endedAt: wallNow() });
  if (stripeInvoiceId) await moveQuote(db, quote.id, ["applied"], { stripeInvoiceId });
  return settled(await requireQuote(db, input));
}
