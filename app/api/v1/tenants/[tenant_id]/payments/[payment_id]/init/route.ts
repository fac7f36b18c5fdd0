import { initializedPaymentSchema } from "@/lib/contracts/payments";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";
import { startPayment } from "@/lib/payments/start-payment";

/** Runs the payment's provider: an operator's second try for a customer. Twice at once is one attempt. */
export const POST = operatorRoute(
  { summary: "Run a payment's provider once (operators)", answer: initializedPaymentSchema },
  ({ params, actor, requestId }) =>
    startPayment(requireId(params.tenant_id), requireId(params.payment_id), actor, requestId),
);
