import type { Account } from "../account";
import type { Customer, Invoice } from "../store/wire";

const HIDDEN: Record<string, readonly string[]> = {
  price: ["tiers", "currency_options"],
  coupon: ["applies_to", "currency_options"],
  search_result: ["total_count"],
};
const revealed = new WeakMap<object, Set<string>>();

function kindOf(node: object): string {
  return "object" in node ? String(node.object) : "";
}

/** True for a property that Stripe includes only when it is expanded, though it is stored with its object. */
export function isHidden(node: object, property: string): boolean {
  return HIDDEN[kindOf(node)]?.includes(property) ?? false;
}

/** Notes that a copy shows a hidden property, with those that its original already showed. */
export function reveal(original: object, copy: object, property: string): void {
  if (!(kindOf(original) in HIDDEN)) return;
  revealed.set(copy, new Set([...(revealed.get(original) ?? []), property]));
}

/** What an answer shows of an object: hidden properties only where they were expanded. */
export function visible(node: object): object {
  const hidden = HIDDEN[kindOf(node)];
  if (!hidden) return node;
  const shown = revealed.get(node);
  if (!hidden.some((property) => property in node && !shown?.has(property))) return node;
  return Object.fromEntries(Object.entries(node).filter(([key]) => !hidden.includes(key) || shown?.has(key)));
}

/** An invoice with the first page of its lines, as it travels. */
export function withFirstLines(invoice: Invoice): Invoice {
  if (invoice.lines.data.length <= 10) return invoice;
  return { ...invoice, lines: { ...invoice.lines, data: invoice.lines.data.slice(0, 10), has_more: true } };
}

/** The customer, or null when it was deleted or never existed. */
export function liveCustomer(account: Account, id: string): Customer | null {
  const customer = account.customers.find(id);
  return customer && !isDeleted(customer) ? customer : null;
}

/** True for the tombstone that a deleted object leaves. */
export function isDeleted(object: object): boolean {
  return "deleted" in object && object.deleted === true;
}
