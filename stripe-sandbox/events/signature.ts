import { createHmac } from "node:crypto";

/** The `Stripe-Signature` header of a payload, signed with every given secret (several while one is being rolled). */
export function signatureHeader(payload: string, secrets: readonly string[], atSeconds: number): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac("sha256", secret).update(`${atSeconds}.${payload}`).digest("hex")}`,
  );
  return [`t=${atSeconds}`, ...signed].join(",");
}
