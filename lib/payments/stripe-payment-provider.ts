import { findBillingAccount } from "@/db/queries/billing";
import type { PaymentRow } from "@/db/queries/payments";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import {
  chargeDefaultCard,
  collectInvoice,
  confirmIntent,
  type IntentState,
  readIntent,
  readInvoice,
} from "@/lib/stripe/invoices";
import type { PaymentAttempt, PaymentOutcome, PaymentProvider } from "./payment-provider";
import { statusOfIntent } from "./payment-status";

/** Charges the saved card at Stripe: an invoice where the payment is for one, else an intent of its own. */
export class StripePaymentProvider implements PaymentProvider {
  readonly name = "stripe";

  async executePayment(payment: PaymentRow, attempt: PaymentAttempt): Promise<PaymentOutcome> {
    // Looked at first: it may have been paid, given up or challenged since, and must not be tried over that.
    const before = await intentOf(payment);
    if (before && before.status !== "requires_payment_method" && before.status !== "requires_confirmation")
      return outcomeOf(before);
    return payment.stripeInvoiceId
      ? this.collect(payment.stripeInvoiceId, attempt)
      : outcomeOf(await this.charge(payment, attempt));
  }

  private async collect(stripeInvoiceId: string, attempt: PaymentAttempt): Promise<PaymentOutcome> {
    const call = await collectInvoice(stripeInvoiceId, attempt);
    const { intent } = await readInvoice(stripeInvoiceId);
    if (call === "no_payment_method") return { ...failed("payment_method_required"), externalId: idOf(intent) };
    // An invoice that credit or a discount has paid in full needs no intent at all.
    return intent ? outcomeOf(intent) : { ...failed(null), status: "CONFIRMED" };
  }

  private async charge(payment: PaymentRow, attempt: PaymentAttempt): Promise<IntentState> {
    const { tenantId, amountMinor, currency, description } = payment;
    const account = await findBillingAccount(database(), tenantId);
    const stripeCustomerId = account?.stripeCustomerId;
    if (!stripeCustomerId)
      throw new AppError("no_billing_account", "There is no customer at Stripe before the first purchase.");
    if (payment.externalId) return confirmIntent(payment.externalId, stripeCustomerId, attempt);
    const charge = { paymentId: payment.id, tenantId, stripeCustomerId, amountMinor, currency, description };
    return chargeDefaultCard(charge, attempt);
  }
}

async function intentOf(payment: PaymentRow): Promise<IntentState | null> {
  if (payment.externalId) return readIntent(payment.externalId);
  return payment.stripeInvoiceId ? (await readInvoice(payment.stripeInvoiceId)).intent : null;
}

const idOf = (intent: IntentState | null) => intent?.stripePaymentIntentId ?? null;

function outcomeOf(intent: IntentState): PaymentOutcome {
  const status = statusOfIntent({ ...intent, attempts: [] });
  return {
    // After a try there is nothing new about an intent: what waits for the bank's answer is pending.
    status: status === "NEW" || status === "ERROR" ? "PENDING" : status,
    externalId: intent.stripePaymentIntentId,
    attemptId: status === "CONFIRMED" || status === "FAILED" ? intent.stripeChargeId : null,
    amountMinor: intent.amountMinor,
    currency: intent.currency,
    failureCode: status === "FAILED" ? intent.failureCode : null,
    clientSecret: status === "REQUIRES_ACTION" ? intent.clientSecret : null,
    debitReferenceId: null,
  };
}

function failed(failureCode: string | null): PaymentOutcome {
  return {
    status: "FAILED",
    externalId: null,
    attemptId: null,
    amountMinor: null,
    currency: null,
    failureCode,
    clientSecret: null,
    debitReferenceId: null,
  };
}
