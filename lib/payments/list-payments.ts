import type { Database } from "@/db/client";
import { listPaymentRows } from "@/db/queries/payments";
import { decodeCursor, toPage } from "@/lib/cursor";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { isId } from "@/lib/ids";
import { toPaymentDto } from "./payment-dto";

/** The tenant's payments, newest first. */
export async function listPayments(db: Database, tenantId: TenantId, page: { cursor?: string; limit: number }) {
  const before = page.cursor ? decodeCursor(page.cursor) : null;
  if (before && !isId(before.id))
    throw new AppError("invalid_request", "cursor: take it from the previous page's next_cursor.");
  const rows = await listPaymentRows(db, tenantId, { before, limit: page.limit + 1 });
  return toPage(
    rows,
    page.limit,
    ({ payment }) => ({ at: payment.createdAt, id: payment.id }),
    ({ payment, invoice }) => toPaymentDto(payment, invoice),
  );
}
