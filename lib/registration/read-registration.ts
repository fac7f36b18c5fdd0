import type { FoundRegistration } from "@/db/queries/registrations";
import { wallNow } from "@/lib/clock";
import type { RegistrationFailure, RegistrationStateDto } from "@/lib/contracts/registration";
import { database } from "@/lib/database";
import { cardEntry } from "@/lib/stripe/card-entry";
import { findSetupIntent } from "@/lib/stripe/setup-intents";
import { requireRegistration } from "./require-registration";

/** Where a registration stands and what comes next, for its owner: a page goes on from here after a closed tab. */
export async function readRegistration(stateId: string, secret: string): Promise<RegistrationStateDto> {
  const found = await requireRegistration(database(), stateId, secret);
  const { registration, price, plan } = found;
  return {
    state_id: registration.id,
    ...(await nextStep(found)),
    email: registration.email,
    name: registration.name,
    plan: plan.tier,
    interval: price.interval,
    currency: price.currency,
    amount_minor: price.amountMinor,
    mode: registration.withTrial,
    trial_days: registration.withTrial === "trial" ? plan.trialDays : 0,
    failure: registration.failureCode as RegistrationFailure | null,
    expires_at: registration.expiresAt.toISOString(),
  };
}

type Step = Pick<RegistrationStateDto, "state" | "next" | "setup_intent_id" | "client_secret" | "publishable_key">;

async function nextStep({ registration }: FoundRegistration): Promise<Step> {
  const { state, userId, expiresAt, stripeSetupIntentId } = registration;
  const nothing = { setup_intent_id: stripeSetupIntentId, client_secret: null, publishable_key: null };
  if (state === "complete") return { state, next: "sign_in", ...nothing };
  if (state === "expired" || (!userId && expiresAt <= wallNow()))
    return { state: "expired", next: "start_again", ...nothing };
  if (state === "completing") return { state, next: "complete", ...nothing };
  const intent = stripeSetupIntentId ? await findSetupIntent(stripeSetupIntentId) : null;
  if (!intent || intent.status === "canceled") return { state, next: "start_again", ...nothing };
  if (intent.status === "succeeded") return { state, next: "complete", ...nothing };
  const { publishableKey } = cardEntry();
  return { ...nothing, state, next: "enter_card", client_secret: intent.clientSecret, publishable_key: publishableKey };
}
