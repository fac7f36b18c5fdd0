import type { Locale } from "@/lib/i18n/locales";
import { CURRENCY_OF_LOCALE } from "@/lib/i18n/visible-address";
import { CURRENCIES, type Currency } from "@/lib/plans/catalogue";

/** A currency of the catalogue by its name, or undefined. */
export function knownCurrency(name: string | null | undefined): Currency | undefined {
  return CURRENCIES.find((currency) => currency === name?.toLowerCase());
}

/** The currency to show prices in: the one that the workspace pays in, else the language's. */
export function shownCurrency(accountCurrency: string | null, locale: Locale): Currency {
  return knownCurrency(accountCurrency) ?? CURRENCY_OF_LOCALE[locale];
}
