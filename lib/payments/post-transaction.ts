import { keepTransaction, type TransactionRow } from "@/db/queries/transactions";
import type { TransactionStatusUpdatedEvent } from "@/lib/contracts/payments";
import { database } from "@/lib/database";
import { bookTransfer } from "./book-transfer";
import { normalReference } from "./debit-reference";

/**
 * Consumes a TransactionStatusUpdatedEvent: one that is COMPLETED pays the subscription's open invoice, once by its
 * event id and once by its transaction id, however often and however concurrently it is delivered. Wrong money is
 * refused and recorded, an unknown reference is parked until it appears. Answers what became of it.
 */
export async function postTransaction(event: TransactionStatusUpdatedEvent): Promise<TransactionRow> {
  const isCompleted = event.status === "COMPLETED";
  // Kept before anything is done: from here on a crash only delays it.
  const row = await keepTransaction(database(), {
    eventId: event.event_id,
    transactionId: event.transaction_id,
    debitReferenceId: normalReference(event.debit_reference_id),
    status: event.status,
    amountMinor: event.amount_minor,
    currency: event.currency,
    state: isCompleted ? "parked" : "ignored",
    reason: isCompleted ? "received" : "not_completed",
  });
  return row.state === "parked" ? bookTransfer(row) : row;
}
