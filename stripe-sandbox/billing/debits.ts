import type { Account } from "../account";
import type { Debit } from "../store/hidden";
import type { Invoice, InvoiceItem, InvoiceLine } from "../store/wire";
import type { LineInput } from "./invoice-lines";

/** Remembers which invoice lines paid each item's running period: later prorations credit them. */
export function rememberDebits(account: Account, invoice: Invoice): void {
  const subscriptionId = invoice.parent?.subscription_details?.subscription;
  const record = subscriptionId ? account.subscriptionRecords.find(subscriptionId) : null;
  if (!record) return;
  const debits = { ...record.debits };
  const grouped = new Set<string>();
  for (const line of invoice.lines.data) {
    const details = line.parent?.subscription_item_details;
    const item = details?.subscription_item;
    if (!details || !item || line.amount <= 0) continue;
    const known = debits[item];
    if (details.invoice_item) {
      const isCredited = known !== undefined && "pendingItem" in known && known.pendingItem !== details.invoice_item;
      if (!isCredited) debits[item] = { invoice: invoice.id, line: line.id };
      continue;
    }
    // The tiers of a price are several lines of one period.
    debits[item] =
      grouped.has(item) && known && "line" in known
        ? { ...known, also: [...(known.also ?? []), line.id] }
        : { invoice: invoice.id, line: line.id };
    grouped.add(item);
  }
  account.subscriptionRecords.update(record.id, { debits });
}

/** What a change credits is no longer paid for; what it debits, pending until the next invoice, is from then on. */
export function replaceDebits(
  account: Account,
  subscriptionId: string,
  prorations: readonly { line: LineInput; item: InvoiceItem }[],
): void {
  if (prorations.length === 0) return;
  const debits = { ...account.subscriptionRecords.get(subscriptionId).debits };
  for (const { line } of prorations) if (line.subscriptionItem) debits[line.subscriptionItem] = NOTHING_PAID;
  for (const { line, item } of prorations) {
    if (line.subscriptionItem && line.amount > 0) debits[line.subscriptionItem] = { pendingItem: item.id };
  }
  account.subscriptionRecords.update(subscriptionId, { debits });
}

/** The prorations that an invoice was issued for. */
export function prorationsOn(account: Account, invoice: Invoice): { line: LineInput; item: InvoiceItem }[] {
  return account.invoiceItems
    .of(invoice.customer ?? "")
    .filter((item) => item.invoice === invoice.id && item.proration)
    .flatMap((item) => {
      const line = account.pendingLines.find(item.id)?.line;
      return line ? [{ line, item }] : [];
    });
}

const NOTHING_PAID: Debit = { pendingItem: "" };

/** What paid for an item's running period: the sum after discounts, its period, and the lines where they exist. */
export type Paid = {
  net: number;
  period: { start: number; end: number };
  credited: { invoice: string; invoice_line_items: string[] } | null;
};

/** What paid for an item's running period; null when that is not known. */
export function debitOf(account: Account, subscriptionId: string, itemId: string): Paid | null {
  const debit = account.subscriptionRecords.find(subscriptionId)?.debits[itemId];
  if (!debit) return null;
  if ("pendingItem" in debit) return pendingDebit(account, debit.pendingItem);
  const invoice = account.invoices.find(debit.invoice);
  const ids = [debit.line, ...(debit.also ?? [])];
  const lines = invoice?.lines.data.filter((line) => ids.includes(line.id)) ?? [];
  const [first] = lines;
  if (!first || !invoice) return null;
  return {
    net: lines.reduce((sum, line) => sum + netOf(line), 0),
    period: first.period,
    credited: { invoice: invoice.id, invoice_line_items: lines.map((line) => line.id) },
  };
}

function netOf(line: InvoiceLine): number {
  return line.amount - (line.discount_amounts ?? []).reduce((sum, part) => sum + part.amount, 0);
}

/** A debit that waits for the next invoice, or was added to one since; an item that was deleted is owed nothing. */
function pendingDebit(account: Account, id: string): Paid {
  const line = account.pendingLines.find(id)?.line;
  return { net: line?.amount ?? 0, period: line?.period ?? { start: 0, end: 0 }, credited: null };
}
