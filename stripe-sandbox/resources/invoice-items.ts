import type { Account } from "../account";
import { activeDiscounts } from "../billing/discounts";
import { createPendingItem } from "../billing/invoice-items";
import type { LineInput } from "../billing/invoice-lines";
import { totalLines } from "../billing/invoice-lines";
import { amountOf } from "../billing/prices";
import { emit } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, missingParam, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Invoice, InvoiceItem } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import { referredPrice } from "./prices";
import { taxRatesOf } from "./subscription-params";
import { unitAmountIn } from "./virtual-properties";

const CREATE = {
  amount: p.integer,
  currency: p.text,
  customer: p.text,
  description: p.text,
  discountable: p.bool,
  discounts: p.refused,
  invoice: p.text,
  metadata: p.metadata,
  period: p.object({ start: p.integer, end: p.integer }),
  price_data: p.refused,
  pricing: p.object({ price: p.text }),
  quantity: p.integer,
  subscription: p.text,
  tax_behavior: p.ignored,
  tax_code: p.ignored,
  tax_rates: p.arrayOf(p.text),
  unit_amount_decimal: p.refused,
  expand: p.expand,
};

function requireItem(account: Account, id: string): InvoiceItem {
  const item = account.invoiceItems.find(id);
  if (!item) throw noSuch("invoice item", id, "invoiceitem");
  return item;
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): InvoiceItem {
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const at = now(world, account, customer.id);
  const price = params.pricing?.price ? referredPrice(account, params.pricing.price, "pricing[price]") : null;
  const currency = (params.currency ?? price?.currency ?? customer.currency ?? "usd").toLowerCase();
  const quantity = params.quantity ?? 1;
  if (!price && typeof params.amount !== "number") throw missingParam("amount");
  const line: LineInput = {
    amount: price ? amountOf(price, quantity, currency) : (params.amount ?? 0),
    description: params.description ?? (price ? (account.products.find(price.product)?.name ?? null) : null),
    period: { start: params.period?.start ?? at, end: params.period?.end ?? at },
    price,
    product: price?.product ?? newId("prod", 14),
    quantity,
    discountable: params.discountable ?? (params.amount ?? 0) >= 0,
    isProration: false,
    subscription: params.subscription ?? null,
    subscriptionItem: null,
    invoiceItem: null,
    creditedItems: null,
    unitAmount: String(price ? unitAmountIn(price, currency) : (params.amount ?? 0)),
    metadata: p.mergeMetadata({}, params.metadata),
    taxRates: params.tax_rates ? taxRatesOf(account, params.tax_rates, "tax_rates") : null,
  };
  const item = createPendingItem(world, account, customer.id, currency, line, at);
  if (!params.invoice) return item;
  addToDraft(account, params.invoice, item, line);
  return account.invoiceItems.update(item.id, { invoice: params.invoice });
}

/** Puts an item onto a draft and adds the draft up again. */
function addToDraft(account: Account, invoiceId: string, item: InvoiceItem, line: LineInput): void {
  const draft = account.invoices.find(invoiceId);
  if (!draft) throw noSuchReference("invoice", invoiceId, "invoice");
  if (draft.status !== "draft") {
    throw invalidRequest("Cannot add an item to a finalized invoice.", {
      code: "invoice_not_editable",
      param: "invoice",
    });
  }
  const added = totalLines(invoiceId, [{ ...line, invoiceItem: item.id }], {
    currency: draft.currency,
    discounts: activeDiscounts(account, draft.discounts, draft.created),
    taxRates: draft.default_tax_rates,
  });
  const lines = [...draft.lines.data, ...added.lines];
  account.invoices.update(invoiceId, {
    lines: { ...draft.lines, data: lines, ...{ total_count: lines.length } },
    ...summed(draft, added),
  });
}

function summed(draft: Invoice, added: ReturnType<typeof totalLines>): Partial<Invoice> {
  const total = draft.total + added.total;
  return {
    subtotal: draft.subtotal + added.subtotal,
    subtotal_excluding_tax: (draft.subtotal_excluding_tax ?? 0) + (added.subtotal_excluding_tax ?? 0),
    total,
    total_excluding_tax: (draft.total_excluding_tax ?? 0) + (added.total_excluding_tax ?? 0),
    total_taxes: [...(draft.total_taxes ?? []), ...(added.total_taxes ?? [])],
    total_discount_amounts: [...(draft.total_discount_amounts ?? []), ...(added.total_discount_amounts ?? [])],
    amount_due: Math.max(0, total),
    amount_remaining: Math.max(0, total),
  };
}

export const invoiceItemEndpoints: Endpoint[] = [
  post("/v1/invoiceitems", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/invoiceitems",
    { ...p.LIST, created: p.range, customer: p.text, invoice: p.text, pending: p.bool },
    ({ account, params }) => {
      const rows = (
        params.customer ? account.invoiceItems.of(params.customer).reverse() : account.invoiceItems.newestFirst()
      ).filter(
        (row) =>
          (!params.invoice || row.invoice === params.invoice) &&
          (typeof params.pending !== "boolean" || (row.invoice === null) === params.pending),
      );
      return page(rows, params, "/v1/invoiceitems", "invoice item");
    },
  ),
  get("/v1/invoiceitems/:id", p.NOTHING, ({ account, id }) => requireItem(account, id)),
  del("/v1/invoiceitems/:id", {}, ({ world, account, id }) => {
    const item = requireItem(account, id);
    if (item.invoice) throw invalidRequest("You cannot delete an invoice item that is attached to an invoice.");
    account.invoiceItems.delete(id);
    account.pendingLines.delete(id);
    emit(world, account, "invoiceitem.deleted", item);
    return { id, object: "invoiceitem", deleted: true };
  }),
];
