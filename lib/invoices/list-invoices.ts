import { and, desc, eq, lt, ne, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { InvoiceRow } from "@/db/queries/billing";
import { invoices } from "@/db/schema/billing";
import type { InvoiceDto } from "@/lib/contracts/subscription";
import { decodeCursor, toPage } from "@/lib/cursor";
import type { TenantId } from "@/lib/ids";

/** The tenant's invoices, newest first; drafts are not yet anybody's business. */
export async function listInvoices(db: Database, tenantId: TenantId, page: { cursor?: string; limit: number }) {
  const after = page.cursor ? decodeCursor(page.cursor) : null;
  const olderThan = after
    ? or(
        lt(invoices.createdAt, after.at),
        and(eq(invoices.createdAt, after.at), lt(invoices.stripeInvoiceId, after.id)),
      )
    : undefined;
  const rows = await db
    .select()
    .from(invoices)
    .where(and(eq(invoices.tenantId, tenantId), ne(invoices.status, "draft"), olderThan))
    .orderBy(desc(invoices.createdAt), desc(invoices.stripeInvoiceId))
    .limit(page.limit + 1);
  return toPage(rows, page.limit, ({ createdAt: at, stripeInvoiceId: id }) => ({ at, id }), toInvoiceDto);
}

export function toInvoiceDto(row: InvoiceRow): InvoiceDto {
  return {
    id: row.stripeInvoiceId,
    number: row.number,
    status: row.status,
    description: row.description,
    currency: row.currency,
    total_minor: row.totalMinor,
    amount_due_minor: row.amountDueMinor,
    amount_paid_minor: row.amountPaidMinor,
    created_at: row.createdAt.toISOString(),
    paid_at: row.paidAt?.toISOString() ?? null,
    hosted_url: row.hostedUrl,
    pdf_url: row.pdfUrl,
  };
}
