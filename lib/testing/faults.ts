import { env } from "@/lib/env";

interface Fault {
  /** Requests whose path begins so. */
  path: string;
  method?: "GET" | "POST" | "DELETE";
  status: number;
  times: number;
}

/** Makes the next requests to the local Stripe fail, as an outage would; answers how to end it. */
export async function failStripe(fault: Fault): Promise<() => Promise<void>> {
  const address = `${env().STRIPE_API_BASE}/_sandbox/faults`;
  const headers = { authorization: `Bearer ${env().STRIPE_SECRET_KEY}`, "content-type": "application/json" };
  await fetch(address, { method: "POST", headers, body: JSON.stringify(fault) });
  return async () => {
    await fetch(address, { method: "DELETE", headers });
  };
}
