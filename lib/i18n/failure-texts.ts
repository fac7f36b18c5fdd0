import { DEFAULT_LOCALE, isLocale, type Locale } from "./locales";
import enErrors from "./messages/en/errors.json";

/** What an error page says; such a page runs in the browser alone and cannot ask the server for its texts. */
interface FailureTexts {
  title: string;
  description: string;
  reference: string;
  retry: string;
}

export const FAILURE_TEXTS: Record<Locale, FailureTexts> = {
  en: enErrors.unexpected,
};

/** The language of an error page, whatever is known of the address. */
export function failureLocale(asked: string | undefined): Locale {
  return isLocale(asked) ? asked : DEFAULT_LOCALE;
}
