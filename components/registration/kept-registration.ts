import type { RegistrationKey } from "@/lib/api-client/registration";

const NAME = "tierline-registration";

/** Keeps what leads back to a registration after a closed tab: its id and secret, never a password. */
export function keepRegistration(key: RegistrationKey): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(key));
  } catch {
    // Storage may be closed to the page (private modes); then a closed tab means starting again.
  }
}

/** What was kept, or null; anything that is not ours counts as nothing. */
export function keptRegistration(): RegistrationKey | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return isKey(value) ? { stateId: value.stateId, secret: value.secret } : null;
  } catch {
    return null;
  }
}

/** Forgets it: it is finished, or its person starts again. */
export function forgetRegistration(): void {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept either.
  }
}

function isKey(value: unknown): value is RegistrationKey {
  if (typeof value !== "object" || value === null) return false;
  return (
    "stateId" in value && typeof value.stateId === "string" && "secret" in value && typeof value.secret === "string"
  );
}
