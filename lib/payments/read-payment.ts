import type { Database } from "@/db/client";
import { findPaymentOfTenant, listDisputes, listHistory, listRefunds } from "@/db/queries/payments";
import type { PaymentDetailDto } from "@/lib/contracts/payments";
import { AppError } from "@/lib/errors";
import { isId, type PaymentId, type TenantId } from "@/lib/ids";
import { toPaymentDetailDto } from "./payment-dto";

/** One payment of the tenant with its history, refunds and disputes; throws `not_found` for any other's. */
export async function readPayment(db: Database, tenantId: TenantId, id: string): Promise<PaymentDetailDto> {
  const found = isId(id) ? await findPaymentOfTenant(db, tenantId, id as PaymentId) : null;
  if (!found) throw new AppError("not_found", "There is no such payment.");
  const { id: paymentId } = found.payment;
  const [history, refunds, disputes] = await Promise.all([
    listHistory(db, paymentId),
    listRefunds(db, paymentId),
    listDisputes(db, paymentId),
  ]);
  return toPaymentDetailDto({ ...found, history, refunds, disputes });
}
