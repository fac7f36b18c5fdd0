import type { Executor } from "@/db/client";
import { findCurrentSubscription } from "@/db/queries/billing";
import type { SignedIn } from "@/lib/auth/session";
import { openCardSetup } from "@/lib/card-setups/open-card-setup";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import type { TrialSetupDto } from "@/lib/contracts/trials";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import type { Interval } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { requireVerified } from "@/lib/tenants/require-verified";
import { requireTrialUnused } from "./claim-trial";
import { trialDays } from "./trial-days";

interface OpenTrial {
  tenantId: TenantId;
  actor: SignedIn;
  plan: string;
  interval: Interval;
  currency: string | undefined;
  /** As a client asks; capped by the catalogue. */
  days: number | undefined;
}

/**
 * Begins a free trial with its card: nothing is given before the card is known, since the card may have had its trial
 * (G17). Throws `already_subscribed`, `trial_used`, `trial_not_offered`, …
 */
export async function openTrial(input: OpenTrial): Promise<TrialSetupDto> {
  const { tenantId, actor } = input;
  requireVerified(actor, "Open the link in the mail that we sent you, then come back to start the trial.");
  const db = database();
  await requireTrialUnused(db, { tenantId, email: actor.user.email });
  const { stripeCustomerId, currency } = await bindCustomer(db, tenantId, actor.user);
  const { plan, price } = await requireOffer(db, input.plan, input.interval, currency ?? input.currency ?? "usd");
  const days = trialDays(plan, input.days);
  // A webhook may be late: what Stripe says now decides whether there is a subscription already.
  await syncTenantBilling(tenantId, "trial-requested");
  await requireNoSubscription(db, tenantId);
  const trial = { stripePriceId: price.stripePriceId, days };
  const setup = await openCardSetup(db, { tenantId, actor, stripeCustomerId, purpose: "trial", trial });
  return { ...setup, trial_days: days };
}

/** Refuses with `already_subscribed` while any subscription runs (G10). */
export async function requireNoSubscription(db: Executor, tenantId: TenantId): Promise<void> {
  const current = await findCurrentSubscription(db, tenantId);
  if (!current || hasEnded(current.subscription)) return;
  const detail = "This workspace has a subscription already. The billing page shows it.";
  throw new AppError("already_subscribed", detail, { upgradeUrl: "/billing" });
}
