import type { Account } from "../account";
import type { CheckoutSession } from "../store/wire";
import { orderTotals } from "./order";

/** A session's line items with what discounts and tax make of each. */
export function checkoutLineItems(account: Account, session: CheckoutSession): { id: string; object: "item" }[] {
  const record = account.checkoutRecords.get(session.id);
  const { lines } = orderTotals(account, session, record, session.created);
  return record.lines.map((line, index) => {
    const price = account.prices.get(line.price);
    const billed = lines[index];
    const subtotal = billed?.amount ?? 0;
    const discount = (billed?.discount_amounts ?? []).reduce((sum, part) => sum + part.amount, 0);
    const taxes = billed?.taxes ?? [];
    const tax = taxes.reduce((sum, part) => sum + part.amount, 0);
    const added = taxes.reduce((sum, part) => (part.tax_behavior === "exclusive" ? sum + part.amount : sum), 0);
    return {
      id: line.id,
      object: "item",
      adjustable_quantity: null,
      amount_discount: discount,
      amount_subtotal: subtotal,
      amount_tax: tax,
      amount_total: subtotal - discount + added,
      currency: session.currency ?? "usd",
      description: account.products.find(price.product)?.name ?? "",
      metadata: line.metadata ?? {},
      price,
      quantity: line.quantity,
    };
  });
}
