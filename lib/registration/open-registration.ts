import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { updateRegistration } from "@/db/queries/registrations";
import { users } from "@/db/schema/identity";
import { registrations } from "@/db/schema/registrations";
import { addMs, DAY_MS, wallNow } from "@/lib/clock";
import type { RegistrationSetupDto } from "@/lib/contracts/registration";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { newId, type RegistrationId } from "@/lib/ids";
import type { Interval } from "@/lib/plans/catalogue";
import { requireOffer } from "@/lib/plans/require-offer";
import { cardEntry } from "@/lib/stripe/card-entry";
import { createRegistrationCustomer } from "@/lib/stripe/registration-customers";
import { openSetupIntent } from "@/lib/stripe/setup-intents";
import { requireTrialUnused } from "@/lib/trials/claim-trial";
import { trialDays } from "@/lib/trials/trial-days";
import { newRegistrationSecret } from "./registration-secret";

interface OpenRegistration {
  email: string;
  name: string | undefined;
  plan: string;
  interval: Interval;
  currency: string;
  /** Whether it begins with the plan's free trial or is paid at once. */
  mode: "trial" | "paid";
  locale: string | undefined;
}

/**
 * Begins a registration with a card: a row, a customer and a SetupIntent, and no account yet. It holds for a day; what
 * nobody finishes is cleared away. Throws `email_taken` and `trial_used` before any card is asked for.
 */
export async function openRegistration(input: OpenRegistration): Promise<RegistrationSetupDto> {
  const { email, mode } = input;
  const db = database();
  const { publishableKey } = cardEntry();
  await requireFreeAddress(db, email);
  const { plan, price } = await requireOffer(db, input.plan, input.interval, input.currency);
  if (mode === "trial") {
    trialDays(plan, undefined);
    await requireTrialUnused(db, { email });
  }
  const id = newId<RegistrationId>();
  const { secret, secretHash } = newRegistrationSecret();
  const now = wallNow();
  const expiresAt = addMs(now, DAY_MS);
  const name = input.name ?? null;
  // Written before Stripe is asked: whatever is made there is found again by this id, and cleared away.
  await db.insert(registrations).values({
    id,
    secretHash,
    email,
    name,
    locale: input.locale ?? DEFAULT_LOCALE,
    priceId: price.id,
    withTrial: mode,
    createdAt: now,
    expiresAt,
  });
  const stripeCustomerId = await createRegistrationCustomer({ registrationId: id, email, name });
  await updateRegistration(db, id, { stripeCustomerId });
  const intent = await openSetupIntent({
    idempotencyKey: `tierline-registration-card-${id}`,
    stripeCustomerId,
    metadata: { registration_id: id },
  });
  await updateRegistration(db, id, { stripeSetupIntentId: intent.stripeSetupIntentId });
  return {
    state_id: id,
    secret,
    setup_intent_id: intent.stripeSetupIntentId,
    client_secret: intent.clientSecret,
    publishable_key: publishableKey,
    expires_at: expiresAt.toISOString(),
  };
}

// The same words as at sign-up; who asks about too many addresses is stopped by the route's limits.
async function requireFreeAddress(db: Database, email: string): Promise<void> {
  const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (known)
    throw new AppError("email_taken", "There is an account with this address. Sign in, or reset your password.");
}
