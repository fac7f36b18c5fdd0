import type { Database, Transaction } from "@/db/client";
import { findBillingAccount, findCurrentSubscription, lockBilling } from "@/db/queries/billing";
import { findPriceWithPlan, hasOtherConfirmation, moveQuote, type QuoteRow } from "@/db/queries/quotes";
import { addMs, billingNow, wallNow } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { addJob } from "@/lib/jobs/add-job";
import { isRefusal } from "@/lib/stripe/client";
import { previewChange, type WantedItem } from "@/lib/stripe/plan-changes";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { writeBasis } from "./change-basis";
import { decideChange } from "./decide-change";
import { amountsNow, QUOTE_LIFE_MS } from "./quote-change";
import { readChangeable } from "./read-changeable";

/** A confirmation that died is taken up after so long. */
const TAKE_UP_AFTER_MS = 60_000;

/**
 * Makes the quote's confirmation ours: from `open` to `confirming` by one conditional update, together with the question
 * whether it still holds. Throws `quote_outdated`, `change_busy` and the refusals of `decideChange`; nothing is asked of
 * Stripe but what it would charge.
 */
export async function claimQuote(db: Database, quote: QuoteRow): Promise<void> {
  await syncTenantBilling(quote.tenantId, "change-requested");
  await requireSameAmounts(db, quote);
  const refusal = await db.transaction(async (tx) => {
    await lockBilling(tx, quote.tenantId);
    const account = await findBillingAccount(tx, quote.tenantId);
    const current = await findCurrentSubscription(tx, quote.tenantId);
    if (!account || !current || writeBasis(current.subscription, account) !== quote.basis) return outdated();
    const isOld = addMs(quote.prorationAt, QUOTE_LIFE_MS) < billingNow(account);
    if (isOld || quote.expiresAt <= wallNow()) return outdated("It is older than 15 minutes.");
    const ruled = await refusalNow(tx, quote);
    if (ruled) return ruled;
    if (await hasOtherConfirmation(tx, quote.tenantId, quote.id)) return busy();
    if (!(await moveQuote(tx, quote.id, ["open"], { state: "confirming" }))) return busy();
    const { tenantId, id: quoteId } = quote;
    const runAt = addMs(wallNow(), TAKE_UP_AFTER_MS);
    await addJob(tx, "confirm-quote", { tenantId, quoteId }, { key: `confirm-quote:${quoteId}`, runAt });
    return null;
  });
  if (refusal?.code === "quote_outdated") await expireQuote(db, quote);
  if (refusal) throw refusal;
}

/** Asks the rules again: since the quote was made it may have been paused or cancelled, or another change may wait. */
async function refusalNow(tx: Transaction, { tenantId, toPriceId, toQuantity, timing }: QuoteRow) {
  const { subject } = await readChangeable(tx, tenantId);
  const target = await findPriceWithPlan(tx, toPriceId);
  if (!target) return outdated();
  const { tier } = target.plan;
  const { interval, currency } = target.price;
  const decision = decideChange(subject, { tier, interval, quantity: toQuantity, currency });
  if (!decision.allowed) return new AppError(decision.code, decision.reason, { upgradeUrl: "/billing" });
  return decision.timing === timing ? null : outdated();
}

const busy = () => new AppError("change_busy", "Another change is being made. Look again in a moment.");
const outdated = (why = "The subscription has changed since.") =>
  new AppError("quote_outdated", `The quote no longer holds. ${why} Nothing was charged; ask for a new one.`);

const expireQuote = (db: Database, quote: QuoteRow) =>
  moveQuote(db, quote.id, ["open"], { state: "expired", endedAt: wallNow() });

/** Asks Stripe for the same preview once more: tax, coupons and balance may have changed without a trace here. */
async function requireSameAmounts(db: Database, quote: QuoteRow): Promise<void> {
  if (quote.timing !== "now") return;
  const wanted = await wantedOf(db, quote);
  const now = await previewChange(wanted, quote.prorationAt).then(amountsNow, (error: unknown) => {
    // What was quoted can't even be previewed any more.
    if (isRefusal(error)) return null;
    throw error;
  });
  const isSame =
    now?.amountDueMinor === quote.amountDueMinor &&
    now.subtotalMinor === quote.subtotalMinor &&
    now.taxMinor === quote.taxMinor &&
    now.discountMinor === quote.discountMinor;
  if (isSame) return;
  await expireQuote(db, quote);
  throw outdated("The amount is another one by now.");
}

/** The quote's target as Stripe knows it. */
export async function wantedOf(
  db: Database,
  quote: QuoteRow,
): Promise<WantedItem & { interval: "monthly" | "yearly" }> {
  const target = await findPriceWithPlan(db, quote.toPriceId);
  const stripePriceId = target?.price.stripePriceId;
  if (!target || !stripePriceId)
    throw new AppError("plan_not_for_sale", "This plan is not for sale right now. Choose another.");
  return {
    stripeSubscriptionId: quote.stripeSubscriptionId,
    stripePriceId,
    quantity: quote.toQuantity,
    stripePromotionCodeId: quote.stripePromotionCodeId,
    interval: target.price.interval,
  };
}
