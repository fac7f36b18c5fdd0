import type { SignedIn } from "@/lib/auth/session";
import { bindCustomer } from "@/lib/checkout/bind-customer";
import type { CardSetupDto } from "@/lib/contracts/cards";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { requireVerified } from "@/lib/tenants/require-verified";
import { openCardSetup } from "./open-card-setup";

/** Begins to replace the card that is charged; the workspace gets its customer at Stripe if it has none yet. */
export async function openCardChange(tenantId: TenantId, actor: SignedIn): Promise<CardSetupDto> {
  requireVerified(actor, "Open the link in the mail that we sent you, then come back to save a card.");
  const db = database();
  const { stripeCustomerId } = await bindCustomer(db, tenantId, actor.user);
  return openCardSetup(db, { tenantId, actor, stripeCustomerId, purpose: "payment_method" });
}
