import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export interface CardEntry {
  publishableKey: string;
  /** Where the local Stripe serves its script; null: Stripe's own, which its loader knows. */
  scriptUrl: string | null;
}

/** What a browser needs to take cards, read at run time; throws `cards_unavailable` where the key is not set. */
export function cardEntry(): CardEntry {
  const { STRIPE_PUBLISHABLE_KEY: publishableKey, STRIPE_API_BASE: base } = env();
  if (!publishableKey)
    throw new AppError("cards_unavailable", "Cards can't be taken here: STRIPE_PUBLISHABLE_KEY is not set.");
  return { publishableKey, scriptUrl: base ? `${new URL(base).origin}/stripe.js` : null };
}

interface PageSources {
  frames: string[];
  connections: string[];
  scripts: string[];
}

// https://docs.stripe.com/security/guide#content-security-policy
const STRIPES_OWN: PageSources = {
  scripts: ["https://js.stripe.com", "https://*.js.stripe.com"],
  frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
  connections: ["https://api.stripe.com"],
};

/** What the policy of a page with a card field has to admit. */
export function cardEntrySources(base: string | undefined): PageSources {
  if (!base) return STRIPES_OWN;
  const { origin } = new URL(base);
  return { scripts: [origin], frames: [origin], connections: [origin] };
}
