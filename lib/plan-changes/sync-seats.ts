import { recordAudit } from "@/lib/audit/record-audit";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import type { PlanRow, PriceRow } from "@/lib/plans/list-plans";
import { priceForMembers } from "@/lib/plans/price-for-members";
import { quotaOwner } from "@/lib/quotas/quota-owner";
import { setQuantity } from "@/lib/stripe/apply-change";
import { releaseSchedule } from "@/lib/stripe/schedule-change";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { confirmQuote } from "./confirm-quote";
import { restoreSchedule } from "./fail-change";
import { quoteChange } from "./quote-change";
import { type Changeable, readChangeable } from "./read-changeable";

/**
 * Makes the subscription's quantity follow the number of people: more are charged for the rest of the period at once,
 * fewer lower the next renewal without credit, and within what the plan includes nothing is invoiced. Safe to repeat.
 */
export async function syncSeats(tenantId: TenantId): Promise<void> {
  const db = database();
  const root = await quotaOwner(db, tenantId);
  const seats = paidSeats(await readChangeable(db, root));
  if (!seats) return;
  const { members, plan, price, subscription } = seats;
  const { quantity, scheduledStripePriceId, scheduledQuantity, stripeScheduleId } = subscription;
  const hasOwnSchedule = scheduledStripePriceId === price.stripePriceId;
  if (hasOwnSchedule && scheduledQuantity === members) return;
  if (members === quantity) {
    // Somebody left and somebody came: the renewal need not be lowered any more.
    if (!hasOwnSchedule || !stripeScheduleId) return;
    await releaseSchedule(stripeScheduleId);
  } else if (amount(seats, members) === amount(seats, quantity)) {
    if (stripeScheduleId) return;
    await setQuantity(subscription.stripeSubscriptionId, members);
  } else {
    // What people have chosen for the period's end settles the number by itself.
    if (members < quantity && scheduledStripePriceId && !hasOwnSchedule) return;
    return changeSeats(root, plan, price, members);
  }
  await syncTenantBilling(root, "change-requested");
}

interface PaidSeats {
  members: number;
  plan: PlanRow;
  price: PriceRow;
  subscription: NonNullable<Changeable["current"]>["subscription"];
}

function paidSeats({ current, members }: Changeable): PaidSeats | null {
  if (!current?.plan || !current.price || hasEnded(current.subscription)) return null;
  if (current.plan.includedMembers === null) return null;
  return {
    members: Math.max(1, members),
    plan: current.plan,
    price: current.price,
    subscription: current.subscription,
  };
}

const amount = ({ plan, price }: PaidSeats, people: number) => priceForMembers(price, plan.includedMembers, people);

async function changeSeats(tenantId: TenantId, plan: PlanRow, price: PriceRow, quantity: number): Promise<void> {
  const db = database();
  const wanted = { plan: plan.tier, interval: price.interval, quantity, promotionCode: undefined };
  try {
    const quote = await quoteChange({ tenantId, actor: "system", ...wanted });
    await confirmQuote({ tenantId, actor: "system", quoteId: quote.id });
    // More people take no other scheduled change back.
    if (quote.timing === "now") {
      await restoreSchedule(db, quote);
      await syncTenantBilling(tenantId, "change-requested");
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    // The card was declined, or the subscription's state allows no change: the people stay, and an operator sees it.
    const detail = { quantity, code: error.code };
    await recordAudit(db, { tenantId, actor: "system", action: "subscription.seats-not-changed", detail });
  }
}
