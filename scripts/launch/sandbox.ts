import path from "node:path";
import { handledTypes } from "../../lib/sync/handled-events";
import { type Child, startChild } from "./child";
import { ROOT } from "./paths";
import { isPortFree, preferPort } from "./ports";
import type { Settings } from "./profile";
import type { LocalSecrets } from "./secrets";
import { ensureWebhookEndpoint } from "./webhook-endpoint";

const DEFAULT_PORT = 4242;
const WEBHOOK_PATH = "/api/webhooks/stripe";

/** The running local Stripe and what the app needs to use it. */
export interface RunningSandbox {
  readonly url: string;
  readonly settings: Settings;
}

async function choosePort(wished: string | undefined): Promise<number> {
  if (!wished) return preferPort(DEFAULT_PORT);
  if (await isPortFree(Number(wished))) return Number(wished);
  throw new Error(`SANDBOX_PORT ${wished} is taken by another program. Choose another, e.g. SANDBOX_PORT=4343.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    // Without a key Stripe answers 401; any answer at all says that it serves.
    await fetch(`${url}/v1/webhook_endpoints`, { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  }
}

/**
 * What a real account keeps in its dashboard: our name on the hosted pages, and that a subscription stays past due after
 * the last retry, since our own policy decides when it ends (G14).
 */
async function setUpAccount(url: string, secretKey: string): Promise<void> {
  const headers = { authorization: `Bearer ${secretKey}`, "content-type": "application/json" };
  const answer = await fetch(`${url}/_sandbox/settings`, {
    method: "POST",
    headers,
    body: JSON.stringify({ business_name: "Tierline", after_last_retry: "past_due" }),
  });
  if (!answer.ok) throw new Error(`The local Stripe answered ${answer.status} to its settings.`);
}

/**
 * Starts the local Stripe with its kept state and subscribes the app to its events. The child is handed over at
 * once, so that it is stopped also when the rest of this fails.
 */
export async function startSandbox(
  options: { dataDir: string; appUrl: string; secrets: LocalSecrets; onLine: (line: string) => void },
  handOver: (child: Child) => void,
): Promise<RunningSandbox> {
  const { dataDir, appUrl, secrets } = options;
  const port = await choosePort(process.env.SANDBOX_PORT);
  const url = `http://localhost:${port}`;
  const child = startChild({
    name: "stripe",
    args: ["--import", "tsx", path.join(ROOT, "stripe-sandbox/main.ts")],
    env: {
      ...process.env,
      SANDBOX_PORT: String(port),
      SANDBOX_PUBLIC_URL: url,
      SANDBOX_DATA: path.join(dataDir, "stripe-sandbox.data"),
    },
    dataDir,
    onLine: options.onLine,
    isReady: () => answers(url),
  });
  handOver(child);
  await child.ready;
  const secretKey = `sk_test_${secrets.stripeAccount}`;
  await setUpAccount(url, secretKey);
  const webhookSecret = await ensureWebhookEndpoint(
    { apiBase: url, secretKey },
    { url: `${appUrl}${WEBHOOK_PATH}`, events: handledTypes() },
    dataDir,
    secrets,
  );
  return {
    url,
    settings: {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_PUBLISHABLE_KEY: `pk_test_${secrets.stripeAccount}`,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: url,
    },
  };
}
