import type { MessageKey } from "./i18n";

/** The text of an invoice's status; what Stripe may add later reads as open. */
export function invoiceStatusKey(status: string): MessageKey {
  switch (status) {
    case "draft":
    case "paid":
    case "void":
    case "uncollectible":
      return `invoiceStatus.${status}`;
    default:
      return "invoiceStatus.open";
  }
}
