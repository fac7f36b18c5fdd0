import type { StoredEvent } from "../store/wire";

/** The order in which Stripe is seen to send the events of a purchase; the natural order of cause is another. */
const PURCHASE: readonly string[] = [
  "charge.succeeded",
  "payment_method.attached",
  "setup_intent.succeeded",
  "setup_intent.created",
  "customer.created",
  "checkout.session.completed",
  "customer.updated",
  "customer.subscription.created",
  "payment_intent.succeeded",
  "payment_intent.created",
  "invoice.created",
  "invoice.finalized",
  "invoice.paid",
  "invoice.payment_succeeded",
  "invoice_payment.paid",
];

/** The events of one transaction in the order in which they are sent: purchases as Stripe's own logs show them. */
export function inBurstOrder(events: readonly StoredEvent[]): StoredEvent[] {
  const late = events.filter((event) => event.type === LATE);
  if (late.length === 0) return inPurchaseOrder(events);
  return [...inPurchaseOrder(events.filter((event) => event.type !== LATE)), ...late];
}

/** A charge's balance transaction follows after everything else. */
const LATE = "charge.updated";

function inPurchaseOrder(events: readonly StoredEvent[]): StoredEvent[] {
  const isPurchase = events.some(
    (event) => event.type === "customer.subscription.created" || event.type === "checkout.session.completed",
  );
  if (!isPurchase) return [...events];
  const isFreeStart = !events.some((event) => event.type === "charge.succeeded");
  const rank = (event: StoredEvent) => {
    if (isFreeStart && event.type === "customer.subscription.created" && hasSession(events)) return PURCHASE.length + 1;
    const position = PURCHASE.indexOf(event.type);
    return position < 0 ? PURCHASE.length : position;
  };
  return [...events].sort((a, b) => rank(a) - rank(b));
}

function hasSession(events: readonly StoredEvent[]): boolean {
  return events.some((event) => event.type === "checkout.session.completed");
}
