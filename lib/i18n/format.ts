import { DAY_MS } from "@/lib/clock";
import type { Locale } from "@/lib/i18n/locales";

/** How much of a date is shown. */
export type DateStyle = "day" | "day-time" | "month";

const DATE_STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { year: "numeric", month: "short", day: "numeric" },
  "day-time": { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  month: { year: "numeric", month: "long" },
};

/** A date for people; UTC unless the reader's time zone is given, so that server and browser agree. */
export function formatDate(at: Date | string, locale: Locale, style: DateStyle = "day", timeZone = "UTC"): string {
  return new Intl.DateTimeFormat(locale, { ...DATE_STYLES[style], timeZone }).format(new Date(at));
}

/** A count with the language's separators. */
export function formatNumber(value: number, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale, options).format(value);
}

/** A share between 0 and 1 as a whole percentage. */
export function formatPercent(share: number, locale: Locale): string {
  return formatNumber(share, locale, { style: "percent", maximumFractionDigits: 0 });
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "in 3 days", "2 hours ago", in the largest unit that fits. */
export function formatRelative(at: Date | string, now: Date, locale: Locale): string {
  const distanceMs = new Date(at).getTime() - now.getTime();
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(distanceMs) >= size) return format.format(Math.trunc(distanceMs / size), unit);
  }
  return format.format(0, "minute");
}
