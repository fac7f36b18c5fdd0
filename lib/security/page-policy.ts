import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env, isLocalProfile } from "@/lib/env";
import { logger } from "@/lib/logger";
import { cardEntrySources } from "@/lib/stripe/card-entry";
import { contentSecurityPolicy, type ScriptTrust } from "./content-security-policy";
import { SCRIPT_HASHES_FILE, type ScriptHashes } from "./inline-scripts";
import { pageHeaders } from "./response-headers";

const STRIPE_PAGES = ["https://checkout.stripe.com", "https://billing.stripe.com"];

let cached: ScriptHashes | undefined;

function readHashes(): ScriptHashes {
  const file = join(/* turbopackIgnore: true */ process.cwd(), SCRIPT_HASHES_FILE);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  // Prerendered pages then keep their text and links but lose their scripts: broken in sight, never weak in silence.
  if (env().NODE_ENV === "production")
    logger().error(
      { file },
      "No script hashes beside the server: `npm run build` writes them, a bare `next build` does not",
    );
  return {};
}

function trustFor(path: string, nonce: string): ScriptTrust {
  cached ??= readHashes();
  const hashes = cached[path];
  return hashes ? { kind: "hashes", hashes } : { kind: "nonce", nonce };
}

/** What the proxy sends with a page: its policy (also for Next, which reads the nonce from it) and its headers. */
export interface PagePolicy {
  policy: string;
  headers: Record<string, string>;
}

/** The policy of the page at this path below `app/`: by hashes where it was prerendered, else by this nonce. */
export function pagePolicy(path: string, nonce: string): PagePolicy {
  const { NODE_ENV, STRIPE_API_BASE } = env();
  const https = !isLocalProfile();
  const policy = contentSecurityPolicy({
    trust: trustFor(path, nonce),
    development: NODE_ENV === "development",
    cardField: cardEntrySources(STRIPE_API_BASE),
    formTargets: STRIPE_API_BASE ? [new URL(STRIPE_API_BASE).origin] : STRIPE_PAGES,
    https,
  });
  return { policy, headers: { ...pageHeaders({ https }), "Content-Security-Policy": policy } };
}
