import type { Account } from "../account";
import { detachPaymentMethod } from "../billing/payment-methods";
import { hasEnded } from "../billing/subscription-status";
import { emitUpdate } from "../events/emit";
import type { Customer, PortalConfiguration } from "../store/wire";
import { transact } from "../transact";
import type { World } from "../world";
import { findPortal, gone, portalDone } from "./portal-session";
import type { PortalOutcome, PortalView, PostalAddress } from "./views";

/** What a customer changes of his billing information; what is left out stays. */
export type CustomerChange = { name?: string; email?: string; address?: PostalAddress };

const OFFERED = ["address", "email", "name"] as const;

/** What the portal's configuration lets the customer change of himself. */
export function allowedUpdates({ features }: PortalConfiguration): PortalView["customerUpdates"] {
  const { enabled, allowed_updates: allowed } = features.customer_update;
  return enabled ? OFFERED.filter((name) => allowed.includes(name)) : [];
}

/** Changes the customer's billing information as far as the configuration allows it. */
export function portalUpdateCustomer(world: World, bpsId: string, wanted: CustomerChange): PortalOutcome {
  const found = findPortal(world, bpsId);
  if (!found) return gone();
  const { account, session, configuration } = found;
  const allowed = new Set<string>(allowedUpdates(configuration));
  const patch: Partial<Customer> = {};
  if (wanted.email !== undefined && allowed.has("email")) {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(wanted.email)) {
      return { kind: "invalid", field: "email", message: "Your email is invalid." };
    }
    patch.email = wanted.email;
  }
  if (wanted.name !== undefined && allowed.has("name")) patch.name = wanted.name || null;
  if (wanted.address !== undefined && allowed.has("address")) patch.address = wanted.address;
  transact(world, account, null, () => {
    const before = account.customers.get(session.customer);
    emitUpdate(world, account, "customer.updated", before, account.customers.update(before.id, patch));
  });
  return portalDone(world, session);
}

/** The saved cards that pay no running subscription; without one, all of them. */
export function removableCards(account: Account, customer: Customer): string[] {
  const running = account.subscriptions.of(customer.id).filter((row) => !hasEnded(row));
  const used = new Set([
    ...(running.length > 0 ? [customer.invoice_settings.default_payment_method] : []),
    ...running.map((row) => row.default_payment_method),
  ]);
  return account.paymentMethods.of(customer.id).flatMap(({ id }) => (used.has(id) ? [] : [id]));
}

/** Takes a saved card off the customer; one that pays a running subscription stays. */
export function portalRemoveCard(world: World, bpsId: string, paymentMethodId: string): PortalOutcome {
  const found = findPortal(world, bpsId);
  if (!found) return gone();
  const { account, session, configuration } = found;
  const method = account.paymentMethods.find(paymentMethodId);
  const isAllowed = configuration.features.payment_method_update.enabled;
  const removable = isAllowed ? removableCards(account, account.customers.get(session.customer)) : [];
  if (!method || !removable.includes(method.id)) {
    return { kind: "invalid", field: "payment_method", message: "This card cannot be removed." };
  }
  transact(world, account, null, () => detachPaymentMethod(world, account, method));
  return portalDone(world, session);
}
