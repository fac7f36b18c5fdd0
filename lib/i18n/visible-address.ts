import { CURRENCIES, type Currency, INTERVALS, type Interval } from "@/lib/plans/catalogue";
import { isLocale, type Locale } from "./locales";

/** What a visible address means inside the application. */
export type Resolution =
  /** The page that answers, as a path below `app/`. */
  | { kind: "page"; path: string }
  /** The address is not the canonical one; the visitor goes there. */
  | { kind: "moved"; to: string };

/** The currency that a language's readers see first. */
export const CURRENCY_OF_LOCALE: Record<Locale, Currency> = { en: "usd" };

const PRICING = /^\/pricing(?:\/(?<interval>[a-z]+)\/(?<currency>[a-z]+))?$/;

function oneOf<Value extends string>(values: readonly Value[], text: string | null | undefined): Value | undefined {
  return values.find((value) => value === text?.toLowerCase());
}

/** The pricing page's visible address: what differs from the first view stands in the query. */
export function pricingAddress(locale: Locale, interval: Interval, currency: Currency): string {
  const query = new URLSearchParams();
  if (interval !== "monthly") query.set("interval", interval);
  if (currency !== CURRENCY_OF_LOCALE[locale]) query.set("currency", currency);
  return query.size > 0 ? `/pricing?${query}` : "/pricing";
}

/**
 * Maps an address to the page below `app/[locale]`. Pages carry no language in their address, and each pricing view
 * is a static page of its own, so that the toggles work without a script.
 */
export function resolveAddress(url: URL, locale: Locale): Resolution {
  const [, first, ...rest] = url.pathname.split("/");
  // Empty segments are dropped: "/en//elsewhere.example" must not become an address of another host.
  if (isLocale(first)) return { kind: "moved", to: `/${rest.filter(Boolean).join("/")}${url.search}` };

  const pricing = PRICING.exec(url.pathname);
  if (pricing?.groups?.interval) {
    const interval = oneOf(INTERVALS, pricing.groups.interval);
    const currency = oneOf(CURRENCIES, pricing.groups.currency);
    if (interval && currency) return { kind: "moved", to: pricingAddress(locale, interval, currency) };
  } else if (pricing) {
    const interval = oneOf(INTERVALS, url.searchParams.get("interval")) ?? "monthly";
    const currency = oneOf(CURRENCIES, url.searchParams.get("currency")) ?? CURRENCY_OF_LOCALE[locale];
    return { kind: "page", path: `/${locale}/pricing/${interval}/${currency}` };
  }
  return { kind: "page", path: url.pathname === "/" ? `/${locale}` : `/${locale}${url.pathname}` };
}
