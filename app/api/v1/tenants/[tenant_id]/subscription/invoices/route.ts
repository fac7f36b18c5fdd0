import { invoicePageSchema, pageQuerySchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { listInvoices } from "@/lib/invoices/list-invoices";

/** The workspace's invoices, newest first. */
export const GET = tenantRoute(
  { allow: "invoices:read", summary: "List invoices, newest first", query: pageQuerySchema, answer: invoicePageSchema },
  ({ tenant, query }) => listInvoices(database(), tenant.id, query),
);
