import { TextLink } from "@/components/auth/text-link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDate } from "@/lib/i18n/format";
import type { MailboxMail } from "@/lib/notifications/mailbox";

const ADDRESS = /https?:\/\/\S+/g;

interface Piece {
  at: number;
  text: string;
  isLink: boolean;
}

/** The text in order, its addresses apart. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    pieces.push({ at: end, text: text.slice(end, index), isLink: false }, { at: index, text: address, isLink: true });
    end = index + address.length;
  }
  return [...pieces, { at: end, text: text.slice(end), isLink: false }];
}

/** One mail as HTML (in a frame without scripts) and as text, the links of both alive. */
export function MailReader({ mail }: { mail: MailboxMail }) {
  const sent = mail.sentAt ? `delivered ${formatDate(mail.sentAt, "en", "day-time")}` : "waits for its job";
  return (
    <Card>
      <CardHeader
        title={mail.subject}
        description={`To ${mail.recipient}, written ${formatDate(mail.createdAt, "en", "day-time")} UTC, ${sent}`}
        action={
          <a
            href={`/dev/mailbox?${new URLSearchParams({ to: mail.recipient })}`}
            className="text-muted text-sm underline"
          >
            All to this address
          </a>
        }
      />
      <CardBody className="grid gap-5">
        <iframe
          title={`HTML of “${mail.subject}”`}
          src={`/dev/mailbox/messages/${mail.id}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
          className="h-[36rem] w-full rounded-lg border border-line"
        />
        <section aria-labelledby="mail-text">
          <h3 id="mail-text" className="pb-2 font-medium text-muted text-sm">
            Text
          </h3>
          <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-lg bg-sunken p-4 font-mono text-[0.8125rem]">
            {piecesOf(mail.text).map(({ at, text, isLink }) =>
              isLink ? (
                <TextLink key={at} href={text} className="break-all">
                  {text}
                </TextLink>
              ) : (
                text
              ),
            )}
          </pre>
        </section>
      </CardBody>
    </Card>
  );
}
