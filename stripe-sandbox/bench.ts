import { Agent, request } from "node:http";
import { startSandbox } from "./server";

/**
 * Measures the sandbox on this machine: `npx tsx stripe-sandbox/bench.ts`. The load comes from the same process, so
 * that the rates are lower bounds.
 */
const CUSTOMERS = Number(process.env.CUSTOMERS ?? 10_000);
const CALLS = 10_000;
const PARALLEL = 32;

const startedAt = performance.now();
const sandbox = await startSandbox({ port: 0 });
const startMs = performance.now() - startedAt;
const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });
const target = new URL(sandbox.url);

function call(method: string, path: string, params: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const body = new URLSearchParams(params).toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: target.hostname,
        port: target.port,
        method,
        path,
        agent,
        headers: {
          authorization: "Bearer sk_test_bench",
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(parts).toString())));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

async function times(count: number, act: (index: number) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return count / ((performance.now() - from) / 1000);
}

const product = await call("POST", "/v1/products", { name: "Pro" });
const price = await call("POST", "/v1/prices", {
  product: String(product.id),
  currency: "usd",
  unit_amount: "1000",
  "recurring[interval]": "month",
});
const customer = await call("POST", "/v1/customers", { email: "a@b.co" });
const posts = await times(CALLS, (index) =>
  call("POST", `/v1/customers/${String(customer.id)}`, { "metadata[turn]": String(index) }),
);
const gets = await times(CALLS, () => call("GET", `/v1/customers/${String(customer.id)}`));
const subscribes = await times(CUSTOMERS, async () => {
  const made = await call("POST", "/v1/customers", { email: "a@b.co", payment_method: "pm_card_visa" });
  const methods = await call("GET", `/v1/payment_methods?customer=${String(made.id)}`);
  const [method] = Array.isArray(methods.data) ? methods.data : [];
  await call("POST", "/v1/subscriptions", {
    customer: String(made.id),
    "items[0][price]": String(price.id),
    default_payment_method: String(method?.id),
  });
});
global.gc?.();
const memory = process.memoryUsage();
process.stdout.write(
  `${JSON.stringify({
    start_ms: Math.round(startMs),
    posts_per_s: Math.round(posts),
    gets_per_s: Math.round(gets),
    customers: CUSTOMERS,
    customers_subscribed_per_s: Math.round(subscribes),
    rss_mb: Math.round(memory.rss / 1e6),
    heap_mb: Math.round(memory.heapUsed / 1e6),
  })}\n`,
);
agent.destroy();
await sandbox.close();
