import type Stripe from "stripe";
import type { Account } from "../account";
import { checkoutLineItems } from "../checkout/line-items";
import { standardTax } from "../engine/tax-table";
import type { Price } from "../store/wire";

type ListOf = { object: "list"; data: object[]; has_more: boolean; total_count?: number; url: string };

function listOf(data: object[], url: string, withCount = true): ListOf {
  return {
    object: "list",
    data: data.slice(0, 10),
    has_more: data.length > 10,
    ...(withCount ? { total_count: data.length } : {}),
    url,
  };
}

/**
 * Properties that Stripe includes only when they are expanded. Undefined means that the object has no such property;
 * a list or a string (an id, to be looked up) is what stands behind it.
 */
export function virtualProperty(account: Account, node: object, name: string): unknown {
  if ("object" in node && node.object === "search_result" && name === "total_count" && "total_count" in node) {
    return node.total_count;
  }
  if (!("object" in node) || !("id" in node) || typeof node.id !== "string") return undefined;
  const id = node.id;
  switch (`${String(node.object)}.${name}`) {
    case "customer.tax":
      return customerTax(account.customers.find(id)?.address?.country ?? null);
    case "customer.invoice_credit_balance":
      return {};
    case "customer.sources":
      return listOf([], `/v1/customers/${id}/sources`);
    case "customer.subscriptions":
      return listOf(liveSubscriptions(account, id), `/v1/customers/${id}/subscriptions`);
    case "customer.tax_ids":
      return listOf([], `/v1/customers/${id}/tax_ids`);
    case "charge.refunds":
      return listOf(account.refunds.of(id).reverse(), `/v1/charges/${id}/refunds`);
    case "invoice.payments":
      return listOf(account.invoicePayments.of(id), "/v1/invoices/payments", false);
    case "invoice.confirmation_secret":
      return confirmationSecret(account, id);
    case "checkout.session.line_items":
      return account.checkoutRecords.find(id) ? checkoutLines(account, id) : undefined;
    case "payment_intent.review":
      return null;
    case "price.tiers":
      return account.prices.find(id)?.tiers ?? undefined;
    case "price.currency_options":
      return currencyOptions(account.prices.find(id));
    case "coupon.applies_to":
      return account.coupons.find(id)?.applies_to ?? null;
    case "coupon.currency_options":
      return account.coupons.find(id)?.currency_options ?? {};
    default:
      return undefined;
  }
}

/** Whether automatic tax knows where a customer is, and collects there. */
function customerTax(country: string | null): Stripe.Customer.Tax {
  const place = { ip_address: null, provider: "stripe" } as const;
  if (country === null) return { ...place, automatic_tax: "unrecognized_location", location: null };
  const location = { country, source: "billing_address", state: null } as const;
  return { ...place, automatic_tax: standardTax(country) ? "supported" : "not_collecting", location };
}

function liveSubscriptions(account: Account, customer: string): object[] {
  return account.subscriptions
    .of(customer)
    .filter((row) => row.status !== "canceled" && row.status !== "incomplete_expired")
    .reverse();
}

function confirmationSecret(account: Account, invoice: string): object | null {
  const payment = account.invoicePayments.of(invoice).find((row) => row.is_default);
  const intent = payment?.payment.payment_intent ? account.paymentIntents.find(payment.payment.payment_intent) : null;
  return intent?.client_secret ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
}

function checkoutLines(account: Account, session: string): ListOf {
  return listOf(
    checkoutLineItems(account, account.checkoutSessions.get(session)),
    `/v1/checkout/sessions/${session}/line_items`,
    false,
  );
}

function currencyOptions(price: Price | null): object | undefined {
  if (!price) return undefined;
  return {
    [price.currency]: {
      custom_unit_amount: null,
      tax_behavior: price.tax_behavior,
      unit_amount: price.unit_amount,
      unit_amount_decimal: price.unit_amount_decimal,
      ...(price.tiers ? { tiers: price.tiers } : {}),
    },
    ...price.currency_options,
  };
}
