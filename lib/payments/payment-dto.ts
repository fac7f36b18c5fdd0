import type { InvoiceRow } from "@/db/queries/billing";
import type { DisputeRow, HistoryRow, PaymentRow, RefundRow } from "@/db/queries/payments";
import type { PaymentDetailDto, PaymentDto } from "@/lib/contracts/payments";

/** A payment on the wire. */
export function toPaymentDto(row: PaymentRow, invoice: Pick<InvoiceRow, "number"> | null): PaymentDto {
  return {
    id: row.id,
    provider: row.provider,
    external_id: row.externalId,
    status: row.status,
    amount_minor: row.amountMinor,
    currency: row.currency,
    description: row.description,
    invoice_id: row.stripeInvoiceId,
    invoice_number: invoice?.number ?? null,
    debit_reference: row.debitReferenceId,
    failure_code: row.failureCode,
    refunded_minor: row.refundedMinor,
    disputed_minor: row.disputedMinor,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    confirmed_at: row.confirmedAt?.toISOString() ?? null,
  };
}

interface PaymentStory {
  payment: PaymentRow;
  invoice: InvoiceRow | null;
  history: HistoryRow[];
  refunds: RefundRow[];
  disputes: DisputeRow[];
}

/** A payment with everything that happened to it. */
export function toPaymentDetailDto({ payment, invoice, history, refunds, disputes }: PaymentStory): PaymentDetailDto {
  return {
    ...toPaymentDto(payment, invoice),
    history: history.filter(isTold).map((entry) => ({
      status: entry.status,
      applied: entry.applied === "applied",
      source: entry.source,
      failure_code: entry.failureCode,
      detail: entry.detail,
      occurred_at: entry.occurredAt.toISOString(),
    })),
    refunds: refunds.map((row) => ({
      ...moneyOf(row),
      id: row.stripeRefundId,
      status: row.status,
      reason: row.reason,
    })),
    disputes: disputes.map((row) => ({
      ...moneyOf(row),
      id: row.stripeDisputeId,
      status: row.status,
      reason: row.reason,
    })),
    invoice_url: invoice?.hostedUrl ?? null,
    invoice_pdf_url: invoice?.pdfUrl ?? null,
  };
}

// The end of an attempt that stands under the attempt's own id would tell the same a second time.
const isTold = ({ source, detail }: HistoryRow) => !(source.endsWith(":done") && "attempt" in detail);

const moneyOf = (row: RefundRow | DisputeRow) => ({
  amount_minor: row.amountMinor,
  currency: row.currency,
  created_at: row.createdAt.toISOString(),
});
