import type { Executor } from "@/db/client";
import { type FoundRegistration, findRegistration } from "@/db/queries/registrations";
import { AppError } from "@/lib/errors";
import { isId, type RegistrationId } from "@/lib/ids";
import { isRegistrationSecret } from "./registration-secret";

/** The registration, for its owner alone: a wrong secret reads like a registration that does not exist (G21). */
export async function requireRegistration(db: Executor, id: string, secret: string): Promise<FoundRegistration> {
  const found = isId(id) ? await findRegistration(db, id as RegistrationId) : null;
  if (!found || !isRegistrationSecret(secret, found.registration.secretHash)) throw registrationNotFound();
  return found;
}

export function registrationNotFound(): AppError {
  return new AppError("registration_not_found", "There is no such registration. Start again.");
}

export function registrationExpired(): AppError {
  const detail = "The registration has expired, and nothing was charged. Start again.";
  return new AppError("registration_expired", detail);
}
