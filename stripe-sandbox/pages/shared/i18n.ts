import { de } from "./messages/de";
import { en } from "./messages/en";
import { es } from "./messages/es";

/** A text of the pages, by name. */
export type MessageKey = keyof typeof en;

export const locales = ["en", "es", "de"] as const;
export type Locale = (typeof locales)[number];

/** Gives the text of a key, with its `{name}` places filled. */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

/** A reader's language with its texts; `tag` is what dates and amounts are written by. */
export interface Language {
  locale: Locale;
  tag: string;
  t: Translate;
}

const tables: Record<Locale, Record<MessageKey, string>> = { en, es, de };

/** Fills `{name}` places; an unknown place stays visible, so that a missing value is noticed. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The texts of one language; `tag` keeps the region (de-AT) when the reader named one. */
export function language(locale: Locale, tag: string = locale): Language {
  const table = tables[locale];
  return { locale, tag, t: (key, values) => (values ? fill(table[key], values) : table[key]) };
}

function supported(tag: string): Locale | null {
  const primary = tag.toLowerCase().split("-")[0];
  return locales.find((locale) => locale === primary) ?? null;
}

/** A valid locale tag, or null: `Intl` throws on the malformed ones that a header may carry. */
function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * Chooses the language: the session's own locale when it names a known one ("auto" does not), else the first of
 * Accept-Language that we have, else English.
 */
export function chooseLanguage(sessionLocale: string | null, acceptLanguage: string | null): Language {
  const accepted = (acceptLanguage ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? "");
  const wanted = sessionLocale && sessionLocale !== "auto" ? [sessionLocale] : accepted;
  for (const candidate of wanted) {
    const locale = supported(candidate);
    const tag = canonical(candidate);
    if (locale && tag) return language(locale, locale === "en" && tag === "en" ? "en-US" : tag);
  }
  return language("en", "en-US");
}
