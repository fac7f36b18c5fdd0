import type { HostedInvoiceView } from "../../checkout/views";
import type { Language, MessageKey } from "../shared/i18n";
import { formatDay, formatMoney } from "../shared/money";

/** The sums under an invoice's lines, in order; what is nothing is left out. Page and PDF show the same. */
export function invoiceSums(view: HostedInvoiceView, { t, tag }: Language): { label: string; amount: string }[] {
  const rows: [MessageKey, number, boolean][] = [
    ["invoice.subtotal", view.subtotalMinor, true],
    ["invoice.discount", -view.discountMinor, view.discountMinor > 0],
    ["invoice.tax", view.taxMinor, view.taxMinor > 0],
    ["invoice.total", view.totalMinor, true],
    ["invoice.balance", -view.creditAppliedMinor, view.creditAppliedMinor > 0],
    ["invoice.amountPaid", view.amountPaidMinor, view.amountPaidMinor > 0],
    ["invoice.amountDue", view.amountRemainingMinor, view.status !== "void"],
  ];
  return rows
    .filter(([, , isShown]) => isShown)
    .map(([key, amountMinor]) => ({ label: t(key), amount: formatMoney(amountMinor, view.currency, tag) }));
}

/** How the invoice stands, and since or until when. */
export function invoiceStateText(view: HostedInvoiceView, { t, tag }: Language): string {
  switch (view.status) {
    case "paid":
      return t("invoice.paidOn", { date: formatDay(view.paidAt ?? view.createdAt, tag) });
    case "void":
      return t("invoice.voidText");
    case "uncollectible":
      return t("invoice.uncollectibleText");
    default:
      return t("invoice.dueOn", { date: formatDay(view.dueAt ?? view.createdAt, tag) });
  }
}
