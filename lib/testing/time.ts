import { env } from "@/lib/env";

async function control(call: string, body: object): Promise<void> {
  const response = await fetch(`${env().STRIPE_API_BASE}/_sandbox/${call}`, {
    method: "POST",
    headers: { authorization: `Bearer ${env().STRIPE_SECRET_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the local Stripe refused ${call}: ${await response.text()}`);
}

/** Moves a customer's time at the local Stripe: so many days further, or to that moment. */
export async function advance(stripeCustomerId: string, by: { days: number } | { to: Date }): Promise<void> {
  const to = "days" in by ? { days: by.days } : { to: Math.floor(by.to.getTime() / 1000) };
  await control("advance", { customer: stripeCustomerId, ...to });
}

/** Changes what a real account keeps in its dashboard: retries, what follows the last one, … */
export async function setSandbox(settings: Record<string, string | number | boolean | number[]>): Promise<void> {
  await control("settings", settings);
}
