import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/i18n/locales";
import { type Area, type Messages, messagesOf } from "@/lib/i18n/messages";

// A missing text must fail loudly in tests and in development instead of showing its key to a customer.
function fail(error: Error): never {
  throw error;
}

function create<Namespace extends Area>(locale: Locale, namespace: Namespace) {
  return createTranslator<Messages, Namespace>({
    locale,
    messages: messagesOf(locale),
    namespace,
    onError: fail,
    timeZone: "UTC",
  });
}

/** Translates one area's keys; for server components, mails and other code outside React. */
export function getTranslator<Namespace extends Area>(locale: Locale, namespace: Namespace) {
  return create(locale, namespace);
}
