/** The constraint that a failed statement violated, or null when it failed for another reason. */
export function violatedConstraint(error: unknown): string | null {
  // Drizzle wraps the driver's error; the driver's own fields stand on the cause.
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause !== "object" || cause === null) return null;
  const { code, constraint_name: name } = cause as { code?: unknown; constraint_name?: unknown };
  const isViolation = typeof code === "string" && code.startsWith("23");
  return isViolation && typeof name === "string" ? name : null;
}
