import type { Database } from "@/db/client";
import { type FoundRegistration, updateRegistration } from "@/db/queries/registrations";
import type { ProvenCard } from "@/lib/card-setups/require-proven-card";
import type { RegistrationFailure } from "@/lib/contracts/registration";
import { AppError } from "@/lib/errors";
import type { TenantId, TrialStartId } from "@/lib/ids";
import { endSubscription } from "@/lib/stripe/end-subscription";
import { findSubscriptionByMetadata, readFirstPayment } from "@/lib/stripe/trials";
import { beginSubscription } from "@/lib/trials/begin-subscription";
import { claimTrial, releaseTrial } from "@/lib/trials/claim-trial";

const MARK = "registration_id";

/** How a registration's plan stands. */
export type PlanOutcome =
  | { kind: "begun" }
  /** The bank asks its customer about the first payment. */
  | { kind: "authenticate"; clientSecret: string }
  /** Nothing runs and nothing is owed: the account is on Free. */
  | { kind: "failed"; failure: RegistrationFailure };

interface BeginPlan {
  found: FoundRegistration;
  tenantId: TenantId;
  stripeCustomerId: string;
  card: ProvenCard;
  /** False when it was asked for too long ago to be begun now. */
  mayBegin: boolean;
}

/** Begins the trial or the paid subscription of a registration, once, and tells how its first payment stands. */
export async function beginPlan(db: Database, input: BeginPlan): Promise<PlanOutcome> {
  const { registration } = input.found;
  if (registration.failureCode) return failed(registration.failureCode as RegistrationFailure);
  const begun = registration.stripeSubscriptionId ?? (await findOrBegin(db, input));
  if (typeof begun !== "string") return begun;
  if (!registration.stripeSubscriptionId)
    await updateRegistration(db, registration.id, { stripeSubscriptionId: begun });
  return readPayment(begun);
}

const failed = (failure: RegistrationFailure): PlanOutcome => ({ kind: "failed", failure });

async function findOrBegin(db: Database, input: BeginPlan): Promise<string | PlanOutcome> {
  const { found, tenantId, stripeCustomerId, card } = input;
  const { registration, price, plan } = found;
  const known = await findSubscriptionByMetadata(stripeCustomerId, MARK, registration.id);
  if (known) return known.stripeSubscriptionId;
  if (!input.mayBegin) return failed("interrupted");
  const isTrial = registration.withTrial === "trial";
  const trialId = trialIdOf(registration.id);
  const { email } = registration;
  const claim = { id: trialId, tenantId, email, cardFingerprint: card.fingerprint, tier: plan.tier };
  if (isTrial && !(await canClaim(db, claim))) return failed("trial_used");
  const result = await beginSubscription(
    {
      idempotencyKey: `tierline-registration-plan-${registration.id}`,
      stripeCustomerId,
      stripePriceId: price.stripePriceId ?? "",
      quantity: 1,
      trialDays: isTrial ? plan.trialDays : null,
    },
    { key: MARK, value: registration.id },
    { tenant_id: tenantId },
  );
  if (result.kind === "begun") return result.stripeSubscriptionId;
  if (isTrial) await releaseTrial(db, trialId);
  return failed("plan_unavailable");
}

/** A registration's trial is entered under the registration's own id, which nothing else has. */
const trialIdOf = (id: string) => id as TrialStartId;

async function canClaim(db: Database, claim: Parameters<typeof claimTrial>[1]): Promise<boolean> {
  try {
    await claimTrial(db, claim);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "trial_used") return false;
    throw error;
  }
}

async function readPayment(stripeSubscriptionId: string): Promise<PlanOutcome> {
  const payment = await readFirstPayment(stripeSubscriptionId);
  switch (payment.kind) {
    case "paid":
    case "nothing_due":
      return { kind: "begun" };
    case "requires_action":
      return { kind: "authenticate", clientSecret: payment.clientSecret };
    case "declined":
      // Left open it could still be paid from a forgotten page; whoever tries again starts a new one.
      await endSubscription(stripeSubscriptionId, "The first payment was declined");
      return failed("payment_declined");
    case "over":
      return failed("payment_declined");
  }
}
