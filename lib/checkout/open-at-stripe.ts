import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type CheckoutRow, findBillingAccount } from "@/db/queries/billing";
import { checkouts } from "@/db/schema/billing";
import { plans, prices } from "@/db/schema/catalogue";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { firstQuantity } from "@/lib/plan-changes/first-quantity";
import { findPack } from "@/lib/plans/credit-packs";
import {
  type NewCheckout,
  type OpenedSession,
  openPackSession,
  openSubscriptionSession,
} from "@/lib/stripe/checkout-sessions";
import { hasAnswered, isRefusal } from "@/lib/stripe/client";

/**
 * Opens the session of a checkout row, under the row's id as its key: a racing request, and a retry after a crash, get
 * the very same session. A row that Stripe refuses is closed, so that it never stands in the way of the next try.
 */
export async function openAtStripe(db: Database, row: CheckoutRow): Promise<CheckoutRow> {
  try {
    return await open(db, row);
  } catch (error) {
    // Stripe repeats a stored answer for a day: only without any answer is the same key of use again.
    if (!hasAnswered(error)) throw error;
    await db
      .update(checkouts)
      .set({ status: "expired" })
      .where(and(eq(checkouts.id, row.id), eq(checkouts.status, "opening")));
    if (!isRefusal(error)) throw error;
    const detail = "This can't be bought right now. Choose something else, or try again later.";
    throw new AppError("plan_not_for_sale", detail, { cause: error });
  }
}

async function open(db: Database, row: CheckoutRow): Promise<CheckoutRow> {
  const account = await findBillingAccount(db, row.tenantId);
  if (!account?.stripeCustomerId) throw new Error(`tenant ${row.tenantId} has no customer at Stripe`);
  const { tenantId, id: checkoutId } = row;
  const base = {
    checkoutId,
    tenantId,
    stripeCustomerId: account.stripeCustomerId,
    successUrl: `${env().APP_URL}/upgrade/return?session_id={CHECKOUT_SESSION_ID}`,
  };
  const session = await (row.kind === "credits" ? openPack(row, base) : openPlan(db, row, base));
  const [opened] = await db
    .update(checkouts)
    .set({ status: "open", ...session })
    .where(and(eq(checkouts.id, row.id), eq(checkouts.status, "opening")))
    .returning();
  // Not ours to open any more: a racing request with the same key wrote the same session first.
  return opened ?? { ...row, ...session };
}

type Base = Omit<NewCheckout, "cancelUrl">;

async function openPlan(db: Database, row: CheckoutRow, base: Base): Promise<OpenedSession> {
  const { tier, interval, currency, stripePriceId, ...plan } = await requirePrice(db, row);
  const quantity = await firstQuantity(db, row.tenantId, plan);
  const order = new URLSearchParams({ plan: tier, interval, currency });
  if (row.returnTo) order.set("return_to", row.returnTo);
  const cancelUrl = `${env().APP_URL}/upgrade?${order}&canceled=1`;
  return openSubscriptionSession({ ...base, stripePriceId, quantity, cancelUrl });
}

function openPack(row: CheckoutRow, base: Base): Promise<OpenedSession> {
  const pack = findPack(row.packKey);
  if (!pack || !row.currency) throw new AppError("unknown_pack", "This credit pack is not sold any more.");
  const name = `${pack.credits} credits`;
  const cancelUrl = `${env().APP_URL}${row.returnTo ?? "/billing"}`;
  return openPackSession({ ...base, name, amountMinor: pack.amountMinor, currency: row.currency, cancelUrl });
}

async function requirePrice(db: Database, row: CheckoutRow) {
  const [price] = await db
    .select({
      tier: plans.tier,
      includedMembers: plans.includedMembers,
      interval: prices.interval,
      currency: prices.currency,
      stripePriceId: prices.stripePriceId,
    })
    .from(checkouts)
    .innerJoin(prices, eq(prices.id, checkouts.priceId))
    .innerJoin(plans, eq(plans.id, prices.planId))
    .where(eq(checkouts.id, row.id));
  if (!price?.stripePriceId) throw new AppError("plan_not_for_sale", "This plan is not for sale right now.");
  return { ...price, stripePriceId: price.stripePriceId };
}
