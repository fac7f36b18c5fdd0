import type { Database } from "@/db/client";
import { listPricesByStripeId, type SubscriptionRow } from "@/db/queries/billing";
import { findVoidedRenewal } from "@/db/queries/voided-renewal";
import type { BillingStateDto } from "@/lib/contracts/subscription";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { type CreditsNow, readCredits } from "@/lib/credits/read-credits";
import { toAccessDto } from "@/lib/entitlements/access-dto";
import { type Entitlement, readEntitlement } from "@/lib/entitlements/read-entitlement";
import type { TenantId } from "@/lib/ids";
import { hasEnded } from "@/lib/sync/choose-current";

/** Everything that the billing page and the return page show, from our own tables alone. */
export async function readBillingState(db: Database, tenantId: TenantId): Promise<BillingStateDto> {
  const entitlement = await readEntitlement(db, tenantId);
  const credits = await readCredits(db, tenantId, entitlement.monthlyCredits, entitlement.at);
  const others = {
    ...(await readOtherPlans(db, entitlement)),
    resumeChargeMinor: await readResumeCharge(db, entitlement),
  };
  return toBillingStateDto(tenantId, entitlement, credits, others);
}

/** Our names for the prices that the subscription will or may have. */
async function readOtherPlans(db: Database, { subscription }: Entitlement) {
  const { scheduledStripePriceId, pendingStripePriceId } = subscription?.row ?? {};
  const ids = [scheduledStripePriceId, pendingStripePriceId].flatMap((id) => id ?? []);
  const rows = await listPricesByStripeId(db, ids);
  const names = rows.map(
    ({ price, plan }) => [price.stripePriceId, { tier: plan.tier, interval: price.interval }] as const,
  );
  return { names: new Map(names) };
}

/** What resuming charges: a period that began during the pause was not paid for. Null: nothing. */
async function readResumeCharge(db: Database, { subscription }: Entitlement): Promise<number | null> {
  if (!subscription?.row.collectionPaused) return null;
  return (await findVoidedRenewal(db, subscription.row)) ? subscription.row.amountMinor : null;
}

interface OtherPlans extends Awaited<ReturnType<typeof readOtherPlans>> {
  resumeChargeMinor: number | null;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function toBillingStateDto(
  tenantId: TenantId,
  entitlement: Entitlement,
  credits: CreditsNow,
  others: OtherPlans,
): BillingStateDto {
  return {
    tenant_id: tenantId,
    access: toAccessDto(entitlement),
    subscription: toSubscriptionDto(entitlement, others),
    payment_method: toCardDto(entitlement.account),
    credits: toCreditsDto(credits),
  };
}

function toSubscriptionDto(
  { subscription, account }: Entitlement,
  others: OtherPlans,
): BillingStateDto["subscription"] {
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
    ...toChangesDto(row, others),
    paused: row.collectionPaused,
    resumes_at: iso(row.collectionResumesAt),
    resume_charge_minor: others.resumeChargeMinor,
    discounts: row.discounts.map((discount) => ({
      name: discount.name,
      percent_off: discount.percentOff,
      amount_off_minor: discount.amountOffMinor,
      currency: discount.currency,
      ends_at: discount.endsAt,
    })),
  };
}

const UNKNOWN = { tier: null, interval: null };

function toChangesDto(row: SubscriptionRow, others: OtherPlans) {
  const { scheduledAt, scheduledStripePriceId, pendingStripePriceId, pendingExpiresAt } = row;
  const scheduled = others.names.get(scheduledStripePriceId) ?? UNKNOWN;
  const pending = others.names.get(pendingStripePriceId) ?? UNKNOWN;
  return {
    scheduled_change: scheduledAt
      ? { ...scheduled, quantity: row.scheduledQuantity ?? 1, at: scheduledAt.toISOString() }
      : null,
    pending_change:
      pendingStripePriceId && pendingExpiresAt
        ? { ...pending, quantity: row.pendingQuantity ?? 1, expires_at: pendingExpiresAt.toISOString() }
        : null,
  };
}

function toCardDto(account: Entitlement["account"]): BillingStateDto["payment_method"] {
  const { cardBrand: brand, cardLast4: last4, cardExpMonth: month, cardExpYear: year } = account;
  if (!brand || !last4 || !month || !year) return null;
  return { brand, last4, exp_month: month, exp_year: year };
}
