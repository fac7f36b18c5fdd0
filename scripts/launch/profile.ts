import { isLoopbackHost, isLoopbackUrl } from "../../lib/loopback";

/** Values of environment variables; an empty one counts as not set. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** Which way the product runs, and, for production, why. */
export type Profile = { readonly name: "local" } | { readonly name: "production"; readonly because: string };

/** Where the local app is reached. */
export interface LocalAddress {
  readonly appUrl: string;
  readonly port: number;
}

const DEFAULT_PORT = 3000;

function given(env: Settings, name: string): string | undefined {
  return env[name] || undefined;
}

/**
 * Decides between the local profile (everything on this machine, nothing needed) and production. Whatever hints at
 * real customers or real money decides for production, where nothing is embedded and nothing is made up.
 */
export function chooseProfile(env: Settings): Profile {
  if (given(env, "TIERLINE_PROFILE") === "production") {
    return { name: "production", because: "TIERLINE_PROFILE=production" };
  }
  if (/^(sk|rk)_live_/.test(given(env, "STRIPE_SECRET_KEY") ?? "")) {
    return { name: "production", because: "STRIPE_SECRET_KEY is a live key" };
  }
  const appUrl = given(env, "APP_URL");
  if (appUrl && !isLoopbackUrl(appUrl)) {
    return { name: "production", because: `APP_URL (${appUrl}) is not this machine` };
  }
  return { name: "local" };
}

/** The app's address: PORT and APP_URL complete each other. */
export function localAddress(env: Settings): LocalAddress {
  const appUrl = given(env, "APP_URL");
  const wished = given(env, "PORT");
  if (wished !== undefined && !/^\d{1,5}$/.test(wished)) throw new Error(`PORT must be a number, not "${wished}".`);
  const portOfUrl = appUrl ? Number(new URL(appUrl).port || 80) : undefined;
  const port = Number(wished ?? portOfUrl ?? DEFAULT_PORT);
  return { port, appUrl: (appUrl ?? `http://localhost:${port}`).replace(/\/$/, "") };
}

/**
 * The address that the local app listens on. One that others reach is refused unless TIERLINE_ALLOW_LAN=1, because the
 * local profile shows all mails, with their sign-in links, to whoever opens /dev/mailbox.
 */
export function localHost(env: Settings): string {
  // By name: bound to 127.0.0.1 by number, Next fetches each rewritten page from itself, over a connection that may drop.
  const host = given(env, "HOST") ?? "localhost";
  if (isLoopbackHost(host) || given(env, "TIERLINE_ALLOW_LAN") === "1") return host;
  throw new Error(
    `HOST=${host} lets other machines in, and everybody who gets in reads all mails at /dev/mailbox, reset links ` +
      "included. Leave HOST empty, or accept that on a network you trust: TIERLINE_ALLOW_LAN=1.",
  );
}

/** What a local start embeds; a setting that names the real thing replaces the embedded one. */
export interface EmbeddedParts {
  readonly postgres: boolean;
  readonly sandbox: boolean;
}

/** Finds out which parts to embed; refuses half a Stripe configuration, since webhooks would silently fail. */
export function embeddedParts(env: Settings): EmbeddedParts {
  const key = given(env, "STRIPE_SECRET_KEY");
  const secret = given(env, "STRIPE_WEBHOOK_SECRET");
  if (Boolean(key) !== Boolean(secret)) {
    throw new Error(
      `STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both for Stripe's test mode ` +
        "(`stripe listen` prints the secret), or neither for the embedded local Stripe.",
    );
  }
  return { postgres: !given(env, "DATABASE_URL"), sandbox: !key };
}
