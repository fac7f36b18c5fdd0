import type { Locale } from "./locales";
import type { Messages } from "./messages";

// Teaches useTranslations("billing") in client components which keys exist.
declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
