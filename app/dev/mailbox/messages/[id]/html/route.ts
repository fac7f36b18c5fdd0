import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { rawRoute } from "@/lib/http/routes";
import { findMail, requireMailbox } from "@/lib/notifications/mailbox";

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  // A mail may hold what anybody wrote: it is shown without scripts and without an origin.
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
};

/** A mail's HTML as a mail program shows it; its links open in the whole window. */
export const GET = rawRoute(async (request) => {
  requireMailbox();
  const id = new URL(request.url).pathname.split("/").at(-2);
  const mail = await findMail(database(), id);
  if (!mail) throw new AppError("not_found", "There is no such mail.");
  return new Response(mail.html.replace("<head>", `<head><base target="_top">`), { headers: HEADERS });
});
