import { findAsset } from "../shared/assets";

/** Each part only after those that it imports. */
const PARTS = ["stripe-api.js", "stripe-elements.js", "stripe-challenge.js", "stripe.js"];

let script: string | null = null;

/**
 * The parts of window.Stripe as one classic script: `loadStripe` and `document.currentScript` know no modules. Their
 * names do not overlap, so that one function around them all serves as their scope.
 */
export function stripeScript(): string {
  script ??= `(() => {\n${PARTS.map(withoutModuleSyntax).join("\n")}})();\n`;
  return script;
}

function withoutModuleSyntax(name: string): string {
  const part = findAsset(name);
  if (!part) throw new Error(`no part ${name} of window.Stripe`);
  return part.body
    .toString("utf8")
    .replace(/^import .*;\n/gm, "")
    .replace(/^export /gm, "");
}
