/**
 * The events that make us look at their customer, each with the reason why. All end in the same sync; which one it was
 * decides nothing. Any other type is kept and acknowledged without effect.
 */
const HANDLED: Record<string, string> = {
  "checkout.session.completed": "a purchase may have been paid",
  "checkout.session.async_payment_succeeded": "a delayed payment arrived",
  "checkout.session.async_payment_failed": "a delayed payment failed",
  "checkout.session.expired": "the tenant may open another checkout",
  "customer.subscription.created": "something is billed now",
  "customer.subscription.updated": "plan, period, status or end changed",
  "customer.subscription.deleted": "billing ended",
  "customer.subscription.paused": "access becomes read-only",
  "customer.subscription.resumed": "access comes back",
  "customer.subscription.trial_will_end": "the trial's end is near",
  "customer.subscription.pending_update_applied": "a paid change took effect",
  "customer.subscription.pending_update_expired": "an unpaid change was dropped",
  "invoice.created": "a new invoice to show",
  "invoice.finalized": "an amount is due",
  "invoice.paid": "paid up",
  "invoice.payment_succeeded": "paid up",
  "invoice.payment_failed": "the dunning clock starts",
  "invoice.payment_action_required": "the customer must authenticate",
  "invoice.updated": "an attempt or an amount changed",
  "invoice.upcoming": "the next charge is near",
  "invoice.voided": "nothing is owed any more",
  "invoice.marked_uncollectible": "given up",
  "customer.updated": "default card, currency or clock changed",
  "customer.deleted": "every subscription is gone",
  "payment_method.attached": "a new card may be shown",
  "payment_method.detached": "a card is gone",
  "payment_method.updated": "a card's expiry changed",
  "payment_method.automatically_updated": "the network renewed a card",
  "setup_intent.succeeded": "a card was saved",
  "setup_intent.setup_failed": "a card was not saved",
  "test_helpers.test_clock.ready": "time has moved",
  "payment_intent.succeeded": "a payment without an invoice was made",
  "payment_intent.payment_failed": "a payment without an invoice was declined",
  "payment_intent.canceled": "a payment was given up",
  "charge.refunded": "money went back",
  "refund.updated": "a refund moved",
  "refund.failed": "a refund did not reach the card",
  "charge.dispute.created": "a charge is disputed",
  "charge.dispute.updated": "a dispute moved",
  "charge.dispute.closed": "a dispute is decided",
};

/** Whether an event of this type has an effect here. */
export function isHandled(type: string): boolean {
  return Object.hasOwn(HANDLED, type);
}

/** The types that our webhook endpoint asks Stripe for. */
export function handledTypes(): string[] {
  return Object.keys(HANDLED);
}
