import type Stripe from "stripe";
import type { BillingSnapshot } from "@/lib/sync/billing-snapshot";
import { askStripe, isMissing, isRefusal, isStripeOutage } from "./client";
import { toPayments } from "./payment-snapshot";
import { toSnapshot } from "./to-snapshot";

const AT_MOST = 1_000;

/** Reads everything about one customer, and the named checkout sessions, from Stripe. */
export function readSnapshot(stripeCustomerId: string, stripeSessionIds: string[]): Promise<BillingSnapshot> {
  return askStripe(async (sdk) => {
    // Sessions first: one that is complete by now has its subscription in the list that is read after it. The other
    // way round a purchase could read as "complete, but nothing was bought".
    const sessions = await Promise.all(stripeSessionIds.map((id) => sdk.checkout.sessions.retrieve(id)));
    const ofCustomer = { customer: stripeCustomerId, limit: 100 };
    const [customer, subscriptions, invoices, intents, charges] = await Promise.all([
      sdk.customers.retrieve(stripeCustomerId, { expand: ["invoice_settings.default_payment_method", "test_clock"] }),
      listOrNothing(
        sdk.subscriptions
          .list({ ...ofCustomer, status: "all", expand: SUBSCRIPTION_EXPANSIONS })
          .autoPagingToArray({ limit: 100 }),
      ),
      listOrNothing(
        sdk.invoices.list({ ...ofCustomer, expand: ["data.payments"] }).autoPagingToArray({ limit: AT_MOST }),
      ),
      listOrNothing(sdk.paymentIntents.list(ofCustomer).autoPagingToArray({ limit: AT_MOST })),
      listOrNothing(
        sdk.charges.list({ ...ofCustomer, expand: ["data.refunds"] }).autoPagingToArray({ limit: AT_MOST }),
      ),
    ]);
    requireBought(sessions, subscriptions, intents);
    return {
      ...toSnapshot(customer, subscriptions, invoices, sessions),
      payments: toPayments(intents, charges, invoices, await listDisputes(sdk, charges)),
      nextCharge: await previewNext(sdk, subscriptions),
    };
  });
}

const SUBSCRIPTION_EXPANSIONS = ["data.default_payment_method", "data.schedule", "data.discounts.source.coupon"];

// Asked of the few charges that have any: Stripe lists disputes by charge, not by customer.
async function listDisputes(sdk: Stripe, charges: Stripe.Charge[]): Promise<Stripe.Dispute[]> {
  const disputed = charges.filter((charge) => charge.disputed);
  const pages = await Promise.all(disputed.map(({ id }) => sdk.disputes.list({ charge: id, limit: 100 })));
  return pages.flatMap((page) => page.data);
}

// The lists of a customer that was deleted may be refused; whether it was deleted is what the customer itself says.
async function listOrNothing<T>(list: Promise<T[]>): Promise<T[]> {
  try {
    return await list;
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

// Read again rather than believe half of it: the sync fails, and its job repeats.
function requireBought(
  sessions: Stripe.Checkout.Session[],
  subscriptions: Stripe.Subscription[],
  intents: Stripe.PaymentIntent[],
): void {
  const listed = new Set([...subscriptions, ...intents].map((each) => each.id));
  for (const { id, status, subscription, payment_intent } of sessions) {
    const bought = subscription ?? payment_intent;
    const boughtId = typeof bought === "string" ? bought : bought?.id;
    if (status === "complete" && boughtId && !listed.has(boughtId))
      throw new Error(`checkout session ${id} is complete, but its ${boughtId} is not listed yet`);
  }
}

const RENEWING = new Set(["active", "trialing", "past_due"]);

/** Asks Stripe what the renewal will cost: only it knows the discounts, the credit and the tax of that day. */
async function previewNext(sdk: Stripe, subscriptions: Stripe.Subscription[]): Promise<BillingSnapshot["nextCharge"]> {
  const renewing = subscriptions.find(
    (each) => RENEWING.has(each.status) && each.cancel_at === null && !each.cancel_at_period_end,
  );
  if (!renewing) return null;
  try {
    const preview = await sdk.invoices.createPreview({ subscription: renewing.id });
    return { amountMinor: preview.amount_due, currency: preview.currency };
  } catch (error) {
    // Cancelled between the two calls, or nothing to bill: then there is no next charge to speak of.
    if (isRefusal(error)) return null;
    // A number on a page is no reason to keep the plan itself from becoming right.
    if (isStripeOutage(error)) return "unknown";
    throw error;
  }
}
