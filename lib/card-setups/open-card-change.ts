import { findBillingAccount } from "@/db/queries/billing";
import type { SignedIn } from "@/lib/auth/session";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import type { CardSetupDto } from "@/lib/contracts/cards";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { requireVerified } from "@/lib/tenants/require-verified";
import { openCardSetup } from "./open-card-setup";

/** Begins to replace the card that is charged; the workspace gets its customer at Stripe if it has none yet. */
export async function openCardChange(tenantId: TenantId, actor: SignedIn): Promise<CardSetupDto> {
  const db = database();
  const account = await findBillingAccount(db, tenantId);
  // Whoever is a customer already, by registering with a card, must never be kept from paying.
  if (!account?.stripeCustomerId)
    requireVerified(actor, "Open the link in the mail that we sent you, then come back to save a card.");
  const { stripeCustomerId } = await bindCustomer(db, tenantId, actor.user);
  return openCardSetup(db, { tenantId, actor, stripeCustomerId, purpose: "payment_method" });
}
