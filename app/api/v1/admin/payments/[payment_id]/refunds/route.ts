import { refundedPaymentSchema, refundRequestSchema } from "@/lib/contracts/payments";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";
import { refundPayment } from "@/lib/payments/refund-payment";

/** Gives money back; the subscription ends with it only where asked. */
export const POST = operatorRoute(
  { summary: "Refund a payment, wholly or in part", body: refundRequestSchema, answer: refundedPaymentSchema },
  ({ params, body: { amount_minor: amountMinor, reason, cancel }, actor, requestId }) =>
    refundPayment({ paymentId: requireId(params.payment_id), amountMinor, reason, cancel, actor, requestId }),
);
