import { AppError } from "@/lib/errors";
import type { PaymentId } from "@/lib/ids";
import { initPayment } from "./init-payment";

/** `initPayment` by a job: while the provider can't be reached it fails, so that the queue repeats it under the same key. */
export async function runPayment(paymentId: PaymentId): Promise<void> {
  const { payment } = await initPayment(paymentId, { onSession: false });
  if (payment.status === "ERROR" && payment.failureCode === "billing_unavailable")
    throw new AppError("billing_unavailable", "The provider of the payment can't be reached.");
}
