import { cn } from "@/components/ui/cn";
import { formatDate } from "@/lib/i18n/format";
import type { MailboxMail } from "@/lib/notifications/mailbox";

interface MailListProps {
  mails: MailboxMail[];
  openId: string | undefined;
  to: string | undefined;
}

/** Who was written to, about what, when: the newest first. On a phone an open mail takes its place. */
export function MailList({ mails, openId, to }: MailListProps) {
  const href = (id: string) => `/dev/mailbox?${new URLSearchParams(to ? { to, id } : { id })}`;
  return (
    <nav
      aria-label="Mails"
      className={cn(
        "overflow-hidden rounded-xl border border-line bg-surface shadow-card",
        openId && "hidden md:block",
      )}
    >
      <ul className="divide-y divide-line">
        {mails.map((mail) => (
          <li key={mail.id}>
            <a
              href={href(mail.id)}
              aria-current={mail.id === openId ? "page" : undefined}
              className="block px-4 py-3 text-sm hover:bg-sunken aria-[current=page]:bg-accent-soft"
            >
              <span className="flex justify-between gap-3 text-muted text-xs">
                <span className="truncate">{mail.recipient}</span>
                <time className="tabular shrink-0" dateTime={mail.createdAt.toISOString()}>
                  {formatDate(mail.createdAt, "en", "day-time")}
                </time>
              </span>
              <span className="mt-0.5 block truncate font-medium">{mail.subject}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
