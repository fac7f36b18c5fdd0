import type { Account } from "../account";
import { virtualProperty } from "../resources/virtual-properties";
import { isHidden, reveal } from "../resources/visible";
import { invalidParam } from "./errors";

const MAX_DEPTH = 4;

/** The collection that holds the objects of an id's prefix. */
const COLLECTION_OF_PREFIX: Record<string, string> = {
  cus: "customers",
  prod: "products",
  price: "prices",
  promo: "promotion_codes",
  di: "discounts",
  pm: "payment_methods",
  seti: "setup_intents",
  pi: "payment_intents",
  ch: "charges",
  txn: "balance_transactions",
  re: "refunds",
  du: "disputes",
  cs: "checkout_sessions",
  sub: "subscriptions",
  in: "invoices",
  ii: "invoice_items",
  inpay: "invoice_payments",
  cn: "credit_notes",
  clock: "test_clocks",
  bpc: "portal_configurations",
  evt: "events",
  txr: "tax_rates",
  cbtxn: "customer_balance_transactions",
};

function findObject(account: Account, id: string, property: string): object | null {
  const prefix = id.startsWith("sub_sched_") ? "sub_sched" : id.slice(0, Math.max(0, id.indexOf("_")));
  if (property === "coupon") return account.coupons.find(id);
  if (property === "product") return account.products.find(id);
  const name = prefix === "sub_sched" ? "subscription_schedules" : COLLECTION_OF_PREFIX[prefix];
  return name ? (account.collections.get(name)?.find(id) ?? null) : null;
}

/** A copy of the object with the named properties replaced by the objects that they refer to. */
export function expandAll(account: Account, root: object, paths: readonly string[]): object {
  let expanded = root;
  for (const path of paths) {
    const segments = path.split(".");
    if (segments.length > MAX_DEPTH) {
      throw invalidParam(`You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${path}`, {
        code: "property_expansion_max_depth",
        param: "expand",
      });
    }
    expanded = expandPath(account, expanded, segments, path);
  }
  return expanded;
}

function expandPath(account: Account, node: object, segments: string[], path: string): object {
  const [head, ...rest] = segments;
  if (head === undefined) return node;
  // What is left of a deleted object has nothing to expand, and says so by saying nothing.
  if ("deleted" in node) return node;
  const copy: Record<string, unknown> = { ...node };
  reveal(node, copy, head);
  const stored = isHidden(node, head) ? undefined : copy[head];
  const value = stored === undefined ? virtualProperty(account, node, head) : stored;
  if (value === undefined) {
    // A flat price has none to show.
    if (head === "tiers" && copy.object === "price") return node;
    throw cannotExpand(path);
  }
  copy[head] = expandValue(account, value, head, rest, path);
  return copy;
}

function expandValue(account: Account, value: unknown, property: string, rest: string[], path: string): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((entry) => expandValue(account, entry, property, rest, path));
  if (typeof value === "string") {
    const found = findObject(account, value, property);
    if (!found) throw cannotExpand(path);
    return expandPath(account, found, rest, path);
  }
  if (property === "total_count" && typeof value === "number") return value;
  if (typeof value === "object") return expandPath(account, value, rest, path);
  throw cannotExpand(path);
}

function cannotExpand(path: string): Error {
  return invalidParam(
    `This property cannot be expanded (${path}). You may want to try expanding a different property.`,
    { param: "expand" },
  );
}
