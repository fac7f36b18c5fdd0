import type { z } from "zod";
import type { FeatureAnswerDto, StatusAnswerDto, TierAnswerDto } from "@/lib/contracts/access";
import type { accessSchema } from "@/lib/contracts/subscription";
import type { TenantId } from "@/lib/ids";
import { FEATURES, type Feature } from "@/lib/plans/catalogue";
import { recallPlans } from "@/lib/plans/recall-plans";
import { hasEnded } from "@/lib/sync/choose-current";
import { explainAccess } from "./explain-access";
import type { Entitlement } from "./read-entitlement";
import { hasFeature, offerOf } from "./require-feature";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The tier and how firm it is. */
export function toTierDto(tenantId: TenantId, { access, account }: Entitlement): TierAnswerDto {
  const { tier, mode, nextChangeAt } = access;
  return { tenant_id: tenantId, tier, mode, next_change_at: iso(nextChangeAt), version: account.entitlementVersion };
}

/** What the tenant may do and why. */
export function toAccessDto({ access, plan, account }: Entitlement): z.infer<typeof accessSchema> {
  return {
    tier: access.tier,
    mode: access.mode,
    reason: access.reason,
    explanation: explainAccess(access),
    next_change_at: iso(access.nextChangeAt),
    features: FEATURES.filter((feature) => hasFeature({ access, plan }, feature)),
    version: account.entitlementVersion,
  };
}

/** How the subscription stands; an ended one is history and counts as none. */
export function toStatusDto(tenantId: TenantId, { access, account, subscription }: Entitlement): StatusAnswerDto {
  const row = subscription && !hasEnded(subscription.row) ? subscription.row : null;
  return {
    tenant_id: tenantId,
    status: row?.status ?? null,
    tier: access.tier,
    mode: access.mode,
    current_period_end: iso(row?.currentPeriodEndAt ?? null),
    trial_end: iso(row?.trialEndAt ?? null),
    cancel_at: iso(row?.cancelAt ?? null),
    version: account.entitlementVersion,
  };
}

/** Whether the tenant has each of the features, and where it gets those that it lacks. */
export async function toFeatureDtos(
  entitlement: Entitlement,
  features: readonly Feature[],
): Promise<FeatureAnswerDto[]> {
  const plans = await recallPlans();
  return features.map((feature) => {
    const has = hasFeature(entitlement, feature);
    return {
      feature,
      has_feature: has,
      tier: entitlement.access.tier,
      upgrade_url: has ? null : offerOf(plans, feature),
    };
  });
}
