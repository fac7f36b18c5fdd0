import type { Account } from "../account";
import { sessionTax } from "../checkout/tax-location";
import { mergeMetadata } from "../http/params";
import { randomText } from "../store/ids";
import type { CheckoutSession, Customer } from "../store/wire";
import type { World } from "../world";
import type { CreateParams } from "./checkout-params";

/** A new session as Stripe answers it, before its amounts are known. */
export function buildSession(
  world: World,
  account: Account,
  params: CreateParams,
  facts: {
    mode: CheckoutSession["mode"];
    customer: Customer | null;
    currency: string | null;
    created: number;
    expiresAt: number;
  },
): CheckoutSession {
  const { mode, customer } = facts;
  const id = `cs_test_${mode === "setup" ? "c1" : "a1"}${randomText(56)}`;
  const uiMode = params.ui_mode ?? "hosted_page";
  const isSetup = mode === "setup";
  const email = customer?.email ?? params.customer_email ?? null;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: params.adaptive_pricing?.enabled ?? !isSetup },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: null,
    amount_total: null,
    automatic_tax: sessionTax(params.automatic_tax?.enabled ?? false, null),
    billing_address_collection: params.billing_address_collection ?? null,
    branding_settings: {
      background_color: "#ffffff",
      border_style: "rounded",
      button_color: "#0074d4",
      display_name: account.settings.business_name,
      font_family: "default",
      icon: null,
      logo: null,
    },
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: uiMode === "hosted_page" ? null : `${id}_secret_${randomText(24)}`,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: facts.created,
    currency: facts.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: customText(params),
    customer: customer?.id ?? null,
    customer_account: null,
    customer_details: email === null ? null : knownDetails(email, isSetup),
    customer_email: params.customer_email ?? null,
    expires_at: facts.expiresAt,
    integration_identifier: null,
    invoice: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: null,
    metadata: mergeMetadata({}, params.metadata),
    mode,
    ...partsOfMode(params, mode, customer !== null),
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: params.phone_number_collection?.enabled ?? false },
    recovered_from: null,
    ...(uiMode === "hosted_page" ? {} : embeddedParts(params)),
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    ...(params.tax_id_collection
      ? { tax_id_collection: { enabled: params.tax_id_collection.enabled ?? false, required: "never" } }
      : {}),
    ui_mode: uiMode,
    url: uiMode === "hosted_page" ? `${world.publicUrl}/c/pay/${id}` : null,
    wallet_options: null,
  };
}

function knownDetails(email: string, isSetup: boolean): CheckoutSession["customer_details"] {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: isSetup ? null : "none",
    tax_ids: null,
  };
}

function invoiceCreation(params: CreateParams): CheckoutSession["invoice_creation"] {
  return {
    enabled: params.invoice_creation?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: {},
      rendering_options: null,
    },
  };
}

function embeddedParts(params: CreateParams): Pick<CheckoutSession, "redirect_on_completion" | "return_url"> {
  return {
    redirect_on_completion: params.redirect_on_completion ?? "always",
    ...(params.return_url ? { return_url: params.return_url } : {}),
  };
}

function customText(params: CreateParams): CheckoutSession["custom_text"] {
  const text = (entry: { message: string | null | undefined } | null | undefined) =>
    entry?.message ? { message: entry.message } : null;
  return {
    after_submit: text(params.custom_text?.after_submit),
    shipping_address: null,
    submit: text(params.custom_text?.submit),
    terms_of_service_acceptance: text(params.custom_text?.terms_of_service_acceptance),
  };
}

/** What differs between subscriptions, payments and setups. */
function partsOfMode(
  params: CreateParams,
  mode: CheckoutSession["mode"],
  hasCustomer: boolean,
): Pick<
  CheckoutSession,
  | "customer_creation"
  | "discounts"
  | "invoice_creation"
  | "payment_method_collection"
  | "saved_payment_method_options"
  | "total_details"
> {
  const isSetup = mode === "setup";
  return {
    customer_creation: mode === "payment" && !hasCustomer ? (params.customer_creation ?? "if_required") : null,
    discounts: isSetup ? null : [],
    invoice_creation: mode === "payment" ? invoiceCreation(params) : null,
    payment_method_collection: params.payment_method_collection ?? (mode === "payment" ? "if_required" : "always"),
    saved_payment_method_options: isSetup
      ? null
      : { allow_redisplay_filters: ["always"], payment_method_remove: "disabled", payment_method_save: null },
    total_details: isSetup ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  };
}
