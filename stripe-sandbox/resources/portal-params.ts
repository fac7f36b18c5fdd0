import type { Account } from "../account";
import { noSuchReference } from "../http/errors";
import * as p from "../http/params";
import type { PortalConfiguration, PortalSession } from "../store/wire";

const REASON = p.enumOf(
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
);
const PRORATION = p.enumOf("always_invoice", "create_prorations", "none");
const FEATURES = {
  customer_update: p.object({
    allowed_updates: p.arrayOf(p.enumOf("address", "email", "name", "phone", "shipping", "tax_id")),
    enabled: p.bool,
  }),
  invoice_history: p.object({ enabled: p.bool }),
  payment_method_update: p.object({ enabled: p.bool, payment_method_configuration: p.ignored }),
  subscription_cancel: p.object({
    cancellation_reason: p.object({ enabled: p.bool, feedback_options: p.ignored, options: p.arrayOf(REASON) }),
    enabled: p.bool,
    mode: p.enumOf("at_period_end", "immediately"),
    proration_behavior: PRORATION,
  }),
  subscription_pause: p.ignored,
  subscription_update: p.object({
    billing_cycle_anchor: p.enumOf("now", "unchanged"),
    default_allowed_updates: p.arrayOf(p.enumOf("price", "promotion_code", "quantity")),
    enabled: p.bool,
    products: p.arrayOf(
      p.object({
        product: p.text,
        prices: p.arrayOf(p.text),
        adjustable_quantity: p.object({ enabled: p.bool, maximum: p.integer, minimum: p.integer }),
      }),
    ),
    proration_behavior: PRORATION,
    schedule_at_period_end: p.object({
      conditions: p.arrayOf(p.object({ type: p.enumOf("decreasing_item_amount", "shortening_interval") })),
    }),
    trial_update_behavior: p.enumOf("continue_trial", "end_trial"),
  }),
};

/** Parameters of a portal configuration. */
export const CONFIGURATION = {
  active: p.bool,
  business_profile: p.object({ headline: p.text, privacy_policy_url: p.text, terms_of_service_url: p.text }),
  default_return_url: p.text,
  features: p.object(FEATURES),
  login_page: p.object({ enabled: p.bool }),
  metadata: p.metadata,
  name: p.text,
  expand: p.expand,
};
export type ConfigurationParams = p.Params<typeof CONFIGURATION>;

type Features = PortalConfiguration["features"];

const DEFAULTS: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: "at_period_end",
    proration_behavior: "none",
  },
  subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    products: [],
    proration_behavior: "none",
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: "end_trial",
  },
};

/** The features of a configuration, over what it had. */
export function featuresOf(params: p.Params<typeof FEATURES>, before: Features | null): Features {
  const base = before ?? DEFAULTS;
  const { customer_update: customer, subscription_cancel: cancel, subscription_update: update } = params;
  return {
    customer_update: {
      allowed_updates: customer?.allowed_updates ?? base.customer_update.allowed_updates,
      enabled: customer?.enabled ?? base.customer_update.enabled,
    },
    invoice_history: { enabled: params.invoice_history?.enabled ?? base.invoice_history.enabled },
    payment_method_update: {
      enabled: params.payment_method_update?.enabled ?? base.payment_method_update.enabled,
      payment_method_configuration: null,
    },
    subscription_cancel: {
      cancellation_reason: {
        enabled: cancel?.cancellation_reason?.enabled ?? base.subscription_cancel.cancellation_reason.enabled,
        feedback_options: null,
        options: cancel?.cancellation_reason?.options ?? base.subscription_cancel.cancellation_reason.options,
      },
      enabled: cancel?.enabled ?? base.subscription_cancel.enabled,
      mode: cancel?.mode ?? base.subscription_cancel.mode,
      proration_behavior: cancel?.proration_behavior ?? base.subscription_cancel.proration_behavior,
    },
    subscription_pause: base.subscription_pause,
    subscription_update: {
      billing_cycle_anchor: update?.billing_cycle_anchor ?? base.subscription_update.billing_cycle_anchor,
      default_allowed_updates: update?.default_allowed_updates ?? base.subscription_update.default_allowed_updates,
      enabled: update?.enabled ?? base.subscription_update.enabled,
      products: update?.products ? productsOf(update.products) : base.subscription_update.products,
      proration_behavior: update?.proration_behavior ?? base.subscription_update.proration_behavior,
      schedule_at_period_end: {
        conditions: (update?.schedule_at_period_end?.conditions ?? []).flatMap((condition) =>
          condition.type ? [{ type: condition.type }] : [],
        ),
      },
      trial_update_behavior: update?.trial_update_behavior ?? base.subscription_update.trial_update_behavior,
    },
  };
}

type ProductParam = NonNullable<NonNullable<p.Params<typeof FEATURES>["subscription_update"]>["products"]>[number];

function productsOf(products: ProductParam[]): Features["subscription_update"]["products"] {
  return products.map((entry) => ({
    adjustable_quantity: {
      enabled: entry.adjustable_quantity?.enabled ?? false,
      maximum: entry.adjustable_quantity?.maximum ?? null,
      minimum: entry.adjustable_quantity?.minimum ?? 1,
    },
    prices: entry.prices ?? [],
    product: entry.product ?? "",
  }));
}

const ofSubscription = p.object({ subscription: p.text, retention: p.ignored });

/** `flow_data` of a portal session. */
export const FLOW = {
  after_completion: p.object({
    hosted_confirmation: p.object({ custom_message: p.text }),
    redirect: p.object({ return_url: p.text }),
    type: p.enumOf("hosted_confirmation", "portal_homepage", "redirect"),
  }),
  subscription_cancel: ofSubscription,
  subscription_update: ofSubscription,
  subscription_update_confirm: p.object({
    subscription: p.text,
    items: p.arrayOf(p.object({ id: p.text, price: p.text, quantity: p.integer })),
    discounts: p.ignored,
  }),
  type: p.enumOf("payment_method_update", "subscription_cancel", "subscription_update", "subscription_update_confirm"),
};
type FlowParams = p.Params<typeof FLOW>;

function ownSubscription(account: Account, customer: string, id: p.Maybe<string>, flow: string): string {
  const name = `flow_data[${flow}][subscription]`;
  const subscription = account.subscriptions.find(p.required(id, name));
  if (subscription?.customer !== customer) throw noSuchReference("subscription", id ?? "", name);
  return subscription.id;
}

/** The flow that a portal session opens with. */
export function flowOf(account: Account, customer: string, params: FlowParams): PortalSession["flow"] {
  const type = p.required(params.type, "flow_data[type]");
  const after = params.after_completion;
  const confirm = params.subscription_update_confirm;
  const of = (flow: "subscription_cancel" | "subscription_update") =>
    ownSubscription(account, customer, params[flow]?.subscription, flow);
  return {
    after_completion: {
      hosted_confirmation: after?.hosted_confirmation
        ? { custom_message: after.hosted_confirmation.custom_message ?? null }
        : null,
      redirect: after?.redirect?.return_url ? { return_url: after.redirect.return_url } : null,
      type: after?.type ?? "portal_homepage",
    },
    customer_update: null,
    subscription_cancel: type === "subscription_cancel" ? { retention: null, subscription: of(type) } : null,
    subscription_pause: null,
    subscription_update: type === "subscription_update" ? { subscription: of(type) } : null,
    subscription_update_confirm:
      type === "subscription_update_confirm"
        ? {
            discounts: null,
            items: (confirm?.items ?? []).map((item) => ({
              id: item.id ?? null,
              price: item.price ?? null,
              ...(typeof item.quantity === "number" ? { quantity: item.quantity } : {}),
            })),
            subscription: ownSubscription(account, customer, confirm?.subscription, type),
          }
        : null,
    type,
  };
}
