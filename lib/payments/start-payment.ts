import { findPaymentOfTenant } from "@/db/queries/payments";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { PaymentId, TenantId } from "@/lib/ids";
import { initPayment } from "./init-payment";
import { toPaymentDto } from "./payment-dto";

/** `initPayment` by an operator, for a payment of the named workspace: the customer is not there to answer his bank. */
export async function startPayment(tenantId: TenantId, paymentId: PaymentId, actor: SignedIn, requestId: string) {
  const found = await findPaymentOfTenant(database(), tenantId, paymentId);
  if (!found) throw new AppError("not_found", "There is no such payment.");
  const { id, tenantId: owner } = found.payment;
  const entry = { tenantId: owner, actor, as: "operator", action: "payment.init", detail: { payment: id } } as const;
  await recordAudit(database(), { ...entry, requestId });
  const { payment, clientSecret } = await initPayment(id, { onSession: false });
  return { payment: toPaymentDto(payment, found.invoice), client_secret: clientSecret };
}
