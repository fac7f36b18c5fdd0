import type { Database } from "@/db/client";
import { findBillingAccount, listSubscriptions } from "@/db/queries/billing";
import { findCardSetup, moveCardSetup } from "@/db/queries/card-setups";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import type { CardChangeDto } from "@/lib/contracts/cards";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { chargeCard, findCard } from "@/lib/stripe/payment-methods";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";
import { hasEnded } from "@/lib/sync/choose-current";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { payWhatIsOwed } from "./pay-what-is-owed";
import { cardEntryExpired, cardSetupNotFound, requireProvenCard } from "./require-proven-card";

interface ChangePaymentMethod {
  tenantId: TenantId;
  actor: SignedIn;
  /** The saved card: by the SetupIntent that saved it here, or by its id among the customer's own. */
  card: { setupIntentId: string } | { paymentMethodId: string };
  requestId: string;
}

/**
 * Makes a card the one that is charged, and pays with it at once what is overdue. Repeating it changes nothing. Throws
 * `card_setup_not_found` for a card that is not this tenant's (G21, G22).
 */
export async function changePaymentMethod(input: ChangePaymentMethod): Promise<CardChangeDto> {
  const { tenantId, actor, requestId } = input;
  const db = database();
  const account = await findBillingAccount(db, tenantId);
  if (!account?.stripeCustomerId) throw cardSetupNotFound();
  const chosen = await chooseCard(db, tenantId, account.stripeCustomerId, input.card);
  const open = (await listSubscriptions(db, tenantId)).filter((row) => !hasEnded(row));
  await chargeCard(
    account.stripeCustomerId,
    chosen.paymentMethodId,
    open.map((row) => row.stripeSubscriptionId),
  );
  await syncTenantBilling(tenantId, "card-changed");
  await db.transaction(async (tx) => {
    if (
      chosen.setupId &&
      !(await moveCardSetup(tx, chosen.setupId, ["open"], { state: "complete", endedAt: wallNow() }))
    )
      return;
    const detail = { payment_method_id: chosen.paymentMethodId };
    await recordAudit(tx, { tenantId, actor, action: "payment_method.change", detail, requestId });
  });
  const payment = await payWhatIsOwed(db, tenantId);
  return { ...payment, billing: await readBillingState(db, tenantId) };
}

async function chooseCard(
  db: Database,
  tenantId: TenantId,
  stripeCustomerId: string,
  named: ChangePaymentMethod["card"],
) {
  if ("paymentMethodId" in named) {
    const card = await findCard(named.paymentMethodId);
    if (card?.stripeCustomerId !== stripeCustomerId) throw cardSetupNotFound();
    return { setupId: null, paymentMethodId: card.stripePaymentMethodId };
  }
  const setup = await findCardSetup(db, tenantId, "payment_method", named.setupIntentId);
  if (!setup) throw cardSetupNotFound();
  if (setup.state === "expired") throw cardEntryExpired();
  const card = await requireProvenCard(named.setupIntentId, stripeCustomerId);
  return { setupId: setup.id, paymentMethodId: card.stripePaymentMethodId };
}
