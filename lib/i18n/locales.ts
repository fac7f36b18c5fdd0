/** The languages that the screens speak; each has a folder of messages and a merged file in `messages/`. */
export const LOCALES = ["en"] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "en";

/** Remembers the language that the visitor chose. */
export const LOCALE_COOKIE = "locale";

/** True when a text names a language that we have. */
export function isLocale(value: string | undefined | null): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

interface Wish {
  language: string;
  weight: number;
}

function wishesOf(acceptLanguage: string): Wish[] {
  return acceptLanguage
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      const weight = quality ? Number(quality.trim().slice(2)) : 1;
      return { language: tag.trim().toLowerCase(), weight: Number.isNaN(weight) ? 0 : weight };
    })
    .filter((wish) => wish.language !== "" && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
}

/** Picks the language: the visitor's choice, else the best one that his browser asks for, else English. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  for (const { language } of wishesOf(acceptLanguage ?? "")) {
    const base = language.split("-")[0];
    if (isLocale(base)) return base;
  }
  return DEFAULT_LOCALE;
}
