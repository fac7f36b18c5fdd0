import type { Locale } from "@/lib/i18n/locales";
import { en } from "@/lib/i18n/messages/en";

/** The shape of the catalogue; English defines it. */
export type Messages = typeof en;
export type Area = keyof Messages;

const CATALOGUES: Record<Locale, Messages> = { en };

/** One language's whole catalogue; server only, since it is large. */
export function messagesOf(locale: Locale): Messages {
  return CATALOGUES[locale];
}

/** The named areas alone, small enough to hand to a client component through `MessagesProvider`. */
export function pickMessages<Picked extends Area>(locale: Locale, ...areas: Picked[]): Pick<Messages, Picked> {
  const all = messagesOf(locale);
  const picked: Partial<Messages> = {};
  for (const area of areas) Object.assign(picked, { [area]: all[area] });
  return picked as Pick<Messages, Picked>;
}
