import { z } from "zod";
import { currencySchema, intervalSchema, planNameSchema } from "./plans";
import { pageOf } from "./subscription";

export const paymentStatusSchema = z.enum([
  "NEW",
  "PENDING",
  "REQUIRES_ACTION",
  "FAILED",
  "ERROR",
  "CANCELED",
  "CONFIRMED",
]);
export const paymentProviderSchema = z.enum(["stripe", "bank_transfer"]);
export const refundStatusSchema = z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]);

/** A payment as it stands; its attempts are told by its history. */
export const paymentSchema = z.object({
  id: z.uuid(),
  provider: paymentProviderSchema,
  external_id: z.string().nullable(),
  status: paymentStatusSchema,
  amount_minor: z.number().int(),
  currency: z.string(),
  description: z.string().nullable(),
  invoice_id: z.string().nullable(),
  invoice_number: z.string().nullable(),
  debit_reference: z.string().nullable(),
  failure_code: z.string().nullable(),
  /** What went back, and what a dispute holds, of `amount_minor`. */
  refunded_minor: z.number().int(),
  disputed_minor: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  confirmed_at: z.iso.datetime().nullable(),
});
export type PaymentDto = z.infer<typeof paymentSchema>;
export const paymentPageSchema = pageOf(paymentSchema);

export const paymentHistoryEntrySchema = z.object({
  status: paymentStatusSchema,
  /** False for what was recorded and refused: a wrong amount, a step back. */
  applied: z.boolean(),
  source: z.string(),
  failure_code: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  occurred_at: z.iso.datetime(),
});

export const refundSchema = z.object({
  id: z.string(),
  status: refundStatusSchema,
  amount_minor: z.number().int(),
  currency: z.string(),
  reason: z.string().nullable(),
  created_at: z.iso.datetime(),
});

export const disputeSchema = z.object({
  id: z.string(),
  /** Stripe's word: warning_*, needs_response, under_review, won, lost, … */
  status: z.string(),
  amount_minor: z.number().int(),
  currency: z.string(),
  reason: z.string(),
  created_at: z.iso.datetime(),
});

/** A payment with everything that happened to it, the oldest entry first. */
export const paymentDetailSchema = paymentSchema.extend({
  history: z.array(paymentHistoryEntrySchema),
  refunds: z.array(refundSchema),
  disputes: z.array(disputeSchema),
  invoice_url: z.string().nullable(),
  invoice_pdf_url: z.string().nullable(),
});
export type PaymentDetailDto = z.infer<typeof paymentDetailSchema>;

/** How a payment that was just tried stands; `client_secret` is there when the bank asks for authentication. */
export const initializedPaymentSchema = z.object({
  payment: paymentSchema,
  client_secret: z.string().nullable(),
});

export const refundRequestSchema = z.strictObject({
  /** All that is left of the payment unless told. */
  amount_minor: z.number().int().positive().optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  /** Whether the subscription that was paid ends with it, at once. */
  cancel: z.boolean().default(false),
});

/** Nothing to switch the running subscription to transfers; a plan to start one that is paid by them. */
export const payByTransferRequestSchema = z.strictObject({
  plan: planNameSchema.optional(),
  interval: intervalSchema.default("monthly"),
  currency: currencySchema.default("usd"),
});

export const refundedPaymentSchema = z.object({ payment: paymentDetailSchema, subscription_ended: z.boolean() });
export const suspensionSchema = z.object({ suspended: z.boolean() });
export const transactionQuerySchema = z.object({
  state: z.enum(["posted", "parked", "refused", "ignored"]).optional(),
});

/** How a subscription that is paid by bank transfer is to be paid. */
export const bankTransferSchema = z.object({
  /** What the transfer has to carry; null while the subscription is charged to a card. */
  debit_reference: z.string().nullable(),
  collection_method: z.enum(["charge_automatically", "send_invoice"]),
});
export type BankTransferDto = z.infer<typeof bankTransferSchema>;

/** TransactionStatusUpdatedEvent: what a bank connection tells about one transfer. */
export const transactionStatusUpdatedEventSchema = z
  .strictObject({
    event_id: z.string().min(1).max(200),
    transaction_id: z.string().min(1).max(200),
    debit_reference_id: z.string().min(1).max(100),
    status: z.string().min(1).max(50),
    // What the database's integers hold: more is no amount that anybody transfers.
    amount_minor: z.number().int().positive().max(2_147_483_647),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/)
      .transform((code) => code.toLowerCase()),
  })
  .meta({ title: "TransactionStatusUpdatedEvent" });
export type TransactionStatusUpdatedEvent = z.infer<typeof transactionStatusUpdatedEventSchema>;

/** What became of a transfer's event. */
export const postedTransactionSchema = z.object({
  event_id: z.string(),
  transaction_id: z.string(),
  debit_reference_id: z.string(),
  status: z.string(),
  amount_minor: z.number().int(),
  currency: z.string(),
  state: z.enum(["posted", "parked", "refused", "ignored"]),
  reason: z.string().nullable(),
  payment_id: z.uuid().nullable(),
  received_at: z.iso.datetime(),
});
export type PostedTransactionDto = z.infer<typeof postedTransactionSchema>;
/** The newest two hundred. */
export const transactionListSchema = z.object({ data: z.array(postedTransactionSchema) });

/** PaymentCreatedEvent: a payment is known here for the first time. */
export const paymentCreatedEventSchema = z
  .object({
    payment_id: z.uuid(),
    provider: paymentProviderSchema,
    external_id: z.string().nullable(),
    status: z.literal("NEW"),
    amount_minor: z.number().int(),
    currency: z.string(),
    description: z.string().nullable(),
    invoice_id: z.string().nullable(),
    occurred_at: z.iso.datetime(),
  })
  .meta({ title: "PaymentCreatedEvent" });

/** PaymentStatusUpdatedEvent: a payment has moved up its rank. */
export const paymentStatusUpdatedEventSchema = z
  .object({
    payment_id: z.uuid(),
    provider: paymentProviderSchema,
    external_id: z.string().nullable(),
    from: paymentStatusSchema,
    to: paymentStatusSchema,
    amount_minor: z.number().int(),
    currency: z.string(),
    invoice_id: z.string().nullable(),
    failure_code: z.string().nullable(),
    occurred_at: z.iso.datetime(),
  })
  .meta({ title: "PaymentStatusUpdatedEvent" });

/** PaymentRefundedEvent: a refund appeared or changed its state. */
export const paymentRefundedEventSchema = z
  .object({
    payment_id: z.uuid(),
    refund_id: z.string(),
    status: refundStatusSchema,
    amount_minor: z.number().int(),
    currency: z.string(),
  })
  .meta({ title: "PaymentRefundedEvent" });

/** PaymentDisputedEvent: a dispute appeared or changed its state. */
export const paymentDisputedEventSchema = z
  .object({
    payment_id: z.uuid(),
    dispute_id: z.string(),
    status: z.string(),
    reason: z.string(),
    amount_minor: z.number().int(),
    currency: z.string(),
  })
  .meta({ title: "PaymentDisputedEvent" });

/** InvoiceFinalizedEvent: an invoice has its number and its amount is due. */
export const invoiceFinalizedEventSchema = z
  .object({
    invoice_id: z.string(),
    number: z.string().nullable(),
    subscription_id: z.string().nullable(),
    billing_reason: z.string().nullable(),
    currency: z.string(),
    total_minor: z.number().int(),
    amount_due_minor: z.number().int(),
    hosted_url: z.string().nullable(),
    pdf_url: z.string().nullable(),
    finalized_at: z.iso.datetime(),
  })
  .meta({ title: "InvoiceFinalizedEvent" });
