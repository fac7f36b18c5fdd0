import { hash } from "@node-rs/argon2";

// OWASP's minimum for Argon2id (the package's default kind): 19 MiB, two passes, one lane.
export const ARGON2_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The Argon2id hash of a password in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), ARGON2_COST);
}
