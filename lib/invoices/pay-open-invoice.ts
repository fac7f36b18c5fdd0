import { findInvoice } from "@/db/queries/payments";
import type { PaidInvoiceDto } from "@/lib/contracts/invoices";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { toInvoiceDto } from "./list-invoices";
import { type PayInvoice, payInvoice } from "./pay-invoice";

/** `payInvoice` with the invoice as it stands after it, as the API answers it. */
export async function payOpenInvoice(input: PayInvoice): Promise<PaidInvoiceDto> {
  const { status, clientSecret } = await payInvoice(input);
  const invoice = await findInvoice(database(), input.tenantId, input.stripeInvoiceId);
  if (!invoice) throw new AppError("not_found", "There is no such invoice.");
  return { status, client_secret: clientSecret, invoice: toInvoiceDto(invoice) };
}
