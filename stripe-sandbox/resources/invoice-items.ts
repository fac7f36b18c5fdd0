import type { Account } from "../account";
import { addToDraft, rewriteDraft } from "../billing/draft-lines";
import { createPendingItem, dropItem, relineItem } from "../billing/invoice-items";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch } from "../http/errors";
import { isInRange, page } from "../http/lists";
import * as p from "../http/params";
import type { Invoice, InvoiceItem } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import { CHANGE, changedLine, ITEM, itemLine, namedCurrency } from "./invoice-item-line";

function requireItem(account: Account, id: string): InvoiceItem {
  const item = account.invoiceItems.find(id);
  if (!item) throw noSuch("invoice item", id, "invoiceitem");
  return item;
}

function create(world: World, account: Account, params: p.Params<typeof ITEM>): InvoiceItem {
  const customer = referredCustomer(account, p.required(params.customer, "customer"));
  const at = now(world, account, customer.id);
  const currency = (namedCurrency(account, params) ?? customer.currency ?? "usd").toLowerCase();
  const line = itemLine(world, account, params, { customer: customer.id, currency, at, name: "" });
  const item = createPendingItem(world, account, customer.id, currency, line, at);
  if (!params.invoice) return item;
  addToDraft(world, account, params.invoice, { ...line, invoiceItem: item.id });
  return account.invoiceItems.update(item.id, { invoice: params.invoice });
}

/** The draft that holds an item, null while the item waits for one; what is invoiced is refused. */
function draftOf(account: Account, item: InvoiceItem, verb: string): Invoice | null {
  const invoice = item.invoice ? account.invoices.find(item.invoice) : null;
  if (!invoice || invoice.status === "draft") return invoice;
  throw invalidRequest(`You cannot ${verb} an invoice item that is attached to an invoice that is no longer a draft.`, {
    code: "invoice_not_editable",
  });
}

const UPDATE = { ...CHANGE, invoicing_rules: p.refused, expand: p.expand };

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): InvoiceItem {
  const item = requireItem(account, id);
  const draft = draftOf(account, item, "update");
  const context = {
    customer: item.customer,
    currency: item.currency,
    at: now(world, account, item.customer),
    name: "",
  };
  const line = changedLine(world, account, account.pendingLines.get(id).line, params, context);
  const changed = relineItem(account, id, line);
  if (draft) {
    rewriteDraft(world, account, draft, (lines) =>
      lines.map((each) => (each.input.invoiceItem === id ? { ...each, input: { ...line, invoiceItem: id } } : each)),
    );
  }
  return changed;
}

function remove(world: World, account: Account, id: string): object {
  const item = requireItem(account, id);
  const draft = draftOf(account, item, "delete");
  if (draft) {
    rewriteDraft(world, account, draft, (lines) => lines.filter(({ input }) => input.invoiceItem !== id));
  }
  dropItem(world, account, item);
  return { id, object: "invoiceitem", deleted: true };
}

export const invoiceItemEndpoints: Endpoint[] = [
  post("/v1/invoiceitems", ITEM, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/invoiceitems",
    { ...p.LIST, created: p.range, customer: p.text, customer_account: p.refused, invoice: p.text, pending: p.bool },
    ({ account, params }) => {
      const rows = (
        params.customer ? account.invoiceItems.of(params.customer).reverse() : account.invoiceItems.newestFirst()
      ).filter(
        (row) =>
          (!params.invoice || row.invoice === params.invoice) &&
          isInRange(row.date, params.created) &&
          (typeof params.pending !== "boolean" || (row.invoice === null) === params.pending),
      );
      // An item has a date where others say when they were created.
      return page(rows, { ...params, created: undefined }, "/v1/invoiceitems", "invoice item");
    },
  ),
  get("/v1/invoiceitems/:id", p.NOTHING, ({ account, id }) => requireItem(account, id)),
  post("/v1/invoiceitems/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  del("/v1/invoiceitems/:id", {}, ({ world, account, id }) => remove(world, account, id)),
];
