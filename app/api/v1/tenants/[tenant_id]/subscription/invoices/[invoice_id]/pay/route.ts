import { paidInvoiceSchema } from "@/lib/contracts/invoices";
import { tenantRoute } from "@/lib/http/routes";
import { payOpenInvoice } from "@/lib/invoices/pay-open-invoice";

/** Collects an open invoice on the saved card, now. Repeating it once it is paid changes nothing. */
export const POST = tenantRoute(
  {
    summary: "Pay an open invoice with the saved card",
    allow: "subscription:manage",
    answer: paidInvoiceSchema,
  },
  ({ tenant, params, actor, requestId }) =>
    payOpenInvoice({ tenantId: tenant.id, stripeInvoiceId: params.invoice_id ?? "", actor, requestId }),
);
