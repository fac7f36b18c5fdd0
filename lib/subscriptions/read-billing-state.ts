import type { Database } from "@/db/client";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { type CreditsNow, readCredits } from "@/lib/credits/read-credits";
import { explainAccess } from "@/lib/entitlements/explain-access";
import { type Entitlement, readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { hasEnded } from "@/lib/sync/choose-current";

/** Everything that the billing page and the return page show, from our own tables alone. */
export async function readBillingState(db: Database, tenantId: TenantId): Promise<BillingStateDto> {
  const entitlement = await readEntitlement(db, tenantId);
  const credits = await readCredits(db, tenantId, entitlement.monthlyCredits, entitlement.at);
  return toBillingStateDto(tenantId, entitlement, credits);
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function toBillingStateDto(tenantId: TenantId, entitlement: Entitlement, credits: CreditsNow): BillingStateDto {
  const { access, plan, account } = entitlement;
  return {
    tenant_id: tenantId,
    access: {
      tier: access.tier,
      mode: access.mode,
      reason: access.reason,
      explanation: explainAccess(access),
      next_change_at: iso(access.nextChangeAt),
      features: plan.features,
      version: account.entitlementVersion,
    },
    subscription: toSubscriptionDto(entitlement),
    payment_method: toCardDto(account),
    credits: toCreditsDto(credits),
  };
}

function toSubscriptionDto({ subscription, account }: Entitlement): BillingStateDto["subscription"] {
  // An ended subscription is history: the page then shows Free, not a dead plan.
  if (!subscription || hasEnded(subscription.row)) return null;
  const { row, plan, price } = subscription;
  const renews = row.cancelAt === null && row.status !== "incomplete";
  return {
    status: row.status,
    tier: plan?.tier ?? null,
    interval: price?.interval ?? null,
    amount_minor: row.amountMinor,
    currency: row.currency,
    quantity: row.quantity,
    current_period_end: row.currentPeriodEndAt.toISOString(),
    trial_end: iso(row.trialEndAt),
    cancel_at: iso(row.cancelAt),
    next_charge_at: renews ? row.currentPeriodEndAt.toISOString() : null,
    next_charge_minor: renews ? account.nextChargeMinor : null,
  };
}

function toCardDto(account: Entitlement["account"]): BillingStateDto["payment_method"] {
  const { cardBrand: brand, cardLast4: last4, cardExpMonth: month, cardExpYear: year } = account;
  if (!brand || !last4 || !month || !year) return null;
  return { brand, last4, exp_month: month, exp_year: year };
}
