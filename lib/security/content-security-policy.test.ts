import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, type PolicyOptions, scriptHash } from "./content-security-policy";
import { inlineScriptHashes, routeOfHtmlFile } from "./inline-scripts";
import { pageHeaders } from "./response-headers";
import { THEME_SCRIPT } from "./theme-script";

const base: PolicyOptions = {
  trust: { kind: "nonce", nonce: "abc" },
  development: false,
  formTargets: ["https://checkout.stripe.com"],
  cardField: {
    scripts: ["https://js.stripe.com"],
    frames: ["https://js.stripe.com"],
    connections: ["https://api.stripe.com"],
  },
  https: true,
};

function directive(policy: string, name: string): string[] {
  const found = policy.split("; ").find((part) => part.split(" ")[0] === name);
  return found?.split(" ").slice(1) ?? [];
}

describe("contentSecurityPolicy", () => {
  it("never admits inline or evaluated scripts in production", () => {
    for (const trust of [base.trust, { kind: "hashes", hashes: ["'sha256-x'"] } as const]) {
      const sources = directive(contentSecurityPolicy({ ...base, trust }), "script-src");
      expect(sources).not.toContain("'unsafe-inline'");
      expect(sources).not.toContain("'unsafe-eval'");
    }
  });

  it("admits the theme script under both kinds of trust, because the same document head serves both", () => {
    for (const trust of [base.trust, { kind: "hashes", hashes: [] } as const])
      expect(directive(contentSecurityPolicy({ ...base, trust }), "script-src")).toContain(scriptHash(THEME_SCRIPT));
  });

  it("lets a form end on Stripe's page, and nowhere else abroad", () => {
    expect(directive(contentSecurityPolicy(base), "form-action")).toEqual(["'self'", "https://checkout.stripe.com"]);
  });

  it("admits the card field where pages are rendered for their reader, and nowhere else", () => {
    const admitted = (policy: string) =>
      ["script-src", "frame-src", "connect-src"].map((name) => directive(policy, name));
    const [scripts, frames, connections] = admitted(contentSecurityPolicy(base));
    expect(scripts).toContain("https://js.stripe.com");
    expect(frames).toEqual(["'self'", "https://js.stripe.com"]);
    expect(connections).toEqual(["'self'", "https://api.stripe.com"]);
    const prerendered = contentSecurityPolicy({ ...base, trust: { kind: "hashes", hashes: [] } });
    expect(admitted(prerendered).flat().join(" ")).not.toContain("stripe.com");
  });

  it("lets nobody frame a page", () => {
    expect(directive(contentSecurityPolicy(base), "frame-ancestors")).toEqual(["'none'"]);
    expect(pageHeaders({ https: true })["X-Frame-Options"]).toBe("DENY");
  });

  it("speaks of https only where there is https, or a local browser would refuse http for two years", () => {
    expect(contentSecurityPolicy({ ...base, https: false })).not.toContain("upgrade-insecure-requests");
    expect(pageHeaders({ https: false })).not.toHaveProperty("Strict-Transport-Security");
    expect(pageHeaders({ https: true })).toHaveProperty("Strict-Transport-Security");
  });
});

describe("inlineScriptHashes", () => {
  it("hashes what runs: inline scripts, each once, without data and without linked files", () => {
    const html = `<script>one()</script><script src="/a.js"></script><script id="x" async="">two("<b>")</script>
      <script type="application/json">{"a":1}</script><script>one()</script><script></script>`;
    expect(inlineScriptHashes(html)).toEqual([scriptHash("one()"), scriptHash('two("<b>")')]);
  });

  it("hashes the bytes of a text, as browsers do, also beyond ASCII", () => {
    // printf 'é→' | openssl dgst -sha256 -binary | base64
    expect(scriptHash("é→")).toBe("'sha256-BNRjDNPbPP/V1VH5noRO3MTdcWkl8FMA/5FhSvVDlCA='");
  });

  it.each([
    ["index.html", "/"],
    ["en.html", "/en"],
    ["en/pricing/yearly/eur.html", "/en/pricing/yearly/eur"],
    ["en\\offline.html", "/en/offline"],
  ])("knows that %s answers %s", (file, route) => {
    expect(routeOfHtmlFile(file)).toBe(route);
  });
});
