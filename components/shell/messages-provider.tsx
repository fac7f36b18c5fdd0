"use client";

import type { ReactNode } from "react";
import { IntlProvider } from "use-intl/react";
import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";

export interface MessagesProviderProps {
  locale: Locale;
  /** From `pickMessages(locale, "billing", …)` in a server component: only what the client below needs. */
  messages: Partial<Messages>;
  children: ReactNode;
}

/** Lets client components below call `useTranslations("billing")` of use-intl/react. */
export function MessagesProvider({ locale, messages, children }: MessagesProviderProps) {
  return (
    <IntlProvider locale={locale} messages={messages} timeZone="UTC">
      {children}
    </IntlProvider>
  );
}
