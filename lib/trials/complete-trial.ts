import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { findBillingAccount, findOpenCheckout, listPricesByStripeId, lockBilling } from "@/db/queries/billing";
import { type CardSetupRow, findCardSetup, moveCardSetup } from "@/db/queries/card-setups";
import { users } from "@/db/schema/identity";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { cardEntryExpired, cardSetupNotFound, requireProvenCard } from "@/lib/card-setups/require-proven-card";
import { openAtStripe } from "@/lib/checkout/open-at-stripe";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { firstQuantity } from "@/lib/plan-changes/first-quantity";
import { expireSession } from "@/lib/stripe/checkout-sessions";
import { chargeCard } from "@/lib/stripe/payment-methods";
import { findSubscriptionByMetadata } from "@/lib/stripe/trials";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { beginSubscription } from "./begin-subscription";
import { claimTrial, releaseTrial } from "./claim-trial";
import { requireNoSubscription } from "./open-trial";

interface CompleteTrial {
  tenantId: TenantId;
  actor: SignedIn;
  setupIntentId: string;
  requestId: string;
}

const MARK = "card_setup_id";

/**
 * Starts the trial whose card is proven: claims it for workspace, person and card, then subscribes at Stripe. Pressing
 * twice, and trying again after a crash at any point, ends in one trial. Throws `trial_used` naming which had one.
 */
export async function completeTrial({ tenantId, actor, setupIntentId, requestId }: CompleteTrial): Promise<void> {
  const db = database();
  const setup = await findCardSetup(db, tenantId, "trial", setupIntentId);
  const account = await findBillingAccount(db, tenantId);
  if (!setup || !account?.stripeCustomerId) throw cardSetupNotFound();
  if (setup.state === "complete") return;
  if (setup.state === "expired" || setup.state === "failed") throw cardEntryExpired();
  const card = await requireProvenCard(setupIntentId, account.stripeCustomerId);
  await closeOpenCheckout(db, tenantId);
  if (await claimUnlessBegun(db, setup, account.stripeCustomerId, card.fingerprint)) {
    await chargeCard(account.stripeCustomerId, card.stripePaymentMethodId, []);
    await begin(db, setup, account.stripeCustomerId);
  }
  await syncTenantBilling(tenantId, "trial-requested");
  await db.transaction(async (tx) => {
    const isFirst = await moveCardSetup(tx, setup.id, ["open", "completing"], {
      state: "complete",
      endedAt: wallNow(),
    });
    const detail = { stripe_price_id: setup.stripePriceId, trial_days: setup.trialDays };
    if (isFirst) await recordAudit(tx, { tenantId, actor, action: "trial.start", detail, requestId });
  });
}

const UNDER_WAY_MS = 2 * 60_000;
const purchaseBusy = () => new AppError("checkout_busy", "Another purchase is being made. Try again in a moment.");

/** G10: a payment page that stands open would be a second subscription. */
async function closeOpenCheckout(db: Database, tenantId: TenantId): Promise<void> {
  const row = await findOpenCheckout(db, tenantId);
  if (!row) return;
  // Opened in this moment: it may be a purchase on the saved card, which has no page that could be closed.
  if (row.status === "opening" && row.createdAt > addMs(wallNow(), -UNDER_WAY_MS)) throw purchaseBusy();
  const opened = row.status === "opening" ? await openAtStripe(db, row) : row;
  if (opened.stripeSessionId) await expireSession(opened.stripeSessionId);
  // It may just have been paid instead.
  await syncTenantBilling(tenantId, "trial-requested");
}

/** False when Stripe has begun it already: by an earlier try, or by a second press in this very moment. */
async function claimUnlessBegun(
  db: Database,
  setup: CardSetupRow,
  stripeCustomerId: string,
  cardFingerprint: string,
): Promise<boolean> {
  const isBegun = async () => (await findSubscriptionByMetadata(stripeCustomerId, MARK, setup.id)) !== null;
  if (await isBegun()) return false;
  try {
    await claim(db, setup, cardFingerprint);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "already_subscribed") throw error;
    if (await isBegun()) return false;
    await giveUp(db, setup, "already_subscribed");
    throw error;
  }
}

/** Enters the trial before Stripe is asked, together with the question whether anything runs already. */
async function claim(db: Database, setup: CardSetupRow, cardFingerprint: string): Promise<void> {
  const [person] = setup.createdBy
    ? await db.select({ email: users.email }).from(users).where(eq(users.id, setup.createdBy))
    : [];
  const [offer] = await listPricesByStripeId(db, [setup.stripePriceId ?? ""]);
  if (!person || !offer) throw cardEntryExpired();
  await db.transaction(async (tx) => {
    await lockBilling(tx, setup.tenantId);
    await requireNoSubscription(tx, setup.tenantId);
    if ((await findOpenCheckout(tx, setup.tenantId))?.status === "opening") throw purchaseBusy();
    const { id, tenantId } = setup;
    await claimTrial(tx, { id, tenantId, email: person.email, cardFingerprint, tier: offer.plan.tier });
    await moveCardSetup(tx, id, ["open"], { state: "completing" });
  });
}

async function begin(db: Database, setup: CardSetupRow, stripeCustomerId: string): Promise<void> {
  const [offer] = await listPricesByStripeId(db, [setup.stripePriceId ?? ""]);
  const wanted = {
    idempotencyKey: `tierline-trial-${setup.id}`,
    stripeCustomerId,
    stripePriceId: setup.stripePriceId ?? "",
    quantity: offer ? await firstQuantity(db, setup.tenantId, offer.plan) : 1,
    trialDays: setup.trialDays ?? 0,
  };
  const result = await beginSubscription(wanted, { key: MARK, value: setup.id }, { tenant_id: setup.tenantId });
  if (result.kind === "begun") return;
  await giveUp(db, setup, "refused");
  const detail = "The trial could not be started, and it is not used up. Start again, or choose another plan.";
  throw new AppError("plan_not_for_sale", detail, { cause: result.cause });
}

/** Takes back a trial that did not begin: it can be had another time. */
export async function giveUp(db: Database, setup: CardSetupRow, failureCode: string): Promise<void> {
  await db.transaction(async (tx) => {
    const to = { state: "failed", failureCode, endedAt: wallNow() } as const;
    // Whoever moved it on meanwhile has begun it, and keeps the claim.
    if (await moveCardSetup(tx, setup.id, ["open", "completing"], to)) await releaseTrial(tx, setup.id);
  });
}
