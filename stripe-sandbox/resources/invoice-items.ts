import type { Account } from "../account";
import { addToDraft } from "../billing/draft-lines";
import { createPendingItem } from "../billing/invoice-items";
import { emit } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { InvoiceItem } from "../store/wire";
import { now, type World } from "../world";
import { referredCustomer } from "./customers";
import { ITEM, itemLine, namedCurrency } from "./invoice-item-line";

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

export const invoiceItemEndpoints: Endpoint[] = [
  post("/v1/invoiceitems", ITEM, ({ world, account, params }) => create(world, account, params)),
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
