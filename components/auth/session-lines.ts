import { wallNow } from "@/lib/clock";
import type { SessionDto } from "@/lib/contracts/account";
import { formatDate, formatRelative } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { SessionLine } from "./session-list";

const PHONES = new Set(["iPhone", "Android"]);

/** Words sessions for their list; on the server, so that its clock and the browser's can't disagree. */
export function sessionLines(sessions: SessionDto[], locale: Locale): SessionLine[] {
  const t = getTranslator(locale, "account");
  return sessions.map((session) => {
    const details = [
      t("sessions.seen", { when: formatRelative(session.last_seen_at, wallNow(), locale) }),
      t("sessions.since", { date: formatDate(session.created_at, locale) }),
      ...(session.ip_address && session.ip_address !== "local"
        ? [t("sessions.address", { address: session.ip_address })]
        : []),
    ];
    return {
      id: session.id,
      device: t("sessions.device", {
        browser: session.browser ?? t("sessions.unknownBrowser"),
        platform: session.platform ?? t("sessions.unknownPlatform"),
      }),
      detail: details.join(", "),
      isCurrent: session.current,
      isPhone: PHONES.has(session.platform ?? ""),
    };
  });
}
