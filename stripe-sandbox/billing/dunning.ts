import type { Account } from "../account";
import type { Decline } from "../engine/test-cards";
import type { Invoice } from "../store/wire";
import { now, type World } from "../world";
import { subscriptionOf } from "./invoices";

const DAY = 86_400;
const HARD = new Set([
  "incorrect_number",
  "lost_card",
  "pickup_card",
  "stolen_card",
  "authentication_required",
  "highest_risk_level",
  "transaction_not_allowed",
]);

/** Plans the next attempt of a failed renewal by the account's retry days; none is left after the last. */
export function planRetry(world: World, account: Account, invoice: Invoice, decline: Decline | null): Invoice {
  const record = account.invoiceRecords.get(invoice.id);
  const at = now(world, account, invoice.customer);
  const firstFailedAt = record.firstFailedAt ?? at;
  const days = account.settings.retry_days[record.failures];
  account.invoiceRecords.update(invoice.id, {
    failures: record.failures + 1,
    firstFailedAt,
    isWaitingForCard: decline !== null && HARD.has(decline.declineCode ?? decline.code),
  });
  const subscription = subscriptionOf(account, invoice);
  const resumption = subscription ? account.subscriptionRecords.get(subscription.id).resumption : null;
  const isRetriedResumption = resumption?.invoice === invoice.id && resumption.isRetried;
  const isRetried = subscription !== null && (invoice.billing_reason === "subscription_cycle" || isRetriedResumption);
  const next = isRetried && days !== undefined ? firstFailedAt + days * DAY : null;
  return account.invoices.update(invoice.id, { next_payment_attempt: next, auto_advance: next !== null });
}

/** True when the failed invoice has no further attempt planned. */
export function isGivenUp(invoice: Invoice): boolean {
  return invoice.billing_reason === "subscription_cycle" && invoice.next_payment_attempt === null;
}
