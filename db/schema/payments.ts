import { sql } from "drizzle-orm";
import { bigserial, check, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { PaymentId, TenantId } from "@/lib/ids";
import { instant } from "./columns";
import { tenants } from "./tenants";

/** In the order of their rank: a payment only moves to a later one (G12). */
export type PaymentStatus = "NEW" | "PENDING" | "REQUIRES_ACTION" | "FAILED" | "ERROR" | "CANCELED" | "CONFIRMED";
export type PaymentProviderName = "stripe" | "bank_transfer";

/** One row a PaymentIntent or transfer; its attempts are its history. */
export const payments = pgTable(
  "payments",
  {
    id: uuid("id").$type<PaymentId>().primaryKey(),
    tenantId: uuid("tenant_id")
      .$type<TenantId>()
      .notNull()
      .references(() => tenants.id, { onDelete: "cascade" }),
    provider: text("provider").$type<PaymentProviderName>().notNull(),
    /** The provider's id (`pi_…`, a transfer's reference); null until the provider has given one. */
    externalId: text("external_id"),
    status: text("status").$type<PaymentStatus>().notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    description: text("description"),
    stripeInvoiceId: text("stripe_invoice_id"),
    stripeSubscriptionId: text("stripe_subscription_id"),
    /** The reference that a bank transfer has to carry. */
    debitReferenceId: text("debit_reference_id"),
    failureCode: text("failure_code"),
    /** Money that went back, and money that is held by a dispute; rows of their own tell how. */
    refundedMinor: integer("refunded_minor").notNull().default(0),
    disputedMinor: integer("disputed_minor").notNull().default(0),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    confirmedAt: instant("confirmed_at"),
  },
  (table) => [
    unique("payments_one_per_external").on(table.provider, table.externalId),
    index("payments_by_tenant").on(table.tenantId, table.createdAt),
    index("payments_by_invoice").on(table.stripeInvoiceId),
    check("payments_amount", sql`${table.amountMinor} >= 0`),
    check(
      "payments_status",
      sql`${table.status} in ('NEW', 'PENDING', 'REQUIRES_ACTION', 'FAILED', 'ERROR', 'CANCELED', 'CONFIRMED')`,
    ),
  ],
);

/** Append-only: what happened to a payment, also what was refused. */
export const paymentHistory = pgTable(
  "payment_history",
  {
    sequence: bigserial("sequence", { mode: "number" }).primaryKey(),
    paymentId: uuid("payment_id")
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id, { onDelete: "cascade" }),
    status: text("status").$type<PaymentStatus>().notNull(),
    /** False for what was recorded but refused: a wrong amount, a step back. */
    applied: text("applied").$type<"applied" | "refused">().notNull().default("applied"),
    /** What caused the entry (a charge, an update); the same cause is never entered twice. */
    source: text("source").notNull(),
    failureCode: text("failure_code"),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [unique("payment_history_once_per_source").on(table.paymentId, table.source)],
);

export type RefundStatus = "pending" | "requires_action" | "succeeded" | "failed" | "canceled";

/** Money that went back; the payment shows it and keeps its own status. */
export const refunds = pgTable(
  "refunds",
  {
    stripeRefundId: text("stripe_refund_id").primaryKey(),
    paymentId: uuid("payment_id")
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id, { onDelete: "cascade" }),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    status: text("status").$type<RefundStatus>().notNull(),
    reason: text("reason"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [index("refunds_by_payment").on(table.paymentId)],
);

/** A charge that its cardholder contests. */
export const disputes = pgTable(
  "disputes",
  {
    stripeDisputeId: text("stripe_dispute_id").primaryKey(),
    paymentId: uuid("payment_id")
      .$type<PaymentId>()
      .notNull()
      .references(() => payments.id, { onDelete: "cascade" }),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    /** Stripe's word: warning_*, needs_response, under_review, won, lost, … */
    status: text("status").notNull(),
    reason: text("reason").notNull(),
    createdAt: instant("created_at").notNull(),
    /** When its loss suspended the workspace: an operator who lifts that is not overruled by the next look. */
    actedAt: instant("acted_at"),
  },
  (table) => [index("disputes_by_payment").on(table.paymentId)],
);

/** The reference by which a bank transfer finds the subscription that it pays. */
export const debitReferences = pgTable("debit_references", {
  id: text("id").primaryKey(),
  tenantId: uuid("tenant_id")
    .$type<TenantId>()
    .notNull()
    .references(() => tenants.id, { onDelete: "cascade" }),
  stripeSubscriptionId: text("stripe_subscription_id").notNull().unique(),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** posted: paid an invoice · parked: nobody's reference, or nothing to pay · refused: wrong money · ignored: no completion. */
export type TransactionState = "posted" | "parked" | "refused" | "ignored";

/** Every `TransactionStatusUpdatedEvent` that was consumed, once by its event id. */
export const transactionEvents = pgTable(
  "transaction_events",
  {
    eventId: text("event_id").primaryKey(),
    transactionId: text("transaction_id").notNull(),
    debitReferenceId: text("debit_reference_id").notNull(),
    status: text("status").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    currency: text("currency").notNull(),
    state: text("state").$type<TransactionState>().notNull(),
    reason: text("reason"),
    paymentId: uuid("payment_id")
      .$type<PaymentId>()
      .references(() => payments.id, { onDelete: "set null" }),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (table) => [index("transaction_events_by_transaction").on(table.transactionId)],
);
