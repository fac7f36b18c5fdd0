import type { Database, Executor } from "@/db/client";
import { findCurrentSubscription, findOpenCheckout, lockBilling } from "@/db/queries/billing";
import { checkouts } from "@/db/schema/billing";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import type { CheckoutDto } from "@/lib/contracts/checkout";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { newId, type PriceId, type TenantId } from "@/lib/ids";
import type { Interval } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { expireSession } from "@/lib/stripe/checkout-sessions";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { bindCustomer } from "./bind-customer";
import { toCheckoutDto } from "./checkout-dto";
import { openAtStripe } from "./open-at-stripe";

interface OpenCheckout {
  tenantId: TenantId;
  actor: SignedIn;
  plan: string;
  interval: Interval;
  currency: string | undefined;
  returnTo: string | undefined;
  requestId: string;
}

/**
 * Opens Stripe's hosted page for the first subscription, or answers the one that is open already: two tabs, a double
 * click and a retry all end in the same session (G10). Throws `already_subscribed`, `unknown_plan`, …
 */
export async function openCheckout(input: OpenCheckout): Promise<CheckoutDto> {
  const { tenantId, actor } = input;
  if (!actor.user.emailVerifiedAt)
    throw new AppError("email_not_verified", "Open the link in the mail that we sent you, then come back to pay.");
  const db = database();
  const { currency } = await bindCustomer(db, tenantId, actor.user);
  const offer = await requireOffer(db, input.plan, input.interval, currency ?? input.currency ?? "usd");
  // A webhook may be late: what Stripe says now decides whether there is something to buy.
  await syncTenantBilling(tenantId, "checkout-requested");
  await requireNoSubscription(db, tenantId);
  await closeOtherCheckout(db, tenantId, offer.price.id);
  await claimCheckout(db, { ...input, priceId: offer.price.id });
  const row = await findOpenCheckout(db, tenantId);
  // Another tab opened one for another plan in this very moment.
  if (!row || row.priceId !== offer.price.id)
    throw new AppError("checkout_busy", "Another checkout is being opened. Try again in a moment.");
  return toCheckoutDto(row.status === "open" ? row : await openAtStripe(db, row));
}

/**
 * Enters the purchase, unless one is open. Under the billing lock, together with the question whether there is a
 * subscription by now: a sync can't bring one in between.
 */
async function claimCheckout(db: Database, input: OpenCheckout & { priceId: PriceId }) {
  const { tenantId, actor, priceId, returnTo } = input;
  await db.transaction(async (tx) => {
    await lockBilling(tx, tenantId);
    await requireNoSubscription(tx, tenantId);
    const [claimed] = await tx
      .insert(checkouts)
      .values({
        id: newId(),
        tenantId,
        status: "opening",
        createdBy: actor.user.id,
        priceId,
        returnTo: returnTo ?? null,
      })
      .onConflictDoNothing()
      .returning({ id: checkouts.id });
    if (!claimed) return;
    const detail = { checkout: claimed.id, plan: input.plan, interval: input.interval };
    await recordAudit(tx, { tenantId, actor, action: "checkout.open", detail, requestId: input.requestId });
  });
}

async function requireNoSubscription(db: Executor, tenantId: TenantId): Promise<void> {
  const current = await findCurrentSubscription(db, tenantId);
  if (!current || hasEnded(current.subscription)) return;
  const detail = "This workspace has a subscription already. The billing page shows it.";
  throw new AppError("already_subscribed", detail, { upgradeUrl: "/billing" });
}

/** Puts an open checkout out of the way when it is for another price, or expired. */
async function closeOtherCheckout(db: Database, tenantId: TenantId, priceId: string): Promise<void> {
  const row = await findOpenCheckout(db, tenantId);
  if (!row) return;
  const expired = row.expiresAt !== null && row.expiresAt <= wallNow();
  if (row.priceId === priceId && !expired) return;
  // Opened half-way (we crashed before Stripe answered): finish it under its key first, else its session stays open.
  const opened = row.status === "opening" ? await openAtStripe(db, row) : row;
  if (opened.stripeSessionId) await expireSession(opened.stripeSessionId);
  await syncTenantBilling(tenantId, "checkout-requested");
  // It may just have been paid instead.
  await requireNoSubscription(db, tenantId);
}
