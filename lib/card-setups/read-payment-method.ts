import type { PaymentMethodDto } from "@/lib/contracts/cards";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { readBillingState } from "@/lib/subscriptions/read-billing-state";

/** The card that is charged, or null. */
export async function readPaymentMethod(tenantId: TenantId): Promise<PaymentMethodDto> {
  const { payment_method } = await readBillingState(database(), tenantId);
  return { payment_method };
}
