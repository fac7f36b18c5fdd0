import type { Executor } from "@/db/client";
import type { BillingAccountRow } from "@/db/queries/billing";
import { findBillingAccount, findCurrentSubscription, type SubscriptionRow } from "@/db/queries/billing";
import { listStandingGrants } from "@/db/queries/grants";
import { findTenant, type TenantRow } from "@/db/queries/members";
import { billingNow } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import type { PlanRow, PriceRow } from "@/lib/plans/list-plans";
import { requireActivePlan } from "@/lib/plans/require-active-plan";
import { childAccess } from "./child-access";
import { creditsOf } from "./credits-of";
import { type Access, allowsWrites, decideAccess, nextDueAt } from "./decide-access";
import { ACCESS_POLICY } from "./policy";

/** What a tenant may do now, with the plan version that its limits come from. */
export interface Entitlement {
  access: Access;
  plan: PlanRow;
  /** Credits of a month under this access; null means unlimited. */
  monthlyCredits: number | null;
  account: BillingAccountRow;
  subscription: { row: SubscriptionRow; plan: PlanRow | null; price: PriceRow | null } | null;
  /** When to decide again at the latest; null = never by itself. */
  dueAt: Date | null;
  /** The tenant's time at which the decision was taken. */
  at: Date;
}

/** Decides a tenant's access from what the last sync stored; asks nothing outside the database. */
export async function readEntitlement(db: Executor, tenantId: TenantId): Promise<Entitlement> {
  const { tenant, ...own } = await readOwn(db, tenantId);
  if (!tenant.parentId) return own;
  // Another workspace pays: its plan and its time rule; credits and announcements are this one's own.
  const root = await readOwn(db, tenant.parentId);
  const hasHierarchy = root.plan.features.includes("hierarchy");
  const access = childAccess(root.access, hasHierarchy, tenant.suspendedAt !== null);
  const monthlyCredits = creditsOf(access, root.plan, tenant);
  const { tenant: _payer, ...shared } = root;
  return { ...shared, account: own.account, access, monthlyCredits, subscription: null, dueAt: null };
}

async function readOwn(db: Executor, tenantId: TenantId): Promise<Entitlement & { tenant: TenantRow }> {
  const [account, current, grants, tenant] = await Promise.all([
    findBillingAccount(db, tenantId),
    findCurrentSubscription(db, tenantId),
    listStandingGrants(db, tenantId),
    findTenant(db, tenantId),
  ]);
  if (!account || !tenant) throw new AppError("not_found", "There is no such workspace.");
  const at = billingNow(account);
  const facts = current ? { ...current.subscription, tier: current.plan?.tier ?? null } : null;
  const suspended = tenant.suspendedAt !== null;
  const accessFacts = { subscription: facts, suspended, grants };
  const access = decideAccess(accessFacts, ACCESS_POLICY, at);
  // A subscriber keeps the version that he bought; everyone else gets the one on sale.
  const plan = current?.plan?.tier === access.tier ? current.plan : await requireActivePlan(db, access.tier);
  const subscription = current ? { row: current.subscription, plan: current.plan, price: current.price } : null;
  const dueAt = nextDueAt(accessFacts, ACCESS_POLICY, at);
  return { access, plan, monthlyCredits: creditsOf(access, plan, tenant), account, subscription, dueAt, at, tenant };
}

/** Refuses product changes while the workspace is read-only or suspended; billing is never asked this. */
export function requireWrites(access: Access): void {
  if (allowsWrites(access.mode)) return;
  const detail = "The workspace is read-only until its payment is settled. Nothing is lost; pay to go on.";
  throw new AppError("read_only", detail, { upgradeUrl: "/billing" });
}
