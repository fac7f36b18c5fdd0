import http from "node:http";
import https from "node:https";
import Stripe from "stripe";
import { env, STRIPE_API_VERSION } from "@/lib/env";
import { AppError } from "@/lib/errors";

// A burst of work must queue on a few connections instead of opening hundreds.
const MAX_SOCKETS = 16;
const TIMEOUT_MS = 20_000;

let client: { key: string; stripe: Stripe } | undefined;

function hostOptions(base: string | undefined) {
  if (!base) return { httpAgent: new https.Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }) };
  const { hostname, port, protocol } = new URL(base);
  const secure = protocol === "https:";
  return {
    host: hostname,
    port: Number(port) || (secure ? 443 : 80),
    protocol: secure ? ("https" as const) : ("http" as const),
    httpAgent: new (secure ? https : http).Agent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
  };
}

/** The SDK at the pinned API version, on real Stripe or on the sandbox. */
export function stripe(): Stripe {
  const { STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base } = env();
  if (client?.key === key) return client.stripe;
  const made = new Stripe(key, {
    apiVersion: STRIPE_API_VERSION,
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
    ...hostOptions(base),
  });
  client = { key, stripe: made };
  return made;
}

/** Whether the failure is Stripe's or the network's and may pass by itself (as opposed to a wrong request). */
export function isStripeOutage(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    error instanceof Stripe.errors.StripeAPIError
  );
}

/** Runs a call and turns an outage into the refusal that a person can act on; all else propagates. */
export async function askStripe<T>(call: (sdk: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe());
  } catch (cause) {
    if (!isStripeOutage(cause)) throw cause;
    const detail = "The payment service can't be reached right now. Nothing was changed; try again in a minute.";
    throw new AppError("billing_unavailable", detail, { retryAfterSeconds: 10, cause });
  }
}

/** Whether Stripe says that there is no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
}

// `askStripe` wraps an outage; what Stripe said stands behind it.
const behind = (error: unknown) => (error instanceof AppError ? error.extras.cause : error);

/** Whether Stripe refuses the request itself, which no retry will change. */
export function isRefusal(error: unknown): boolean {
  return behind(error) instanceof Stripe.errors.StripeInvalidRequestError;
}

// Another request with the key is under way, or the call was turned away at the door: nothing was decided.
const UNDECIDED = new Set([409, 429]);

/** Whether Stripe gave an answer, be it a failure, that it will repeat for the same idempotency key. */
export function hasAnswered(error: unknown): boolean {
  const cause = behind(error);
  if (!(cause instanceof Stripe.errors.StripeError)) return false;
  return cause.statusCode !== undefined && !UNDECIDED.has(cause.statusCode);
}
