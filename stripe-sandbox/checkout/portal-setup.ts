import type { Account } from "../account";
import { setCustomerDefault } from "../billing/payment-methods";
import type { SetupIntent } from "../store/wire";
import type { World } from "../world";

/** A card set up in the portal becomes the customer's default; a subscription's own card stays as it is. */
export function completePortalSetup(world: World, account: Account, portalId: string, intent: SetupIntent): void {
  const session = account.portalSessions.find(portalId);
  const customer = session ? account.customers.find(session.customer) : null;
  if (customer && intent.payment_method) setCustomerDefault(world, account, customer, intent.payment_method);
}
