import { findBillingAccount, lockBilling } from "@/db/queries/billing";
import { findPayment, listSources, lockPayment, type PaymentRow } from "@/db/queries/payments";
import type { PaymentProviderName } from "@/db/schema/payments";
import { billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { PaymentId } from "@/lib/ids";
import { hasAnswered } from "@/lib/stripe/client";
import { isUnderWay } from "@/lib/stripe/invoices";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { BankTransferProvider } from "./bank-transfer-provider";
import type { PaymentAttempt, PaymentOutcome, PaymentProvider, PaymentUpdateData } from "./payment-provider";
import { isSettled } from "./payment-status";
import { StripePaymentProvider } from "./stripe-payment-provider";
import { updatePayment, updatePaymentIn } from "./update-payment";

const PROVIDERS: Record<PaymentProviderName, PaymentProvider> = {
  stripe: new StripePaymentProvider(),
  bank_transfer: new BankTransferProvider(),
};

export interface InitializedPayment {
  payment: PaymentRow;
  /** For the customer's browser, when the bank wants to see him. */
  clientSecret: string | null;
}

interface InitPayment {
  /** Whether the customer sits in front of it and can answer his bank. */
  onSession: boolean;
}

/**
 * Runs a payment's provider and brings the outcome to the payment. Running it twice at once, or again after a crash, is
 * one attempt: its number is stored before the provider is asked, and is the idempotency key. A payment that is settled
 * is answered as it is; one whose attempt failed is tried anew. A provider that throws leaves ERROR in the history.
 */
export async function initPayment(paymentId: PaymentId, options: InitPayment): Promise<InitializedPayment> {
  const claim = await claimAttempt(paymentId);
  if (!claim) return { payment: await requirePayment(paymentId), clientSecret: null };
  const { number, payment } = claim;
  const idempotencyKey = `tierline-payment-${paymentId}-${number}-${options.onSession ? "on" : "off"}`;
  const run = await execute(claim, { ...options, idempotencyKey });
  if (!run) return { payment: await requirePayment(paymentId), clientSecret: null };
  await finishAttempt(paymentId, number, run);
  // The intent's charges, the invoice and the subscription follow from it: what they are now is Stripe's to say.
  if (payment.provider === "stripe") await syncTenantBilling(payment.tenantId, "payment-requested");
  return { payment: await requirePayment(paymentId), clientSecret: run.clientSecret };
}

/** Asks the provider; null when there is no outcome: it threw, or somebody else makes this very attempt. */
async function execute(claim: Claim, attempt: PaymentAttempt): Promise<PaymentOutcome | null> {
  try {
    return await PROVIDERS[claim.payment.provider].executePayment(claim.payment, attempt);
  } catch (error) {
    if (!isUnderWay(error)) await recordError(claim, error);
    return null;
  }
}

interface Claim {
  payment: PaymentRow;
  number: number;
  errors: number;
}

/** Numbers the attempt and commits it; one that is under way, or that a crash left open, is taken up again. */
async function claimAttempt(paymentId: PaymentId): Promise<Claim | null> {
  const { tenantId } = await requirePayment(paymentId);
  return database().transaction(async (tx) => {
    await lockBilling(tx, tenantId);
    const payment = await lockPayment(tx, { id: paymentId });
    if (!payment || isSettled(payment.status)) return null;
    const sources = new Set(await listSources(tx, paymentId));
    let number = 1;
    while (sources.has(doneSource(number))) number += 1;
    const errors = [...sources].filter((source) => source.startsWith(`init:${number}:error:`)).length;
    const occurredAt = billingNow(await findBillingAccount(tx, tenantId));
    const { row } = await updatePaymentIn(tx, payment, { status: "PENDING", source: `init:${number}`, occurredAt });
    return { payment: row, number, errors };
  });
}

const doneSource = (number: number) => `init:${number}:done`;

async function finishAttempt(paymentId: PaymentId, number: number, outcome: PaymentOutcome): Promise<void> {
  const { attemptId, clientSecret: _secret, ...data } = outcome;
  const { tenantId } = await requirePayment(paymentId);
  const occurredAt = billingNow(await findBillingAccount(database(), tenantId));
  // Under the names that a sync gives, which may have recorded it first: one attempt is one entry.
  const source = attemptId ?? `status:${outcome.status}`;
  await updatePayment({ id: paymentId }, { ...data, source, occurredAt });
  await updatePayment(
    { id: paymentId },
    { ...data, source: doneSource(number), occurredAt, detail: { attempt: source } },
  );
}

/** ERROR with what went wrong. While the provider has not answered, the same attempt is repeated under its own key. */
async function recordError({ payment, number, errors }: Claim, error: unknown): Promise<void> {
  const isUnanswered = !hasAnswered(error) && (!(error instanceof AppError) || error.status >= 500);
  const data: PaymentUpdateData = {
    status: "ERROR",
    source: isUnanswered ? `init:${number}:error:${errors + 1}` : doneSource(number),
    occurredAt: billingNow(await findBillingAccount(database(), payment.tenantId)),
    failureCode: error instanceof AppError ? error.code : "provider_error",
    detail: { message: error instanceof Error ? error.message : String(error) },
  };
  await updatePayment({ id: payment.id }, data);
}

async function requirePayment(paymentId: PaymentId): Promise<PaymentRow> {
  const row = await findPayment(database(), { id: paymentId });
  if (!row) throw new AppError("not_found", "There is no such payment.");
  return row;
}
