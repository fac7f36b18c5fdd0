import type { Account } from "../account";
import { type DraftLine, rewriteDraft } from "../billing/draft-lines";
import { createPendingItem, dropItem, relineItem } from "../billing/invoice-items";
import { type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference, notImitated } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { Invoice, InvoiceLine } from "../store/wire";
import { now, type World } from "../world";
import { CHANGE, changedLine, itemLine } from "./invoice-item-line";

const LINE = { ...CHANGE, tax_amounts: p.refused };
const WHOLE = { invoice_metadata: p.metadata, expand: p.expand };
const ADD = { ...WHOLE, lines: p.arrayOf(p.object({ ...LINE, invoice_item: p.text })) };
const UPDATE = { ...WHOLE, lines: p.arrayOf(p.object({ ...LINE, id: p.text })) };
const REMOVE = {
  ...WHOLE,
  lines: p.arrayOf(p.object({ id: p.text, behavior: p.enumOf("delete", "unassign") })),
};
type LineParams = p.Params<typeof LINE>;

function requireInvoice(account: Account, id: string): Invoice {
  const invoice = account.invoices.find(id);
  if (!invoice) throw noSuch("invoice", id);
  return invoice;
}

function contextOf(world: World, account: Account, invoice: Invoice, name: string) {
  const customer = invoice.customer ?? "";
  return { customer, currency: invoice.currency, at: now(world, account, customer), name };
}

function withMetadata(account: Account, invoice: Invoice, change: p.Maybe<Record<string, string>>): Invoice {
  if (change === undefined) return invoice;
  return account.invoices.update(invoice.id, { metadata: p.mergeMetadata(invoice.metadata, change) });
}

/** A line that is added is an item of its own, or one that waited for an invoice. */
function newLine(
  world: World,
  account: Account,
  invoice: Invoice,
  params: NonNullable<p.Params<typeof ADD>["lines"]>[number],
  name: string,
): DraftLine {
  const context = contextOf(world, account, invoice, name);
  if (params.invoice_item) {
    const item = account.invoiceItems.find(params.invoice_item);
    if (!item) throw noSuchReference("invoice item", params.invoice_item, `${name}[invoice_item]`);
    if (item.invoice || item.customer !== invoice.customer) {
      throw invalidRequest("Only a pending invoice item of the invoice's customer can be added to it.", {
        param: `${name}[invoice_item]`,
      });
    }
    account.invoiceItems.update(item.id, { invoice: invoice.id });
    return { id: null, input: { ...account.pendingLines.get(item.id).line, invoiceItem: item.id } };
  }
  const line = itemLine(world, account, params, context);
  const item = createPendingItem(world, account, context.customer, invoice.currency, line, context.at);
  account.invoiceItems.update(item.id, { invoice: invoice.id });
  return { id: null, input: { ...line, invoiceItem: item.id } };
}

function add(world: World, account: Account, id: string, params: p.Params<typeof ADD>): Invoice {
  const invoice = requireInvoice(account, id);
  const wanted = p.required(params.lines, "lines");
  const changed = rewriteDraft(world, account, invoice, (lines) => [
    ...lines,
    ...wanted.map((line, index) => newLine(world, account, invoice, line, `lines[${index}]`)),
  ]);
  return withMetadata(account, changed, params.invoice_metadata);
}

function requireLine(lines: readonly DraftLine[], id: string, param: string): DraftLine {
  const line = lines.find((each) => each.id === id);
  if (!line) throw noSuchReference("line item", id, param);
  return line;
}

/** Changes one line; the item that it came from changes with it. */
function changeLine(
  world: World,
  account: Account,
  invoice: Invoice,
  line: DraftLine,
  params: LineParams,
  name: string,
): DraftLine {
  const input = changedLine(world, account, line.input, params, contextOf(world, account, invoice, name));
  if (input.invoiceItem && account.invoiceItems.find(input.invoiceItem)) {
    const { invoiceItem: _item, ...own } = input;
    relineItem(account, input.invoiceItem, { ...own, invoiceItem: null });
  }
  return { ...line, input };
}

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): Invoice {
  const invoice = requireInvoice(account, id);
  const wanted = p.required(params.lines, "lines");
  const changed = rewriteDraft(world, account, invoice, (lines) => {
    for (const [index, each] of wanted.entries()) {
      requireLine(lines, p.required(each.id, `lines[${index}][id]`), `lines[${index}][id]`);
    }
    return lines.map((line) => {
      const index = wanted.findIndex((each) => each.id === line.id);
      const asked = wanted[index];
      return asked ? changeLine(world, account, invoice, line, asked, `lines[${index}]`) : line;
    });
  });
  return withMetadata(account, changed, params.invoice_metadata);
}

function updateOne(world: World, account: Account, id: string, lineId: string, params: LineParams): InvoiceLine {
  const invoice = requireInvoice(account, id);
  if (!invoice.lines.data.some((line) => line.id === lineId)) throw noSuch("line item", lineId, "line_item_id");
  const changed = rewriteDraft(world, account, invoice, (lines) =>
    lines.map((line) => (line.id === lineId ? changeLine(world, account, invoice, line, params, "") : line)),
  );
  const line = changed.lines.data.find((each) => each.id === lineId);
  if (!line) throw noSuch("line item", lineId, "line_item_id");
  return line;
}

/** Takes lines off: their items go with them, or wait for another invoice. */
function remove(world: World, account: Account, id: string, params: p.Params<typeof REMOVE>): Invoice {
  const invoice = requireInvoice(account, id);
  const wanted = p.required(params.lines, "lines");
  const changed = rewriteDraft(world, account, invoice, (lines) => {
    for (const [index, each] of wanted.entries()) {
      const name = `lines[${index}]`;
      const line = requireLine(lines, p.required(each.id, `${name}[id]`), `${name}[id]`);
      const behavior = p.required(each.behavior, `${name}[behavior]`);
      const item = account.invoiceItems.find(line.input.invoiceItem ?? "");
      if (!item) throw notImitated("Removing a subscription's own line from a draft");
      if (behavior === "delete") dropItem(world, account, item);
      else account.invoiceItems.update(item.id, { invoice: null });
    }
    return lines.filter((line) => !wanted.some((each) => each.id === line.id));
  });
  return withMetadata(account, changed, params.invoice_metadata);
}

export const invoiceLineEndpoints: Endpoint[] = [
  get("/v1/invoices/:id/lines", p.LIST, ({ account, id, params }) =>
    page(requireInvoice(account, id).lines.data, params, `/v1/invoices/${id}/lines`, "line_item"),
  ),
  post("/v1/invoices/:id/lines/:line", { ...LINE, expand: p.expand }, ({ world, account, id, path, params }) =>
    updateOne(world, account, id, path.line ?? "", params),
  ),
  post("/v1/invoices/:id/add_lines", ADD, ({ world, account, id, params }) => add(world, account, id, params)),
  post("/v1/invoices/:id/update_lines", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  post("/v1/invoices/:id/remove_lines", REMOVE, ({ world, account, id, params }) => remove(world, account, id, params)),
];
