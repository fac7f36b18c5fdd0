import type { Database } from "@/db/client";
import type { ChangeCheckDto } from "@/lib/contracts/plan-changes";
import { planNameSchema } from "@/lib/contracts/plans";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { type Interval, RESOURCES } from "@/lib/plans/catalogue";
import type { PlanRow } from "@/lib/plans/list-plans";
import { requireActivePlan } from "@/lib/plans/require-active-plan";
import { readUsage } from "@/lib/quotas/read-usage";
import { type ChangeDecision, decideChange } from "./decide-change";
import { readChangeable, requireWanted } from "./read-changeable";

interface CheckChange {
  tenantId: TenantId;
  /** As a client names it; throws `unknown_plan`. */
  plan: string;
  interval: Interval | undefined;
}

/** Says what a change would be, without asking Stripe: whether, when, and what is gained and lost by present use. */
export async function checkChange({ tenantId, plan: name, interval }: CheckChange): Promise<ChangeCheckDto> {
  const db = database();
  const parsed = planNameSchema.safeParse(name);
  if (!parsed.success) throw new AppError("unknown_plan", "There is no plan of this name.");
  const plan = parsed.data;
  const { decision, target } = await decide(db, tenantId, plan, interval);
  const { plan: present } = await readEntitlement(db, tenantId);
  const usage = new Map((await readUsage(db, tenantId)).map(({ resource, used }) => [resource, used]));
  return {
    allowed: decision.allowed,
    direction: decision.allowed ? decision.direction : null,
    timing: decision.allowed ? decision.timing : null,
    blockers: decision.allowed ? [] : [{ code: decision.code, detail: decision.reason }],
    gained_features: target.features.filter((feature) => !present.features.includes(feature)),
    lost_features: present.features.filter((feature) => !target.features.includes(feature)),
    limits: RESOURCES.filter((resource) => present.limits[resource] !== target.limits[resource]).map((resource) => {
      const to = target.limits[resource];
      const used = usage.get(resource) ?? 0;
      return { resource, from: present.limits[resource], to, used, over: to === null ? 0 : Math.max(0, used - to) };
    }),
    monthly_credits: { from: present.monthlyCredits, to: target.monthlyCredits },
  };
}

async function decide(
  db: Database,
  tenantId: TenantId,
  plan: string,
  interval: Interval | undefined,
): Promise<{ decision: ChangeDecision; target: PlanRow }> {
  const changeable = await readChangeable(db, tenantId);
  const { subject } = changeable;
  if (plan === "free") {
    const free = { tier: "free", interval: "monthly", quantity: 1, currency: subject?.currency ?? "usd" } as const;
    return { decision: decideChange(subject, free), target: await requireActivePlan(db, "free") };
  }
  const {
    plan: target,
    price,
    quantity,
  } = await requireWanted(db, changeable, { plan, interval, quantity: undefined });
  const wanted = { tier: target.tier, interval: price.interval, quantity, currency: price.currency };
  return { decision: decideChange(subject, wanted), target };
}
