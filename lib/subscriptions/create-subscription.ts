import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type CheckoutRow, findBillingAccount, findOpenCheckout, lockBilling } from "@/db/queries/billing";
import { isTrialBeginning } from "@/db/queries/trials";
import { type CheckoutStatus, checkouts } from "@/db/schema/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import { openAtStripe } from "@/lib/checkout/open-at-stripe";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { newId, type PriceId, type TenantId } from "@/lib/ids";
import { firstQuantity } from "@/lib/plan-changes/first-quantity";
import type { Interval } from "@/lib/plans/catalogue";
import { type Offer, requireOffer } from "@/lib/plans/require-offer";
import { expireSession } from "@/lib/stripe/checkout-sessions";
import { hasAnswered, isRefusal } from "@/lib/stripe/client";
import { endSubscription } from "@/lib/stripe/end-subscription";
import { findPromotionCode } from "@/lib/stripe/plan-changes";
import { createSubscriptionAtStripe } from "@/lib/stripe/subscriptions";
import { readFirstPayment } from "@/lib/stripe/trials";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireNoSubscription } from "@/lib/trials/open-trial";

export interface CreateSubscription {
  tenantId: TenantId;
  actor: SignedIn;
  plan: string;
  interval: Interval;
  currency: string | undefined;
  promotionCode: string | undefined;
  requestId?: string;
}

/** Running and paid, or waiting for the customer's bank; a card that is declined throws instead. */
export type CreatedSubscription = { kind: "applied" } | { kind: "requires_action"; clientSecret: string };

/**
 * Starts a subscription on the card that is saved. Two requests at once are one subscription (G10): they share the row
 * that a payment page would use, and its id is the key. Throws `payment_method_required`, `payment_failed`, …
 */
export async function createSubscription(input: CreateSubscription): Promise<CreatedSubscription> {
  const { tenantId, actor } = input;
  if (!actor.user.emailVerifiedAt)
    throw new AppError("email_not_verified", "Open the link in the mail that we sent you, then come back.");
  const db = database();
  const { stripeCustomerId, currency } = await bindCustomer(db, tenantId, actor.user);
  const offer = await requireOffer(db, input.plan, input.interval, currency ?? input.currency ?? "usd");
  await syncTenantBilling(tenantId, "checkout-requested");
  await requireNoSubscription(db, tenantId);
  await requireCard(db, input);
  const code = input.promotionCode ? await requireCode(input.promotionCode) : null;
  await closeOtherPurchase(db, tenantId, offer.price.id);
  const claim = await claimPurchase(db, input, offer);
  const id = await subscribe(db, input, offer, { claim, stripeCustomerId, code });
  return settle(db, input, claim, id);
}

async function requireCard(db: Database, { tenantId, plan, interval }: CreateSubscription): Promise<void> {
  const account = await findBillingAccount(db, tenantId);
  if (account?.cardLast4) return;
  throw new AppError("payment_method_required", "There is no card on file. Enter one on the payment page.", {
    upgradeUrl: `/upgrade?plan=${plan}&interval=${interval}`,
  });
}

async function requireCode(code: string): Promise<string> {
  const id = await findPromotionCode(code);
  if (!id) throw new AppError("promotion_code_invalid", `There is no promotion code "${code}".`);
  return id;
}

// Longer than any request and its retries at Stripe take: whoever began before is dead.
const DEAD_AFTER_MS = 10 * 60_000;

/** A payment page that is open beside it could be paid as well; a purchase that died would keep this one out for ever. */
async function closeOtherPurchase(db: Database, tenantId: TenantId, priceId: PriceId): Promise<void> {
  const found = await findOpenCheckout(db, tenantId);
  if (!found) return;
  const isDead = found.createdAt < addMs(wallNow(), -DEAD_AFTER_MS) && found.priceId !== priceId;
  // Finished under its key first: a page of it may stand open at Stripe.
  const page = found.status === "opening" && isDead ? await openAtStripe(db, found) : found;
  if (!page.stripeSessionId) return;
  await expireSession(page.stripeSessionId);
  await syncTenantBilling(tenantId, "checkout-requested");
  await requireNoSubscription(db, tenantId);
}

async function claimPurchase(
  db: Database,
  { tenantId, actor }: CreateSubscription,
  { price }: Offer,
): Promise<CheckoutRow> {
  const row = await db.transaction(async (tx) => {
    await lockBilling(tx, tenantId);
    await requireNoSubscription(tx, tenantId);
    // A trial that is being begun has no subscription yet, and will have one.
    if (await isTrialBeginning(tx, tenantId, addMs(wallNow(), -UNDER_WAY_MS))) throw purchaseBusy();
    const values = { id: newId<CheckoutRow["id"]>(), tenantId, createdBy: actor.user.id, priceId: price.id };
    await tx
      .insert(checkouts)
      .values({ ...values, status: "opening" })
      .onConflictDoNothing();
    return findOpenCheckout(tx, tenantId);
  });
  if (row?.priceId === price.id && row.status === "opening") return row;
  throw purchaseBusy();
}

// As long as beginning it takes, so that one that was interrupted keeps nobody from paying.
const UNDER_WAY_MS = 2 * 60_000;
const purchaseBusy = () => new AppError("checkout_busy", "Another purchase is being made. Try again in a moment.");

const close = (db: Database, { id }: CheckoutRow, status: CheckoutStatus) =>
  db
    .update(checkouts)
    .set({ status })
    .where(and(eq(checkouts.id, id), eq(checkouts.status, "opening")));

async function subscribe(
  db: Database,
  { tenantId }: CreateSubscription,
  { plan, price }: Offer,
  { claim, stripeCustomerId, code }: { claim: CheckoutRow; stripeCustomerId: string; code: string | null },
): Promise<string> {
  try {
    return await createSubscriptionAtStripe({
      idempotencyKey: `tierline-subscribe-${claim.id}`,
      stripeCustomerId,
      stripePriceId: price.stripePriceId,
      quantity: await firstQuantity(db, tenantId, plan),
      stripePromotionCodeId: code,
      metadata: { tenant_id: tenantId, checkout_id: claim.id },
    });
  } catch (error) {
    // Stripe repeats a stored answer for a day: only without any answer is the same key of use again.
    if (!hasAnswered(error)) throw error;
    await close(db, claim, "expired");
    if (!isRefusal(error)) throw error;
    if (code)
      throw new AppError("promotion_code_invalid", "This promotion code can't be used for this plan.", {
        cause: error,
      });
    throw new AppError("plan_not_for_sale", "This plan can't be bought right now. Choose another.", { cause: error });
  }
}

async function settle(
  db: Database,
  { tenantId, actor, requestId, plan, interval }: CreateSubscription,
  claim: CheckoutRow,
  subscription: string,
): Promise<CreatedSubscription> {
  const payment = await readFirstPayment(subscription);
  const isLost = payment.kind === "declined" || payment.kind === "over";
  // An incomplete one would stand in the way of the next try for a day.
  if (isLost) await endSubscription(subscription, "The first payment failed.");
  // The claim is given up only once the subscription stands in our table: in between, another could be started.
  await syncTenantBilling(tenantId, "checkout-requested");
  await close(db, claim, isLost ? "expired" : "complete");
  if (isLost) {
    const message = payment.kind === "declined" ? payment.message : "It was given up.";
    throw new AppError("payment_failed", `The payment failed: ${message} Nothing was charged.`, {
      upgradeUrl: "/billing",
    });
  }
  const detail = { subscription, plan, interval };
  await recordAudit(db, { tenantId, actor, requestId, action: "subscription.create", detail });
  return payment.kind === "requires_action" ? payment : { kind: "applied" };
}
