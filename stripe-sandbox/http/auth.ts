import type { KeyKind } from "./endpoint";
import { StripeError } from "./errors";

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

/** The account suffix and kind of the key in an Authorization header (Bearer or Basic) or a `key` parameter. */
export function readKey(header: string | undefined, parameter: string | null): { suffix: string; kind: KeyKind } {
  const key = keyOf(header) ?? parameter;
  if (!key) throw unauthorized(NO_KEY);
  const match = /^(sk|rk|pk)_test_(.+)$/.exec(key);
  if (!match?.[1] || !match[2]) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  return { suffix: match[2], kind: match[1] === "pk" ? "publishable" : "secret" };
}

function keyOf(header: string | undefined): string | null {
  if (!header) return null;
  if (header.startsWith("Bearer ")) return header.slice(7).trim();
  if (!header.startsWith("Basic ")) return null;
  const [user] = Buffer.from(header.slice(6), "base64").toString("utf8").split(":");
  return user ?? null;
}

function masked(key: string): string {
  if (key.length <= 12) return `${key.slice(0, 3)}${"*".repeat(Math.max(0, key.length - 3))}`;
  return `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;
}

function unauthorized(message: string): StripeError {
  return new StripeError({ status: 401, type: "invalid_request_error", message }, { isValidation: true });
}
