import * as p from "../http/params";
import * as s from "./subscription-params";

const FEEDBACK = p.enumOf(
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
);
/** `cancellation_details`. */
export const cancellationDetails = p.object({ comment: p.text, feedback: FEEDBACK });
const paymentSettings = p.object({
  payment_method_types: p.ignored,
  payment_method_options: p.ignored,
  save_default_payment_method: p.enumOf("off", "on_subscription"),
});
const trialSettings = p.object({
  end_behavior: p.object({
    missing_payment_method: p.enumOf("cancel", "create_invoice", "pause"),
    billing_cycle_anchor: p.enumOf("now", "unchanged"),
  }),
});
const PAYMENT_BEHAVIOR = p.enumOf(
  "allow_incomplete",
  "default_incomplete",
  "error_if_incomplete",
  "pending_if_incomplete",
);
/** `proration_behavior`. */
export const PRORATION = p.enumOf("create_prorations", "always_invoice", "none");

const COMMON = {
  application_fee_percent: p.refused,
  automatic_tax: p.object({ enabled: p.bool, liability: p.ignored }),
  billing_schedules: p.refused,
  billing_thresholds: p.refused,
  cancel_at: p.timeOr("min_period_end", "max_period_end", "max_billed_until"),
  cancel_at_period_end: p.bool,
  collection_method: p.enumOf("charge_automatically", "send_invoice"),
  days_until_due: p.integer,
  default_payment_method: p.text,
  default_source: p.refused,
  default_tax_rates: p.arrayOf(p.text),
  description: p.text,
  discounts: s.discounts,
  invoice_settings: p.ignored,
  metadata: p.metadata,
  off_session: p.bool,
  on_behalf_of: p.refused,
  payment_behavior: PAYMENT_BEHAVIOR,
  payment_settings: paymentSettings,
  pending_invoice_item_interval: p.refused,
  proration_behavior: PRORATION,
  transfer_data: p.refused,
  trial_from_plan: p.refused,
  trial_settings: trialSettings,
  expand: p.expand,
};
/** Parameters of POST /v1/subscriptions. */
export const CREATE = {
  ...COMMON,
  add_invoice_items: s.extraItems,
  backdate_start_date: p.refused,
  billing_cycle_anchor: p.integer,
  billing_cycle_anchor_config: p.object({
    day_of_month: p.integer,
    hour: p.integer,
    minute: p.integer,
    month: p.integer,
    second: p.integer,
  }),
  billing_mode: p.object({ type: p.enumOf("classic", "flexible"), flexible: p.ignored }),
  currency: p.text,
  customer: p.text,
  customer_account: p.refused,
  items: p.arrayOf(p.object(s.NEW_ITEM)),
  trial_end: p.timeOr("now"),
  trial_period_days: p.integer,
};
/** Parameters of POST /v1/subscriptions/:id. */
export const UPDATE = {
  ...COMMON,
  add_invoice_items: s.extraItems,
  billing_cycle_anchor: p.object({ type: p.enumOf("now", "unchanged") }),
  cancellation_details: cancellationDetails,
  items: p.arrayOf(p.object(s.CHANGED_ITEM)),
  pause_collection: p.object({
    behavior: p.enumOf("keep_as_draft", "mark_uncollectible", "void"),
    resumes_at: p.integer,
  }),
  proration_date: p.integer,
  trial_end: p.timeOr("now"),
};

/** Parameters of POST /v1/subscriptions/:id/pause. */
export const PAUSE = {
  bill_for: p.object({
    outstanding_usage_through: p.object({ type: p.enumOf("none", "now") }),
    unused_time_from: p.object({ type: p.enumOf("item_current_period_start", "none", "now") }),
  }),
  invoicing_behavior: p.enumOf("invoice", "pending_invoice_item"),
  type: p.enumOf("subscription"),
  expand: p.expand,
};
/** Parameters of POST /v1/subscriptions/:id/resume. */
export const RESUME = {
  billing_cycle_anchor: p.object({ type: p.enumOf("now", "unchanged") }),
  payment_behavior: p.enumOf("resume_on_payment_attempt", "resume_on_payment_success"),
  proration_behavior: PRORATION,
  proration_date: p.integer,
  expand: p.expand,
};
