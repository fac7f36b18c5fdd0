import type { Account } from "../account";
import { emit } from "../events/emit";
import { newId } from "../store/ids";
import type { InvoiceItem } from "../store/wire";
import type { World } from "../world";
import { adHocPrice, type LineInput } from "./invoice-lines";

/** Stores a line as a pending item, billed with the next invoice. */
export function createPendingItem(
  world: World,
  account: Account,
  customer: string,
  currency: string,
  line: LineInput,
  at: number,
): InvoiceItem {
  const item = account.invoiceItems.insert({
    id: newId("ii"),
    object: "invoiceitem",
    ...factsOf(line),
    currency,
    customer,
    customer_account: null,
    date: at,
    invoice: null,
    livemode: false,
    parent: line.subscription
      ? {
          subscription_details: {
            subscription: line.subscription,
            ...(line.subscriptionItem ? { subscription_item: line.subscriptionItem } : {}),
          },
          type: "subscription_details",
        }
      : null,
    proration: line.isProration,
    ...(line.isProration ? { proration_details: { credited_items: null, discount_amounts: [] } } : {}),
    test_clock: account.customers.get(customer).test_clock ?? null,
  });
  account.pendingLines.insert({ id: item.id, line });
  emit(world, account, "invoiceitem.created", item);
  return item;
}

/** What an item shows of its line. */
function factsOf(line: LineInput) {
  const pricing: InvoiceItem["pricing"] =
    line.price || line.product
      ? {
          price_details: { price: line.price?.id ?? adHocPrice(line.product), product: line.product ?? "" },
          type: "price_details",
          unit_amount_decimal: line.unitAmount,
        }
      : { type: "price_details", unit_amount_decimal: line.unitAmount };
  return {
    amount: line.amount,
    description: line.description,
    discountable: line.discountable,
    discounts: (line.discounts ?? []).map((rule) => rule.id),
    metadata: line.metadata,
    period: line.period,
    pricing,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    tax_rates: line.taxRates ? [...line.taxRates] : [],
  };
}

/** Lays another line under an item that is not billed yet. */
export function relineItem(account: Account, id: string, line: LineInput): InvoiceItem {
  account.pendingLines.update(id, { line });
  return account.invoiceItems.update(id, factsOf(line));
}

/** Removes an item that is not billed. */
export function dropItem(world: World, account: Account, item: InvoiceItem): void {
  account.invoiceItems.delete(item.id);
  account.pendingLines.delete(item.id);
  emit(world, account, "invoiceitem.deleted", item);
}

/** The customer's pending items of a subscription and those of none, in their order. */
export function pendingItems(account: Account, customer: string, subscription: string | null): InvoiceItem[] {
  return account.invoiceItems.of(customer).filter((item) => {
    if (item.invoice !== null) return false;
    const owner = item.parent?.subscription_details?.subscription ?? null;
    return owner === null || owner === subscription;
  });
}

/** The pending items as lines of an invoice. */
export function pendingLines(account: Account, items: readonly InvoiceItem[]): LineInput[] {
  return items.map((item) => ({ ...account.pendingLines.get(item.id).line, invoiceItem: item.id }));
}

/** Marks pending items as billed by an invoice. */
export function consumeItems(account: Account, items: readonly InvoiceItem[], invoice: string): void {
  for (const item of items) account.invoiceItems.update(item.id, { invoice });
}
