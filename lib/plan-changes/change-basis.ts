import { z } from "zod";
import type { BillingAccountRow, SubscriptionRow } from "@/db/queries/billing";

const basisSchema = z.object({
  subscription: z.string(),
  price: z.string(),
  quantity: z.number(),
  status: z.string(),
  periodStart: z.string(),
  periodEnd: z.string(),
  discounts: z.string(),
  balance: z.number(),
  /** The change that was scheduled, to be put back when a better one fails. */
  scheduled: z.object({ schedule: z.string(), price: z.string(), quantity: z.number() }).nullable(),
});
type ChangeBasis = z.infer<typeof basisSchema>;

/** Everything that a quote's amounts depend on, as text: a quote for another state than this one no longer holds. */
export function writeBasis(subscription: SubscriptionRow, account: Pick<BillingAccountRow, "balanceMinor">): string {
  const { stripeScheduleId, scheduledStripePriceId, scheduledQuantity } = subscription;
  const basis: ChangeBasis = {
    subscription: subscription.stripeSubscriptionId,
    price: subscription.stripePriceId,
    quantity: subscription.quantity,
    status: subscription.status,
    periodStart: subscription.currentPeriodStartAt.toISOString(),
    periodEnd: subscription.currentPeriodEndAt.toISOString(),
    discounts: subscription.discounts.map(discountText).sort().join(";"),
    balance: account.balanceMinor,
    scheduled:
      stripeScheduleId && scheduledStripePriceId
        ? { schedule: stripeScheduleId, price: scheduledStripePriceId, quantity: scheduledQuantity ?? 1 }
        : null,
  };
  return JSON.stringify(basis);
}

// In an order of its own: the database keeps the keys of a JSON column in another.
const discountText = (discount: SubscriptionRow["discounts"][number]) =>
  [discount.name, discount.percentOff, discount.amountOffMinor, discount.currency, discount.endsAt].join("|");

/** The basis of a stored quote. */
export function readBasis(text: string): ChangeBasis {
  return basisSchema.parse(JSON.parse(text));
}
