import { database } from "@/lib/database";
import { json } from "@/lib/http/respond";
import { rawRoute } from "@/lib/http/routes";
import { listMailbox, requireMailbox } from "@/lib/notifications/mailbox";

/** The mailbox for tests and scripts: `?to=` names an address. */
export const GET = rawRoute(async (request) => {
  requireMailbox();
  const to = new URL(request.url).searchParams.get("to") ?? undefined;
  const found = await listMailbox(database(), to);
  const data = found.map(({ id, recipient, subject, text, html, createdAt, sentAt }) => {
    return { id, to: recipient, subject, text, html, created_at: createdAt, sent_at: sentAt };
  });
  return json({ data });
});
