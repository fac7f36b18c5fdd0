import type { Executor } from "@/db/client";
import {
  type BillingAccountRow,
  findBillingAccount,
  findCurrentSubscription,
  type SubscriptionRow,
} from "@/db/queries/billing";
import { countSeats } from "@/db/queries/members";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import type { Interval } from "@/lib/plans/catalogue";
import type { PlanRow, PriceRow } from "@/lib/plans/list-plans";
import { type Offer, requireOffer } from "@/lib/plans/require-offer";
import type { ChangeSubject } from "./decide-change";

/** What a tenant has now, as far as a change of plan asks. */
export interface Changeable {
  account: BillingAccountRow;
  current: { subscription: SubscriptionRow; plan: PlanRow | null; price: PriceRow | null } | null;
  /** Null without any subscription. */
  subject: ChangeSubject | null;
  /** People in the workspace and its children. */
  members: number;
}

/** Reads the state that a change starts from, out of our own tables. */
export async function readChangeable(db: Executor, tenantId: TenantId): Promise<Changeable> {
  const [account, current, members] = await Promise.all([
    findBillingAccount(db, tenantId),
    findCurrentSubscription(db, tenantId),
    countSeats(db, tenantId),
  ]);
  if (!account) throw new AppError("not_found", "There is no such workspace.");
  const { subscription, plan, price } = current ?? {};
  const subject = subscription
    ? { ...subscription, tier: plan?.tier ?? null, interval: price?.interval ?? null }
    : null;
  return { account, current, subject, members };
}

export interface WantedChange {
  plan: string;
  /** The one that the subscription has, unless told. */
  interval: Interval | undefined;
  /** Number of people; as many as there are, unless told. */
  quantity: number | undefined;
}

/** Finds what is wanted in the catalogue, in the subscription's currency; throws `unknown_plan`, `plan_not_for_sale`, … */
export async function requireWanted(
  db: Executor,
  { subject, members }: Changeable,
  wanted: WantedChange,
): Promise<Offer & { quantity: number }> {
  const interval = wanted.interval ?? subject?.interval ?? "monthly";
  const offer = await requireOffer(db, wanted.plan, interval, subject?.currency ?? "usd");
  return { ...offer, quantity: quantityOf(offer, members, wanted.quantity) };
}

function quantityOf({ plan }: Offer, members: number, wanted: number | undefined): number {
  if (plan.includedMembers === null) {
    if (wanted === undefined || wanted === 1) return 1;
    throw new AppError("invalid_request", "quantity: this plan costs the same for any number of people.");
  }
  const least = Math.max(1, members);
  if (wanted === undefined || wanted >= least) return wanted ?? least;
  throw new AppError("invalid_request", `quantity: the workspace has ${least} members already.`);
}
