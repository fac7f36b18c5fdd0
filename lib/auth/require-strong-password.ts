import { AppError } from "@/lib/errors";
import { findPasswordWeakness, PASSWORD_MIN_LENGTH, type PasswordWeakness } from "./password-strength";

const REASONS: Record<PasswordWeakness, string> = {
  too_short: `Use at least ${PASSWORD_MIN_LENGTH} characters.`,
  contains_email: "Do not use your e-mail address in the password.",
  common: "This password is on the lists that attackers try first. Choose another.",
};

/** Refuses a password that is too easy to guess, naming the field that holds it. */
export function requireStrongPassword(password: string, email: string, field: string): void {
  const weakness = findPasswordWeakness(password, email);
  if (!weakness) return;
  throw new AppError("weak_password", REASONS[weakness], { errors: [{ path: field, message: weakness }] });
}
