import type { Account } from "../account";
import { roundCents } from "../engine/money";
import { invalidRequest, missingParam } from "../http/errors";
import { newId } from "../store/ids";
import type { CreditNoteLine, Invoice } from "../store/wire";

/** A wanted line: a part of an invoice's line, or an amount of its own. */
export type CreditLineRequest = {
  type: "custom_line_item" | "invoice_line_item";
  amount: number | null;
  description: string | null;
  invoiceLine: string | null;
  quantity: number | null;
  unitAmount: number | null;
  metadata: Record<string, string>;
};

/** What a line takes off the invoice: its amount less discounts, with the tax on top where it was added. */
export function creditOf(line: CreditNoteLine): number {
  const exclusive = (line.taxes ?? []).filter((tax) => tax.tax_behavior === "exclusive");
  return line.amount - line.discount_amount + exclusive.reduce((sum, tax) => sum + tax.amount, 0);
}

/** The lines of a credit note; discounts and taxes of an invoice's line follow its credited share. */
export function creditNoteLines(
  account: Account,
  invoice: Invoice,
  requests: readonly CreditLineRequest[],
): CreditNoteLine[] {
  return requests.map((request, index) =>
    request.type === "custom_line_item"
      ? customLine(request, `lines[${index}]`)
      : invoiceLine(account, invoice, request, `lines[${index}]`),
  );
}

function base(request: CreditLineRequest) {
  return {
    id: newId("cnli"),
    object: "credit_note_line_item" as const,
    livemode: false,
    metadata: request.metadata,
    tax_rates: [],
  };
}

function customLine(request: CreditLineRequest, name: string): CreditNoteLine {
  const unitAmount = request.unitAmount;
  if (unitAmount === null) throw missingParam(`${name}[unit_amount]`);
  const quantity = request.quantity ?? 1;
  return {
    ...base(request),
    amount: unitAmount * quantity,
    description: request.description,
    discount_amount: 0,
    discount_amounts: [],
    pretax_credit_amounts: [],
    quantity,
    taxes: [],
    type: "custom_line_item",
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  };
}

function invoiceLine(account: Account, invoice: Invoice, request: CreditLineRequest, name: string): CreditNoteLine {
  const line = invoice.lines.data.find((candidate) => candidate.id === request.invoiceLine);
  if (!line) {
    throw invalidRequest(`The invoice has no line item \`${request.invoiceLine ?? ""}\`.`, {
      param: `${name}[invoice_line_item]`,
    });
  }
  const all = line.quantity ?? 1;
  // A tier's flat fee has no units: it is credited whole.
  const asked = all === 0 ? 1 : (request.quantity ?? all) / all;
  const amount = request.amount ?? roundCents(line.amount * asked);
  const left = line.amount - creditedBefore(account, invoice.id, line.id);
  if (amount < 1 || amount > left) {
    throw invalidRequest(`The line item can be credited with at most ${left}.`, { param: `${name}[amount]` });
  }
  const share = amount / line.amount;
  const discounts = (line.discount_amounts ?? []).map((part) => ({ ...part, amount: roundCents(part.amount * share) }));
  return {
    ...base(request),
    amount,
    description: line.description,
    discount_amount: discounts.reduce((sum, part) => sum + part.amount, 0),
    discount_amounts: discounts,
    invoice_line_item: line.id,
    pretax_credit_amounts: discounts.map((part) => ({ ...part, type: "discount" as const })),
    quantity: request.amount === null ? (request.quantity ?? all) : null,
    taxes: (line.taxes ?? []).map((tax) => ({
      ...tax,
      amount: roundCents(tax.amount * share),
      taxable_amount: tax.taxable_amount === null ? null : roundCents(tax.taxable_amount * share),
    })),
    type: "invoice_line_item",
    unit_amount: null,
    unit_amount_decimal: null,
  };
}

function creditedBefore(account: Account, invoice: string, line: string): number {
  return account.creditNotes
    .of(invoice)
    .filter((note) => note.status === "issued")
    .flatMap((note) => note.lines.data)
    .reduce((sum, credited) => (credited.invoice_line_item === line ? sum + credited.amount : sum), 0);
}
