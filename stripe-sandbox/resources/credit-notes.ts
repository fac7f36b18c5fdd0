import type { Account } from "../account";
import { type CreditLineRequest, creditNoteLines, creditOf } from "../billing/credit-note-lines";
import { changeBalance } from "../billing/customer-balance";
import { markPaid } from "../billing/invoices";
import { refundCharge } from "../billing/refund";
import { afterInvoicePaid } from "../billing/subscription-status";
import { emit, emitUpdate } from "../events/emit";
import { type Endpoint, get, post, withoutTrace } from "../http/endpoint";
import { invalidRequest, noSuch, noSuchReference } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { CreditNote, Invoice } from "../store/wire";
import { now, type World } from "../world";

const CREATE = {
  amount: p.integer,
  credit_amount: p.integer,
  effective_at: p.integer,
  email_type: p.ignored,
  invoice: p.text,
  lines: p.arrayOf(
    p.object({
      amount: p.integer,
      description: p.text,
      invoice_line_item: p.text,
      metadata: p.metadata,
      quantity: p.integer,
      tax_amounts: p.refused,
      tax_rates: p.refused,
      type: p.enumOf("custom_line_item", "invoice_line_item"),
      unit_amount: p.integer,
      unit_amount_decimal: p.refused,
    }),
  ),
  memo: p.text,
  metadata: p.metadata,
  out_of_band_amount: p.integer,
  reason: p.enumOf("duplicate", "fraudulent", "order_change", "product_unsatisfactory"),
  refund_amount: p.integer,
  refunds: p.refused,
  shipping_cost: p.refused,
  expand: p.expand,
};

const UPDATE = { memo: p.text, metadata: p.metadata, expand: p.expand };

function requireNote(account: Account, id: string): CreditNote {
  const note = account.creditNotes.find(id);
  if (!note) throw noSuch("credit note", id);
  return note;
}

/** What of a paid invoice's credit goes where; an open invoice's debt simply shrinks. */
function split(
  invoice: Invoice,
  params: p.Params<typeof CREATE>,
  byLines: number | null,
): { amount: number; refund: number; credit: number; outOfBand: number } {
  const refund = params.refund_amount ?? 0;
  const credit = params.credit_amount ?? 0;
  const outOfBand = params.out_of_band_amount ?? 0;
  const amount = byLines ?? params.amount ?? refund + credit + outOfBand;
  if (amount < 1) throw invalidRequest("The credit note amount must be greater than zero.", { param: "amount" });
  if (invoice.status === "paid" && refund + credit + outOfBand !== amount) {
    throw invalidRequest(
      "The sum of credit amount, refund amount and out of band amount must equal the credit note amount for a paid invoice.",
      { param: "amount" },
    );
  }
  const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
  const left = invoice.status === "paid" ? invoice.total - credited : invoice.amount_remaining;
  if (amount > left) {
    throw invalidRequest(`The credit note amount (${amount}) is greater than what the invoice allows (${left}).`, {
      param: "amount",
    });
  }
  return { amount, refund, credit, outOfBand };
}

function refundOf(world: World, account: Account, invoice: Invoice, amount: number): CreditNote["refunds"] {
  if (amount === 0) return [];
  const payment = account.invoicePayments.of(invoice.id).find((row) => row.status === "paid");
  const intent = payment?.payment.payment_intent ? account.paymentIntents.find(payment.payment.payment_intent) : null;
  const charge = intent?.latest_charge ? account.charges.find(intent.latest_charge) : null;
  if (!charge) throw invalidRequest("There is no charge to refund on this invoice.", { param: "refund_amount" });
  const refund = refundCharge(world, account, charge, { amount, reason: null, metadata: {} });
  return [{ amount_refunded: amount, payment_record_refund: null, refund: refund.id, type: "refund" }];
}

type LineParams = NonNullable<p.Params<typeof CREATE>["lines"]>[number];

function lineRequest(line: LineParams, index: number): CreditLineRequest {
  return {
    type: p.required(line.type, `lines[${index}][type]`),
    amount: line.amount ?? null,
    description: line.description ?? null,
    invoiceLine: line.invoice_line_item ?? null,
    quantity: line.quantity ?? null,
    unitAmount: line.unit_amount ?? null,
    metadata: p.mergeMetadata({}, line.metadata),
  };
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): CreditNote {
  const invoiceId = p.required(params.invoice, "invoice");
  const invoice = account.invoices.find(invoiceId);
  if (!invoice) throw noSuchReference("invoice", invoiceId, "invoice");
  if (invoice.status !== "open" && invoice.status !== "paid") {
    throw invalidRequest("Credit notes can only be issued on open or paid invoices.", { param: "invoice" });
  }
  const lines = params.lines ? creditNoteLines(account, invoice, params.lines.map(lineRequest)) : [];
  const parts = split(invoice, params, params.lines ? lines.reduce((sum, line) => sum + creditOf(line), 0) : null);
  const id = newId("cn");
  const at = now(world, account, invoice.customer);
  const isPaid = invoice.status === "paid";
  const balance =
    parts.credit > 0 && invoice.customer
      ? changeBalance(world, account, invoice.customer, -parts.credit, {
          type: "credit_note",
          creditNote: id,
          invoice: invoiceId,
        })
      : null;
  const note = account.creditNotes.insert({
    id,
    object: "credit_note",
    amount: parts.amount,
    amount_shipping: 0,
    created: at,
    currency: invoice.currency,
    customer: invoice.customer ?? "",
    customer_account: null,
    customer_balance_transaction: balance?.id ?? null,
    discount_amount: lines.reduce((sum, line) => sum + line.discount_amount, 0),
    discount_amounts: [],
    effective_at: at,
    invoice: invoiceId,
    lines: { object: "list", data: lines, has_more: false, url: `/v1/credit_notes/${id}/lines` },
    livemode: false,
    memo: params.memo ?? null,
    metadata: p.mergeMetadata({}, params.metadata),
    number: `${invoice.number}-CN-${String(account.creditNotes.of(invoiceId).length + 1).padStart(2, "0")}`,
    out_of_band_amount: params.out_of_band_amount ?? null,
    pdf: `${world.publicUrl}/i/${invoiceId}/pdf`,
    post_payment_amount: isPaid ? parts.amount : 0,
    pre_payment_amount: isPaid ? 0 : parts.amount,
    pretax_credit_amounts: [],
    reason: params.reason ?? null,
    refunds: refundOf(world, account, invoice, parts.refund),
    shipping_cost: null,
    status: "issued",
    subtotal: lines.length > 0 ? lines.reduce((sum, line) => sum + line.amount, 0) : parts.amount,
    subtotal_excluding_tax: parts.amount,
    total: parts.amount,
    total_excluding_tax: parts.amount,
    total_taxes: [],
    type: isPaid ? "post_payment" : "pre_payment",
    voided_at: null,
  });
  emit(world, account, "credit_note.created", note);
  if (isPaid) {
    account.invoices.update(invoiceId, {
      post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + parts.amount,
    });
  } else reduceDebt(world, account, invoice, parts.amount);
  return note;
}

function reduceDebt(world: World, account: Account, invoice: Invoice, amount: number): void {
  const remaining = invoice.amount_remaining - amount;
  account.invoices.update(invoice.id, {
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + amount,
    amount_due: invoice.amount_due - amount,
    amount_remaining: remaining,
  });
  for (const payment of account.invoicePayments.of(invoice.id)) {
    const intent = payment.payment.payment_intent ? account.paymentIntents.find(payment.payment.payment_intent) : null;
    if (payment.status !== "open" || !intent) continue;
    account.paymentIntents.update(intent.id, { amount: remaining });
    account.invoicePayments.update(payment.id, { amount_requested: remaining });
  }
  if (remaining > 0) return;
  afterInvoicePaid(world, account, markPaid(world, account, invoice.id, { isFree: true }), null);
}

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): CreditNote {
  const before = requireNote(account, id);
  const after = account.creditNotes.update(id, {
    memo: p.changed(before.memo, params.memo),
    metadata: p.mergeMetadata(before.metadata, params.metadata),
  });
  emitUpdate(world, account, "credit_note.updated", before, after);
  return after;
}

export const creditNoteEndpoints: Endpoint[] = [
  post("/v1/credit_notes", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/credit_notes",
    { ...p.LIST, created: p.range, customer: p.text, customer_account: p.refused, invoice: p.text },
    ({ account, params }) => {
      const rows = (
        params.invoice ? account.creditNotes.of(params.invoice).reverse() : account.creditNotes.newestFirst()
      ).filter((row) => !params.customer || row.customer === params.customer);
      return page(rows, params, "/v1/credit_notes", "credit note");
    },
  ),
  withoutTrace(get("/v1/credit_notes/preview", CREATE, ({ world, account, params }) => create(world, account, params))),
  withoutTrace(
    get("/v1/credit_notes/preview/lines", { ...p.LIST, ...CREATE }, ({ world, account, params }) =>
      page(
        create(world, account, params).lines.data,
        params,
        "/v1/credit_notes/preview/lines",
        "credit_note_line_item",
      ),
    ),
  ),
  post("/v1/credit_notes/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  get("/v1/credit_notes/:id", p.NOTHING, ({ account, id }) => requireNote(account, id)),
  get("/v1/credit_notes/:id/lines", p.LIST, ({ account, id, params }) =>
    page(requireNote(account, id).lines.data, params, `/v1/credit_notes/${id}/lines`, "credit_note_line_item"),
  ),
  post("/v1/credit_notes/:id/void", p.NOTHING, ({ world, account, id }) => {
    const note = requireNote(account, id);
    if (note.status === "void") throw invalidRequest("This credit note is already void.");
    const voided = account.creditNotes.update(id, { status: "void", voided_at: now(world, account, note.customer) });
    emit(world, account, "credit_note.voided", voided);
    return voided;
  }),
];
