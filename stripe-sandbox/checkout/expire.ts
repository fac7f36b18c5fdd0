import type { Account } from "../account";
import { cancelIntent } from "../billing/payment-intents";
import { emit } from "../events/emit";
import type { CheckoutSession } from "../store/wire";
import type { World } from "../world";

/** Ends an open session; a payment that it had begun is cancelled. */
export function expireSession(world: World, account: Account, session: CheckoutSession): CheckoutSession {
  const intent = session.payment_intent ? account.paymentIntents.find(session.payment_intent) : null;
  if (intent && intent.status !== "succeeded" && intent.status !== "canceled") {
    cancelIntent(world, account, intent, "abandoned");
  }
  account.checkoutRecords.update(session.id, { pending: null });
  const expired = account.checkoutSessions.update(session.id, { status: "expired", url: null });
  emit(world, account, "checkout.session.expired", expired);
  return expired;
}
