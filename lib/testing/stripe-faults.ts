import { env } from "@/lib/env";

interface Fault {
  method: "GET" | "POST" | "DELETE";
  path: string;
  /** 400 is a refusal, 429 and 500 are outages; 429 is not retried by the SDK. */
  status: number;
  times: number;
}

/** Lets the local Stripe answer the next requests to a path with an error. */
export async function failNextRequests(fault: Fault): Promise<void> {
  const response = await fetch(`${env().STRIPE_API_BASE}/_sandbox/faults`, {
    method: "POST",
    headers: { authorization: `Bearer ${env().STRIPE_SECRET_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`the local Stripe refused the fault: ${await response.text()}`);
}
