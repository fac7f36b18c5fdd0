import Stripe from "stripe";
import { POST as webhookRoute } from "@/app/api/webhooks/stripe/route";
import { env } from "@/lib/env";
import { stripe } from "@/lib/stripe/client";

/** Every event that Stripe has made about a customer, the oldest first. */
export async function eventsOf(stripeCustomerId: string): Promise<Stripe.Event[]> {
  const all = await stripe().events.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return all.filter((event) => JSON.stringify(event.data.object).includes(stripeCustomerId)).reverse();
}

interface Delivery {
  secret?: string;
  /** Unix seconds; now unless told otherwise. */
  timestamp?: number;
  /** Sent instead of the signed body. */
  tamperedBody?: string;
}

/** Delivers a body to our webhook the way Stripe does and answers our response. */
export async function deliver(payload: string, delivery: Delivery = {}): Promise<Response> {
  const secret = delivery.secret ?? env().STRIPE_WEBHOOK_SECRET;
  const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: delivery.timestamp });
  const request = new Request(`${env().APP_URL}/api/webhooks/stripe`, {
    method: "POST",
    headers: { "stripe-signature": header, "content-type": "application/json; charset=utf-8" },
    body: delivery.tamperedBody ?? payload,
  });
  return webhookRoute(request, { params: Promise.resolve({}) });
}
