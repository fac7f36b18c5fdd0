import type { Account } from "../account";
import { requireTaxLocation } from "../billing/automatic-tax";
import { collectInvoice, intentOf } from "../billing/collect";
import { activeDiscounts, redeem, requestedDiscounts } from "../billing/discounts";
import { markUncollectible, voidInvoice } from "../billing/invoice-ends";
import { consumeItems, pendingItems, pendingLines } from "../billing/invoice-items";
import {
  buildInvoice,
  DRAFT_SECONDS,
  finalizeInvoice,
  insertInvoice,
  markPaid,
  subscriptionOf,
} from "../billing/invoices";
import { cardError, resolveMethod } from "../billing/payment-methods";
import { dropPendingChange } from "../billing/pending-change";
import { afterInvoicePaid, afterInvoiceUncollectible } from "../billing/subscription-status";
import { emit, emitUpdate } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference, notImitated, StripeError } from "../http/errors";
import { isInRange, page } from "../http/lists";
import * as p from "../http/params";
import type { Invoice } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import { invoiceLineEndpoints } from "./invoice-lines";
import { previewEndpoints } from "./invoice-preview";
import * as s from "./subscription-params";

const COMMON = {
  ...p.missing(
    "account_tax_ids",
    "application_fee_amount",
    "default_source",
    "effective_at",
    "number",
    "on_behalf_of",
    "shipping_cost",
    "shipping_details",
    "transfer_data",
  ),
  auto_advance: p.bool,
  automatic_tax: p.object({ enabled: p.bool, liability: p.ignored }),
  automatically_finalizes_at: p.integer,
  collection_method: p.enumOf("charge_automatically", "send_invoice"),
  custom_fields: p.ignored,
  days_until_due: p.integer,
  default_payment_method: p.text,
  default_tax_rates: p.arrayOf(p.text),
  description: p.text,
  discounts: s.discounts,
  due_date: p.integer,
  footer: p.text,
  issuer: p.object({ type: p.enumOf("self"), account: p.refused }),
  metadata: p.metadata,
  payment_settings: p.ignored,
  rendering: p.ignored,
  statement_descriptor: p.text,
  expand: p.expand,
};
const CREATE = {
  ...COMMON,
  currency: p.text,
  customer: p.text,
  customer_account: p.refused,
  from_invoice: p.refused,
  pending_invoice_items_behavior: p.enumOf("exclude", "include"),
  subscription: p.text,
};
const LIST = {
  ...p.LIST,
  collection_method: p.enumOf("charge_automatically", "send_invoice"),
  created: p.range,
  customer: p.text,
  customer_account: p.refused,
  due_date: p.range,
  status: p.enumOf("draft", "open", "paid", "uncollectible", "void"),
  subscription: p.text,
};

/** The invoice of a path, or 404. */
export function requireInvoice(account: Account, id: string): Invoice {
  const invoice = account.invoices.find(id);
  if (!invoice) throw noSuch("invoice", id);
  return invoice;
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): Invoice {
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const at = now(world, account, customer.id);
  if (params.automatic_tax?.enabled) requireTaxLocation(customer);
  const subscription = params.subscription ? account.subscriptions.find(params.subscription) : null;
  if (params.subscription && !subscription) throw noSuchReference("subscription", params.subscription, "subscription");
  const includes = params.pending_invoice_items_behavior === "include" || subscription !== null;
  const pending = includes ? pendingItems(account, customer.id, subscription?.id ?? null) : [];
  const currency = (
    params.currency ??
    pending[0]?.currency ??
    subscription?.currency ??
    customer.currency ??
    "usd"
  ).toLowerCase();
  const discounts = requestedDiscounts(account, s.discountRequests(params.discounts), {
    customer: customer.id,
    subscription: subscription?.id ?? null,
    at,
    amount: 0,
    currency,
  });
  redeem(world, account, discounts);
  const draft = buildInvoice(account, {
    customer: customer.id,
    subscription,
    currency,
    billingReason: "manual",
    lines: pendingLines(account, pending),
    periodStart: subscription ? Math.min(...subscription.items.data.map((item) => item.current_period_start)) : at,
    periodEnd: at,
    created: at,
    discounts: params.discounts ? discounts : activeDiscounts(account, subscription?.discounts ?? [], at),
    taxRates: s.taxRatesOf(account, params.default_tax_rates, "default_tax_rates"),
    autoAdvance: params.auto_advance ?? false,
    finalizesAt: params.auto_advance ? (params.automatically_finalizes_at ?? at + DRAFT_SECONDS) : null,
    collectionMethod: params.collection_method ?? "charge_automatically",
    dueDate: params.due_date ?? (params.days_until_due ? at + params.days_until_due * 86_400 : null),
    description: params.description ?? null,
    footer: params.footer ?? null,
    metadata: p.mergeMetadata({}, params.metadata),
    defaultPaymentMethod: params.default_payment_method ?? null,
    ...(typeof params.automatic_tax?.enabled === "boolean" ? { automaticTax: params.automatic_tax.enabled } : {}),
  });
  const invoice = insertInvoice(world, account, {
    ...draft,
    rendering: { amount_tax_display: null, pdf: { page_size: "auto" }, template: null, template_version: null },
  });
  consumeItems(account, pending, invoice.id);
  return invoice;
}

function update(world: World, account: Account, id: string, params: p.Params<typeof COMMON>): Invoice {
  const before = requireInvoice(account, id);
  if (before.status !== "draft" && (params.default_tax_rates || params.discounts || params.due_date)) {
    throw invalidRequest("Finalized invoices can't be updated in this way.", { code: "invoice_not_editable" });
  }
  if (
    typeof params.automatic_tax?.enabled === "boolean" &&
    params.automatic_tax.enabled !== before.automatic_tax.enabled
  ) {
    throw notImitated("Changing automatic_tax of a draft");
  }
  const autoAdvance = params.auto_advance ?? before.auto_advance ?? false;
  const at = now(world, account, before.customer);
  const after = account.invoices.update(id, {
    auto_advance: autoAdvance,
    automatically_finalizes_at:
      before.status === "draft" && autoAdvance
        ? (params.automatically_finalizes_at ?? before.automatically_finalizes_at ?? at + DRAFT_SECONDS)
        : null,
    collection_method: params.collection_method ?? before.collection_method,
    default_payment_method: p.changed(before.default_payment_method, params.default_payment_method),
    description: p.changed(before.description, params.description),
    due_date: p.changed(before.due_date, params.due_date),
    footer: p.changed(before.footer, params.footer),
    metadata: p.mergeMetadata(before.metadata, params.metadata),
  });
  emitUpdate(world, account, "invoice.updated", before, after);
  return after;
}

const PAY = {
  forgive: p.refused,
  mandate: p.ignored,
  off_session: p.bool,
  paid_out_of_band: p.bool,
  payment_method: p.text,
  source: p.refused,
  expand: p.expand,
};

function pay(world: World, account: Account, id: string, params: p.Params<typeof PAY>): Invoice {
  const before = requireInvoice(account, id);
  if (before.status === "paid") throw invalidRequest("Invoice is already paid", { code: "invoice_already_paid" });
  if (before.status === "void")
    throw invalidRequest("Invoice is voided and can no longer be paid.", { code: "invoice_not_payable" });
  const open = before.status === "draft" ? finalizeInvoice(world, account, before) : before;
  if (open.status === "paid") return followPaid(world, account, open);
  if (params.paid_out_of_band) return followPaid(world, account, markPaid(world, account, id, { isOutOfBand: true }));
  const method = params.payment_method ? resolveMethod(world, account, params.payment_method) : null;
  if (params.payment_method && !method) throw noSuchReference("PaymentMethod", params.payment_method, "payment_method");
  const result = collectInvoice(world, account, id, { paymentMethod: method?.id ?? null, offSession: false });
  switch (result.kind) {
    case "paid":
      return account.invoices.get(id);
    case "no_payment_method":
      throw invalidRequest(
        "There is no `default_payment_method` set on this Customer or Invoice. Please set a `default_payment_method`.",
        { code: "invoice_payment_intent_requires_action" },
      );
    case "requires_action":
      throw new StripeError(
        {
          status: 402,
          type: "card_error",
          code: "invoice_payment_intent_requires_action",
          message: "The payment intent for this invoice requires additional user action before it can be paid.",
          payment_intent: result.intent,
        },
        { keepsChanges: true },
      );
    case "declined":
      throw cardError(result.decline, { charge: result.charge, payment_intent: result.intent });
  }
}

function followPaid(world: World, account: Account, invoice: Invoice): Invoice {
  afterInvoicePaid(world, account, invoice, null);
  return account.invoices.get(invoice.id);
}

function finalize(world: World, account: Account, id: string, autoAdvance: p.Maybe<boolean>): Invoice {
  const draft = requireInvoice(account, id);
  const prepared =
    typeof autoAdvance === "boolean" ? account.invoices.update(id, { auto_advance: autoAdvance }) : draft;
  const invoice = finalizeInvoice(world, account, prepared);
  if (invoice.status === "paid") return followPaid(world, account, invoice);
  intentOf(world, account, invoice);
  return account.invoices.get(id);
}

function remove(world: World, account: Account, id: string): object {
  const invoice = requireInvoice(account, id);
  if (invoice.status !== "draft") {
    throw invalidRequest(
      "You can only delete draft invoices. To delete invoices that are no longer in draft, you must void them.",
    );
  }
  for (const item of account.invoiceItems.of(invoice.customer ?? "")) {
    if (item.invoice === id) account.invoiceItems.update(item.id, { invoice: null });
  }
  account.invoices.delete(id);
  emit(world, account, "invoice.deleted", invoice);
  return { id, object: "invoice", deleted: true };
}

function matches(row: Invoice, params: p.Params<typeof LIST>): boolean {
  return (
    (!params.status || row.status === params.status) &&
    (!params.subscription || row.parent?.subscription_details?.subscription === params.subscription) &&
    (!params.collection_method || row.collection_method === params.collection_method) &&
    isInRange(row.due_date, params.due_date)
  );
}

export const invoiceEndpoints: Endpoint[] = [
  ...previewEndpoints,
  ...invoiceLineEndpoints,
  post("/v1/invoices", CREATE, ({ world, account, params }) => create(world, account, params)),
  get("/v1/invoices", LIST, ({ account, params }) => {
    const rows = params.customer ? account.invoices.of(params.customer).reverse() : account.invoices.newestFirst();
    return page(
      rows.filter((row) => matches(row, params)),
      params,
      "/v1/invoices",
      "invoice",
    );
  }),
  get("/v1/invoices/:id", p.NOTHING, ({ account, id }) => requireInvoice(account, id)),
  post("/v1/invoices/:id", COMMON, ({ world, account, id, params }) => update(world, account, id, params)),
  del("/v1/invoices/:id", {}, ({ world, account, id }) => remove(world, account, id)),
  post("/v1/invoices/:id/pay", PAY, ({ world, account, id, params }) => pay(world, account, id, params)),
  post("/v1/invoices/:id/finalize", { auto_advance: p.bool, expand: p.expand }, ({ world, account, id, params }) =>
    finalize(world, account, id, params.auto_advance),
  ),
  post("/v1/invoices/:id/send", p.NOTHING, ({ world, account, id }) => {
    const invoice = requireInvoice(account, id);
    const sent = invoice.status === "draft" ? finalize(world, account, id, undefined) : invoice;
    emit(world, account, "invoice.sent", sent);
    return sent;
  }),
  post("/v1/invoices/:id/void", p.NOTHING, ({ world, account, id }) => {
    const invoice = voidInvoice(world, account, requireInvoice(account, id));
    const subscription = subscriptionOf(account, invoice);
    // Voiding its invoice is how a pending update is cancelled.
    if (subscription && account.subscriptionRecords.get(subscription.id).pendingInvoice === id)
      dropPendingChange(world, account, subscription.id);
    return invoice;
  }),
  post("/v1/invoices/:id/mark_uncollectible", p.NOTHING, ({ world, account, id }) => {
    const invoice = markUncollectible(world, account, requireInvoice(account, id));
    if (subscriptionOf(account, invoice)) afterInvoiceUncollectible(world, account, invoice);
    return invoice;
  }),
];
