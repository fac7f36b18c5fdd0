import type { Account } from "../account";
import type { Invoice, InvoiceLine } from "../store/wire";

/** Remembers which invoice line paid each item's running period: later prorations credit it. */
export function rememberDebits(account: Account, invoice: Invoice): void {
  const subscriptionId = invoice.parent?.subscription_details?.subscription;
  const record = subscriptionId ? account.subscriptionRecords.find(subscriptionId) : null;
  if (!record) return;
  const debits = { ...record.debits };
  for (const line of invoice.lines.data) {
    const item = line.parent?.subscription_item_details?.subscription_item;
    if (item && line.amount > 0) debits[item] = { invoice: invoice.id, line: line.id };
  }
  account.subscriptionRecords.update(record.id, { debits });
}

/** The line that paid the item's running period, and what it really cost after discounts. */
export function debitOf(
  account: Account,
  subscriptionId: string,
  itemId: string,
): { line: InvoiceLine; net: number; invoice: string } | null {
  const debit = account.subscriptionRecords.find(subscriptionId)?.debits[itemId];
  const invoice = debit ? account.invoices.find(debit.invoice) : null;
  const line = invoice?.lines.data.find((candidate) => candidate.id === debit?.line);
  if (!line || !invoice) return null;
  const discounted = (line.discount_amounts ?? []).reduce((sum, part) => sum + part.amount, 0);
  return { line, net: line.amount - discounted, invoice: invoice.id };
}
