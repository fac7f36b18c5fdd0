import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type FoundRegistration, moveRegistration } from "@/db/queries/registrations";
import { users } from "@/db/schema/identity";
import { hashPassword } from "@/lib/auth/hash-password";
import { type Device, openSession } from "@/lib/auth/open-session";
import { requireStrongPassword } from "@/lib/auth/require-strong-password";
import { verifyPassword } from "@/lib/auth/verify-password";
import { requireProvenCard } from "@/lib/card-setups/require-proven-card";
import { wallNow } from "@/lib/clock";
import type { RegistrationResultDto } from "@/lib/contracts/registration";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { SessionId, UserId } from "@/lib/ids";
import { requireTrialUnused } from "@/lib/trials/claim-trial";
import { type ContinuedRegistration, continueRegistration } from "./continue-registration";
import { registrationExpired, registrationNotFound, requireRegistration } from "./require-registration";

interface CompleteRegistration {
  stateId: string;
  secret: string;
  setupIntentId: string;
  /** May be left out when going on after an interruption. */
  user: { name: string; password: string; email: string | undefined } | undefined;
  device: Device;
}

export interface CompletedRegistration {
  result: RegistrationResultDto;
  /** A new session, when the password given is the account's. */
  sessionId: SessionId | null;
}

/**
 * Makes the account and its plan once the card is proven: exactly once, however often and from wherever it is called,
 * and on from where an earlier call stopped. Throws `registration_expired`, `card_not_ready`, `trial_used`, `email_taken`.
 */
export async function completeRegistration(input: CompleteRegistration): Promise<CompletedRegistration> {
  const db = database();
  const found = await requireRegistration(db, input.stateId, input.secret);
  const { registration } = found;
  if (registration.stripeSetupIntentId !== input.setupIntentId) throw registrationNotFound();
  requireAlive(found);
  if (!registration.userId) await claimCompletion(db, found, input.user);
  const continued = await goOn(db, found);
  const sessionId = input.user ? await signInAs(db, continued.userId, input.user.password, input.device) : null;
  return { result: toDto(continued, sessionId !== null), sessionId };
}

function requireAlive({ registration: { state, userId, expiresAt } }: FoundRegistration): void {
  if (state === "expired" || (!userId && expiresAt <= wallNow())) throw registrationExpired();
}

/** Enters who the account is for. Until the account exists the newest entry counts: it is what the person remembers. */
async function claimCompletion(
  db: Database,
  { registration }: FoundRegistration,
  user: CompleteRegistration["user"],
): Promise<void> {
  const { id, email, stripeCustomerId, stripeSetupIntentId } = registration;
  if (!user) {
    if (registration.state === "completing") return;
    throw new AppError("invalid_request", "Give your name and a password.", {
      errors: [{ path: "user_data", message: "is missing" }],
    });
  }
  if (user.email && user.email.toLowerCase() !== email.toLowerCase())
    throw new AppError("invalid_request", "The registration is for another address. Start again to change it.", {
      errors: [{ path: "user_data.email", message: "differs from the registration's" }],
    });
  requireStrongPassword(user.password, email, "user_data.password");
  const card = await requireProvenCard(stripeSetupIntentId ?? "", stripeCustomerId ?? "");
  // Said while another card, or paying at once, can still be chosen; the claim itself decides later.
  if (registration.withTrial === "trial") await requireTrialUnused(db, { email, cardFingerprint: card.fingerprint });
  const entry = { name: user.name, passwordHash: await hashPassword(user.password), state: "completing" } as const;
  await moveRegistration(db, id, { states: ["setup", "completing"], withoutAccount: true }, entry);
}

async function goOn(db: Database, { registration }: FoundRegistration): Promise<ContinuedRegistration> {
  const { state, userId, tenantId, failureCode } = registration;
  if (state !== "complete" || !userId || !tenantId) return continueRegistration(db, registration.id);
  const failure = failureCode as RegistrationResultDto["failure"];
  return { userId, tenantId, plan: failure ? { kind: "failed", failure } : { kind: "begun" } };
}

// The registration's secret opens no account: only its password does, also in the very first answer.
async function signInAs(db: Database, userId: UserId, password: string, device: Device): Promise<SessionId | null> {
  const [user] = await db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  const matches = await verifyPassword(password, user?.passwordHash ?? null);
  return matches ? openSession(db, userId, device) : null;
}

function toDto({ tenantId, plan }: ContinuedRegistration, isSignedIn: boolean): RegistrationResultDto {
  return {
    state: plan.kind === "authenticate" ? "completing" : "complete",
    next: plan.kind === "authenticate" ? "authenticate" : "done",
    client_secret: plan.kind === "authenticate" ? plan.clientSecret : null,
    failure: plan.kind === "failed" ? plan.failure : null,
    tenant_id: tenantId,
    signed_in: isSignedIn,
  };
}
