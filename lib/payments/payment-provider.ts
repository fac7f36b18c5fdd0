import type { PaymentRow } from "@/db/queries/payments";
import type { PaymentProviderName, PaymentStatus } from "@/db/schema/payments";

/** What a provider says of a payment after it was run. */
export interface PaymentOutcome {
  status: Exclude<PaymentStatus, "NEW" | "ERROR">;
  /** The provider's id of the payment; null while it has none. */
  externalId: string | null;
  /** The one try that this outcome is of, by the provider's id; null where none was made. */
  attemptId: string | null;
  /** What the provider asked for or received; null where it can't know. */
  amountMinor: number | null;
  currency: string | null;
  failureCode: string | null;
  /** For the customer's browser, when the bank wants to see him. */
  clientSecret: string | null;
  /** The reference that a transfer has to carry. */
  debitReferenceId: string | null;
}

export interface PaymentAttempt {
  /** The same for every repetition of one attempt, so that it is made once. */
  idempotencyKey: string;
  /** Whether the customer sits in front of it and can answer his bank. */
  onSession: boolean;
}

/** Whoever moves the money: Stripe, or a bank transfer that the customer makes. */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  /** Asks for the money once. A refusal by the bank is an outcome; what throws is a failure of the provider. */
  executePayment(payment: PaymentRow, attempt: PaymentAttempt): Promise<PaymentOutcome>;
}

/** What an update says of a payment. */
export interface PaymentUpdateData {
  status: PaymentStatus;
  /** What caused it; the same cause is applied once. */
  source: string;
  occurredAt: Date;
  externalId?: string | null;
  /** Compared with the payment's own where given: another amount or currency is refused. */
  amountMinor?: number | null;
  currency?: string | null;
  failureCode?: string | null;
  debitReferenceId?: string | null;
  detail?: Record<string, unknown>;
}
