// The calls of the API that window.Stripe makes with a publishable key. One part of `/stripe.js`.
export const origin = new URL(document.currentScript.src).origin;

/** What a caller gets that asks for more than is imitated. */
export const notThere = (what) =>
  new Error(`stripe-sandbox: window.Stripe has no ${what}; see stripe-sandbox/pages/README.md`);

/** Nested parameters in the API's form encoding: `a[b]=c`. */
function encode(params, prefix, form = new URLSearchParams()) {
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue;
    const name = prefix ? `${prefix}[${key}]` : key;
    if (typeof value === "object") encode(value, name, form);
    else form.append(name, String(value));
  }
  return form;
}

export async function call(publishableKey, method, path, params) {
  const form = encode(params);
  const query = method === "GET" ? `?${form}` : "";
  try {
    const response = await fetch(`${origin}${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${publishableKey}` },
      ...(method === "GET" ? {} : { body: form }),
    });
    return await response.json();
  } catch {
    return {
      error: { type: "api_connection_error", message: "We could not reach the payment provider. Please try again." },
    };
  }
}

/** What kind of intent a client secret belongs to, and how its results are named. */
export function intentOf(clientSecret) {
  const id = /^((pi|seti)_\w+)_secret_/.exec(clientSecret ?? "")?.[1];
  if (!id) throw new Error(`Invalid value for clientSecret: ${clientSecret}`);
  return id.startsWith("pi_")
    ? {
        id,
        path: `/v1/payment_intents/${id}`,
        result: "paymentIntent",
        lastError: "last_payment_error",
        wire: "payment_intent",
      }
    : {
        id,
        path: `/v1/setup_intents/${id}`,
        result: "setupIntent",
        lastError: "last_setup_error",
        wire: "setup_intent",
      };
}
