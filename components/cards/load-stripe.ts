import type { Stripe } from "@stripe/stripe-js";
// The plain entry would fetch Stripe's script as soon as it is imported, on every page and in the local profile too.
import { loadStripe as loadFromStripe } from "@stripe/stripe-js/pure";
import { readCardEntry } from "@/lib/api-client/cards";
import type { Locale } from "@/lib/i18n/locales";

let loading: Promise<Stripe> | undefined;

/** Stripe's script with our key, loaded once a page; a failure is forgotten, so that a second try is one. */
export function loadStripe(locale: Locale): Promise<Stripe> {
  loading ??= load(locale).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(locale: Locale): Promise<Stripe> {
  const { publishable_key: key, script_url: local } = await readCardEntry();
  // The loader takes a `window.Stripe` that is there: the local Stripe's stands in for Stripe's own.
  if (local && !window.Stripe) await addScript(local);
  const stripe = await loadFromStripe(key, { locale });
  if (!stripe) throw new Error("Stripe's script runs in a browser alone");
  return stripe;
}

function addScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(`${address} could not be loaded`));
    });
    document.head.append(script);
  });
}
