import { readKey } from "../../http/auth";
import { StripeError } from "../../http/errors";
import type { PageContext, PageRoute } from "../../http/page-route";
import { redirect, sendMissing, sendPage } from "../shared/respond";
import { renderKeyForm, renderLog } from "./render";
import { knownAccounts, logPage } from "./view";

/** What was asked of the sandbox and what it told, for the people who develop against it. */
export const logRoutes: PageRoute[] = [
  { method: "GET", pattern: "/_sandbox", handler: showLog },
  { method: "POST", pattern: "/_sandbox", handler: resend },
];

function showLog(context: PageContext) {
  const key = context.query.get("key");
  const account = key === null ? null : accountOfKey(context, key);
  if (key === null || !account) return sendPage(context, renderKeyForm(key, knownAccounts(context.world)));
  const tab = context.query.get("tab") === "events" ? "events" : "requests";
  sendPage(context, renderLog(logPage(account, { key, tab, filter: context.query.get("filter") ?? "" })));
}

/** Looking never makes an account, other than a call of the API does. */
function accountOfKey({ world }: PageContext, key: string) {
  try {
    return world.accounts.get(readKey(undefined, key).suffix) ?? null;
  } catch (error) {
    if (error instanceof StripeError) return null;
    throw error;
  }
}

function resend(context: PageContext) {
  const { key = "", event: eventId = "" } = context.body;
  const account = accountOfKey(context, key);
  const event = account?.events.find(eventId);
  if (!account || !event) return sendMissing(context);
  context.world.deliveries?.resend(account, event);
  redirect(context, `/_sandbox?${new URLSearchParams({ key, tab: "events" })}#${eventId}`);
}
