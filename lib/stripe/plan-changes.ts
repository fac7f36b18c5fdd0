import type Stripe from "stripe";
import type { QuoteLine } from "@/db/schema/plan-changes";
import { fromUnix } from "@/lib/clock";
import { askStripe } from "./client";

/** The item that a subscription is to have. */
export interface WantedItem {
  stripeSubscriptionId: string;
  stripePriceId: string;
  quantity: number;
  /** A promotion code to redeem with the change, as Stripe's id. */
  stripePromotionCodeId: string | null;
}

/** What a change costs now, by Stripe's own arithmetic, in minor units. */
export interface ChangePreview {
  currency: string;
  lines: QuoteLine[];
  subtotalMinor: number;
  discountMinor: number;
  taxMinor: number;
  totalMinor: number;
  amountDueMinor: number;
  /** The customer's balance after it; negative = credit. */
  endingBalanceMinor: number;
}

/**
 * Previews a change that is invoiced at once, with prorations counted from `prorationAt`.
 * https://docs.stripe.com/billing/subscriptions/prorations#preview-proration
 */
export async function previewChange(wanted: WantedItem, prorationAt: Date): Promise<ChangePreview> {
  return askStripe(async (sdk) => {
    const { items, discounts } = await paramsOf(sdk, wanted);
    const preview = await sdk.invoices.createPreview({
      subscription: wanted.stripeSubscriptionId,
      discounts,
      subscription_details: {
        items,
        proration_behavior: "always_invoice",
        proration_date: unixOf(prorationAt),
      },
    });
    return toPreview(preview);
  });
}

/** What a full period of the wanted item will cost at its next renewal, before account credit, and when that is. */
export async function previewRenewal(wanted: WantedItem): Promise<{ totalMinor: number; at: Date }> {
  return askStripe(async (sdk) => {
    const { items, discounts } = await paramsOf(sdk, wanted);
    const preview = await sdk.invoices.createPreview({
      subscription: wanted.stripeSubscriptionId,
      discounts,
      subscription_details: { items, proration_behavior: "none" },
    });
    const recurring = preview.lines.data.filter((line) => !toLine(line).isProration).map((line) => line.period.start);
    const at = recurring.length > 0 ? Math.min(...recurring) : preview.period_end;
    return { totalMinor: preview.total, at: fromUnix(at) };
  });
}

/** A time as Stripe takes it: whole seconds. */
export const unixOf = (at: Date) => Math.floor(at.getTime() / 1000);

async function paramsOf(sdk: Stripe, wanted: WantedItem) {
  const subscription = await sdk.subscriptions.retrieve(wanted.stripeSubscriptionId);
  return changeParams(subscription, wanted);
}

/** The parameters that preview and update share; discounts replace, so that those in force are named again. */
export function changeParams(subscription: Stripe.Subscription, wanted: WantedItem) {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`subscription ${subscription.id} has no items`);
  const inForce = subscription.discounts.map((discount) => ({
    discount: typeof discount === "string" ? discount : discount.id,
  }));
  const { stripePromotionCodeId: code } = wanted;
  return {
    items: [{ id: item.id, price: wanted.stripePriceId, quantity: wanted.quantity }],
    discounts: code ? [...inForce, { promotion_code: code }] : undefined,
  };
}

function toPreview(invoice: Stripe.Invoice): ChangePreview {
  return {
    currency: invoice.currency,
    lines: invoice.lines.data.map(toLine),
    subtotalMinor: invoice.subtotal,
    discountMinor: sum(invoice.total_discount_amounts),
    taxMinor: sum(invoice.total_taxes),
    totalMinor: invoice.total,
    amountDueMinor: invoice.amount_due,
    endingBalanceMinor: invoice.ending_balance ?? 0,
  };
}

const sum = (parts: readonly { amount: number }[] | null) =>
  (parts ?? []).reduce((total, { amount }) => total + amount, 0);

function toLine(line: Stripe.InvoiceLineItem): QuoteLine {
  const details = line.parent?.subscription_item_details ?? line.parent?.invoice_item_details;
  return {
    description: line.description ?? "",
    amountMinor: line.amount,
    isProration: details?.proration ?? false,
    periodStartAt: fromUnix(line.period.start).toISOString(),
    periodEndAt: fromUnix(line.period.end).toISOString(),
  };
}

/** The promotion code that people type, as Stripe's id; null when there is none in force. Case does not matter. */
export async function findPromotionCode(code: string): Promise<string | null> {
  const found = await askStripe((sdk) => sdk.promotionCodes.list({ code, active: true, limit: 1 }));
  return found.data[0]?.id ?? null;
}

/** Whether the subscription has the discount of this promotion code: Stripe itself would give it a second time. */
export async function isRedeemed(stripePromotionCodeId: string, stripeSubscriptionId: string): Promise<boolean> {
  const { discounts } = await askStripe((sdk) =>
    sdk.subscriptions.retrieve(stripeSubscriptionId, { expand: ["discounts"] }),
  );
  return discounts.some((discount) => {
    const code = typeof discount === "string" ? null : discount.promotion_code;
    return (typeof code === "string" ? code : code?.id) === stripePromotionCodeId;
  });
}
