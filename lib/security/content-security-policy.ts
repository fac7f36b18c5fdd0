import { createHash } from "node:crypto";
import { THEME_SCRIPT } from "./theme-script";

/** How a page's scripts are told from foreign ones. */
export type ScriptTrust =
  /** Rendered for this request: Next marks its scripts with the nonce. */
  | { kind: "nonce"; nonce: string }
  /** Rendered at build time: the hashes of the inline scripts in its HTML. */
  | { kind: "hashes"; hashes: readonly string[] };

export interface PolicyOptions {
  trust: ScriptTrust;
  /** React's development build evaluates source text for its stack traces. */
  development: boolean;
  /** Where forms may lead by redirect besides this site: the hosted payment pages. */
  formTargets: readonly string[];
  /** Where a card field comes from; admitted on pages rendered for their reader, since no prerendered one has any. */
  cardField: { scripts: readonly string[]; frames: readonly string[]; connections: readonly string[] };
  /** Upgrades http links; wrong on a machine that has no https. */
  https: boolean;
}

/** The value by which a policy admits one inline script. */
export function scriptHash(script: string): string {
  return `'sha256-${createHash("sha256").update(script, "utf8").digest("base64")}'`;
}

const THEME_HASH = scriptHash(THEME_SCRIPT);

function scriptSources({ trust, development, cardField }: PolicyOptions): string[] {
  const evaluation = development ? ["'unsafe-eval'"] : [];
  switch (trust.kind) {
    case "nonce":
      // Scripts that ours add are trusted with 'strict-dynamic'; browsers without it go by the addresses.
      return ["'self'", `'nonce-${trust.nonce}'`, "'strict-dynamic'", THEME_HASH, ...cardField.scripts, ...evaluation];
    case "hashes":
      return ["'self'", ...new Set([THEME_HASH, ...trust.hashes]), ...evaluation];
  }
}

/** The Content-Security-Policy header of a page. */
export function contentSecurityPolicy(options: PolicyOptions): string {
  const cardField = options.trust.kind === "nonce" ? options.cardField : { frames: [], connections: [] };
  const directives: Record<string, string[]> = {
    "default-src": ["'self'"],
    "script-src": scriptSources(options),
    // React and Radix place elements by style attributes, which neither nonces nor hashes can admit.
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...cardField.connections, ...(options.development ? ["ws:"] : [])],
    "frame-src": ["'self'", ...cardField.frames],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    // Browsers apply this to the redirects after a form, too: a checkout form ends on Stripe's page.
    "form-action": ["'self'", ...options.formTargets],
    ...(options.https ? { "upgrade-insecure-requests": [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
