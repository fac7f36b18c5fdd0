import type { TransactionRow } from "@/db/queries/transactions";
import type { PostedTransactionDto } from "@/lib/contracts/payments";

/** What became of a transfer's event, on the wire. */
export function toTransactionDto(row: TransactionRow): PostedTransactionDto {
  return {
    event_id: row.eventId,
    transaction_id: row.transactionId,
    debit_reference_id: row.debitReferenceId,
    status: row.status,
    amount_minor: row.amountMinor,
    currency: row.currency,
    state: row.state,
    reason: row.reason,
    payment_id: row.paymentId,
    received_at: row.receivedAt.toISOString(),
  };
}
