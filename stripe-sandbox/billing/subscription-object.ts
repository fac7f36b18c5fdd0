import type { Account } from "../account";
import type { Subscription, SubscriptionItem } from "../store/wire";
import { taxSetting } from "./automatic-tax";
import { cancelTime } from "./cancel-time";
import type { SubscriptionInput } from "./subscription-input";
import { itemsPatch } from "./subscription-items";

/** A new subscription as Stripe answers it, before its first invoice. */
export function buildSubscription(
  account: Account,
  input: SubscriptionInput,
  facts: { id: string; at: number; anchor: number; isTrial: boolean; items: SubscriptionItem[] },
): Subscription {
  const { id, at, items } = facts;
  const ends = items.map((item) => item.current_period_end);
  const willCancel = input.cancelAtPeriodEnd || input.cancelAt !== null;
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: taxSetting(input.automaticTax ?? false),
    billing_cycle_anchor: facts.anchor,
    billing_cycle_anchor_config: input.anchorDay ?? null,
    billing_mode:
      input.billingMode === "flexible"
        ? { flexible: { proration_discounts: "included" }, type: "flexible", updated_at: at }
        : { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: input.cancelAtPeriodEnd ? Math.min(...ends) : cancelTime(input.cancelAt, ends),
    cancel_at_period_end: input.cancelAtPeriodEnd,
    canceled_at: willCancel ? at : null,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: willCancel ? "cancellation_requested" : null,
    },
    collection_method: input.collectionMethod,
    created: at,
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    days_until_due: input.collectionMethod === "send_invoice" ? (input.daysUntilDue ?? 30) : null,
    default_payment_method: input.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: input.taxRates,
    description: input.description,
    discounts: input.discounts.map((applied) => applied.discount.id),
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    ...itemsPatch(id, items),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: input.paymentMethodTypes?.payment_method_types ?? null,
      save_default_payment_method: input.saveDefaultPaymentMethod,
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: at,
    status: facts.isTrial ? "trialing" : "active",
    test_clock: account.customers.get(input.customer).test_clock ?? null,
    transfer_data: null,
    trial_end: facts.isTrial ? input.trialEnd : null,
    trial_settings: {
      end_behavior: {
        billing_cycle_anchor: input.trialEndAnchor ?? null,
        missing_payment_method: input.missingPaymentMethod,
      },
    },
    trial_start: facts.isTrial ? at : null,
  };
}
