import type { Database } from "@/db/client";
import { type FoundRegistration, findRegistration, moveRegistration } from "@/db/queries/registrations";
import { requireProvenCard } from "@/lib/card-setups/require-proven-card";
import { wallNow } from "@/lib/clock";
import type { RegistrationId } from "@/lib/ids";
import { chargeCard } from "@/lib/stripe/payment-methods";
import { nameRegistrationCustomer } from "@/lib/stripe/registration-customers";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { beginPlan, type PlanOutcome } from "./begin-plan";
import { type MadeAccount, makeAccount } from "./make-account";
import { registrationNotFound } from "./require-registration";

export interface ContinuedRegistration extends MadeAccount {
  plan: PlanOutcome;
}

/**
 * Goes on with a registration whose card is proven, from wherever it stands: account, trial or subscription, sync, end.
 * Each step finds what an earlier try has made, so that calling it again after a crash at any point finishes it.
 */
export async function continueRegistration(db: Database, id: RegistrationId): Promise<ContinuedRegistration> {
  const found = await findRegistration(db, id);
  const { stripeCustomerId, stripeSetupIntentId } = found?.registration ?? {};
  if (!found || !stripeCustomerId || !stripeSetupIntentId) throw registrationNotFound();
  const card = await requireProvenCard(stripeSetupIntentId, stripeCustomerId);
  const account = await makeAccount(db, id);
  const { tenantId } = account;
  if (!found.registration.stripeSubscriptionId) {
    await nameRegistrationCustomer(stripeCustomerId, { tenantId, name: found.registration.name ?? "" });
    await chargeCard(stripeCustomerId, card.stripePaymentMethodId, []);
  }
  const mayBegin = found.registration.expiresAt > wallNow();
  const plan = await beginPlan(db, { found, tenantId, stripeCustomerId, card, mayBegin });
  await syncTenantBilling(tenantId, "registration");
  await finish(db, found, plan);
  return { ...account, plan };
}

async function finish(db: Database, { registration }: FoundRegistration, plan: PlanOutcome): Promise<void> {
  if (plan.kind === "authenticate") return;
  const failureCode = plan.kind === "failed" ? plan.failure : null;
  await moveRegistration(
    db,
    registration.id,
    { states: ["completing"] },
    { state: "complete", failureCode, completedAt: wallNow(), passwordHash: null },
  );
}
