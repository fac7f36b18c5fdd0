import { z } from "zod";
import { invoiceSchema } from "./subscription";

/** How paying an invoice ended; `client_secret` is there when the bank asks for authentication. */
export const paidInvoiceSchema = z.object({
  status: z.enum(["paid", "processing", "requires_action"]),
  client_secret: z.string().nullable(),
  invoice: invoiceSchema,
});
export type PaidInvoiceDto = z.infer<typeof paidInvoiceSchema>;
