import { findBillingAccount } from "@/db/queries/billing";
import { findInvoice, type PaymentRow } from "@/db/queries/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { billingNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { createPayment } from "@/lib/payments/create-payment";
import { explainDecline } from "@/lib/payments/explain-decline";
import { initPayment } from "@/lib/payments/init-payment";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";

export interface PayInvoice {
  tenantId: TenantId;
  stripeInvoiceId: string;
  actor: SignedIn;
  requestId?: string;
}

/** paid: the money is here · processing: the bank takes its time · requires_action: the customer confirms at his bank. */
export type InvoicePayment =
  | { status: "paid" | "processing"; clientSecret: null }
  | { status: "requires_action"; clientSecret: string };

/**
 * Collects an open invoice on the saved card, in front of the customer; an invoice that is paid stays paid. Throws
 * `not_found` for what is not this workspace's, `invoice_not_payable` for drafts and voided ones, `payment_failed` with
 * the bank's reason, `payment_method_required` without a card. Never refused for the workspace's state: paying is the
 * way out of it (G14).
 */
export async function payInvoice(input: PayInvoice): Promise<InvoicePayment> {
  const { tenantId, stripeInvoiceId } = input;
  // Asked of our own table by tenant first: another workspace's invoice is none (G21).
  await requireInvoice(tenantId, stripeInvoiceId);
  await syncTenantBilling(tenantId, "payment-requested");
  const invoice = await requireInvoice(tenantId, stripeInvoiceId);
  if (invoice.status === "paid") return { status: "paid", clientSecret: null };
  if (invoice.status !== "open" && invoice.status !== "uncollectible")
    throw new AppError("invoice_not_payable", `The invoice is ${invoice.status}; there is nothing to pay.`);
  const payment = await openPayment(tenantId, invoice);
  const detail = { invoice: stripeInvoiceId, payment: payment.id };
  const { actor, requestId } = input;
  await recordAudit(database(), { tenantId, actor, action: "invoice.pay", detail, requestId });
  return answerOf(await initPayment(payment.id, { onSession: true }));
}

type Invoice = Awaited<ReturnType<typeof requireInvoice>>;

async function requireInvoice(tenantId: TenantId, stripeInvoiceId: string) {
  const invoice = await findInvoice(database(), tenantId, stripeInvoiceId);
  if (!invoice) throw new AppError("not_found", "There is no such invoice.");
  return invoice;
}

/** The payment that the sync has recorded of the invoice's intent; a new one where Stripe has made no intent yet. */
async function openPayment(tenantId: TenantId, invoice: Invoice): Promise<PaymentRow> {
  return createPayment(database(), {
    tenantId,
    provider: "stripe",
    amountMinor: invoice.amountDueMinor - invoice.amountPaidMinor,
    currency: invoice.currency,
    description: invoice.description,
    stripeInvoiceId: invoice.stripeInvoiceId,
    stripeSubscriptionId: invoice.stripeSubscriptionId,
    createdAt: billingNow(await findBillingAccount(database(), tenantId)),
  });
}

function answerOf({ payment, clientSecret }: Awaited<ReturnType<typeof initPayment>>): InvoicePayment {
  if (clientSecret) return { status: "requires_action", clientSecret };
  switch (payment.status) {
    case "CONFIRMED":
      return { status: "paid", clientSecret: null };
    case "NEW":
    case "PENDING":
    case "REQUIRES_ACTION":
      return { status: "processing", clientSecret: null };
    case "CANCELED":
      throw new AppError("invoice_not_payable", "The payment was given up in the meantime. Look at the invoice again.");
    case "FAILED":
      if (payment.failureCode === "payment_method_required")
        throw new AppError("payment_method_required", "There is no card to charge. Add one, then pay again.");
      throw new AppError("payment_failed", explainDecline(payment.failureCode));
    case "ERROR":
      throw new AppError(
        "billing_unavailable",
        "The payment could not be tried. Nothing was charged by us; try again.",
      );
  }
}
