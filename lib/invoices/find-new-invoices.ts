import type { Transaction } from "@/db/client";
import { listFinalizedInvoiceIds } from "@/db/queries/payments";
import type { DomainEvent } from "@/lib/events/catalogue";
import type { TenantId } from "@/lib/ids";
import type { InvoiceSnapshot } from "@/lib/sync/billing-snapshot";

/**
 * InvoiceFinalizedEvent for every invoice that is seen finalised for the first time; asked before the copies are saved,
 * under the tenant's billing lock, so that each is told once however many syncs run.
 */
export async function findNewInvoices(
  tx: Transaction,
  tenantId: TenantId,
  invoices: InvoiceSnapshot[],
): Promise<DomainEvent[]> {
  const known = await listFinalizedInvoiceIds(tx, tenantId);
  return invoices
    .flatMap((invoice) => (invoice.finalizedAt ? [{ ...invoice, finalizedAt: invoice.finalizedAt }] : []))
    .filter(({ stripeInvoiceId }) => !known.has(stripeInvoiceId))
    .sort((a, b) => a.finalizedAt.getTime() - b.finalizedAt.getTime())
    .map((invoice) => ({
      type: "InvoiceFinalized",
      data: {
        invoice_id: invoice.stripeInvoiceId,
        number: invoice.number,
        subscription_id: invoice.stripeSubscriptionId,
        billing_reason: invoice.billingReason,
        currency: invoice.currency,
        total_minor: invoice.totalMinor,
        amount_due_minor: invoice.amountDueMinor,
        hosted_url: invoice.hostedUrl,
        pdf_url: invoice.pdfUrl,
        finalized_at: invoice.finalizedAt.toISOString(),
      },
    }));
}
