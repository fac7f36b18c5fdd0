import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import type { Interval } from "@/lib/plans/catalogue";
import { priceForMembers, type SeatPrice } from "@/lib/plans/price-for-members";
import { quotaOwner } from "@/lib/quotas/quota-owner";
import { hasEnded } from "@/lib/sync/choose-current";
import { readChangeable } from "./read-changeable";

/** What another number of people does to the bill. */
export type SeatChange =
  | { raisesBill: false }
  | {
      /** Needs a quote, confirmed by someone who may manage the subscription, before anybody is invited. */
      raisesBill: true;
      /** What to ask the quote for: this plan, interval and quantity. */
      tier: string;
      interval: Interval;
      quantity: number;
      currency: string;
      /** What a period costs now and then, before discounts and tax. */
      fromMinor: number;
      toMinor: number;
    };

interface PaidSeats {
  price: SeatPrice & { interval: Interval };
  plan: { tier: string; includedMembers: number | null };
  quantity: number;
  currency: string;
}

/** Decides whether so many people cost more than what is paid for now; pure. */
export function decideSeatChange({ price, plan, quantity, currency }: PaidSeats, members: number): SeatChange {
  const fromMinor = priceForMembers(price, plan.includedMembers, quantity);
  const toMinor = priceForMembers(price, plan.includedMembers, members);
  if (toMinor <= fromMinor) return { raisesBill: false };
  const { interval } = price;
  return { raisesBill: true, tier: plan.tier, interval, quantity: members, currency, fromMinor, toMinor };
}

/** Whether the workspace with so many people in all (invited ones included) would pay more than it does. */
export async function seatChangeFor(tenantId: TenantId, members: number): Promise<SeatChange> {
  const db = database();
  const { current } = await readChangeable(db, await quotaOwner(db, tenantId));
  if (!current?.plan || !current.price || hasEnded(current.subscription)) return { raisesBill: false };
  const { plan, price, subscription } = current;
  const { quantity, currency } = subscription;
  return decideSeatChange({ plan, price, quantity, currency }, members);
}
