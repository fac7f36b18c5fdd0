import type { Account } from "../account";
import type { Invoice, StoredEvent } from "../store/wire";
import { isSubscribed } from "./subscribed";

/** How long Stripe waits for an endpoint before it finalises a renewal all the same. */
export const HOLD_SECONDS = 72 * 3600;
const RECHECK_SECONDS = 3600;

/** Notes on the invoice how an endpoint answered its `invoice.created`. */
export function noteAnswer(account: Account, event: StoredEvent, endpoint: string, isAccepted: boolean): void {
  const { object } = event.data;
  const id = "id" in object ? String(object.id) : "";
  const record = account.invoiceRecords.find(id);
  if (!record) return;
  const others = (record.unacknowledgedBy ?? []).filter((other) => other !== endpoint);
  if (isAccepted && others.length === (record.unacknowledgedBy ?? []).length) return;
  account.invoiceRecords.update(id, { unacknowledgedBy: isAccepted ? others : [...others, endpoint] });
}

/** When a renewal's draft that is due for finalisation is looked at again; null when nothing holds it back. */
export function heldUntil(account: Account, draft: Invoice, at: number): number | null {
  if (draft.billing_reason !== "subscription_cycle" || !account.settings.holds_unacknowledged_drafts) return null;
  const last = draft.created + HOLD_SECONDS;
  if (at >= last) return null;
  const waiting = (account.invoiceRecords.get(draft.id).unacknowledgedBy ?? []).some((id) => {
    const endpoint = account.webhookEndpoints.find(id);
    return endpoint !== null && isSubscribed(endpoint, "invoice.created");
  });
  return waiting ? Math.min(at + RECHECK_SECONDS, last) : null;
}
