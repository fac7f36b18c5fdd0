import { changePaymentMethod } from "@/lib/card-setups/change-payment-method";
import { openCardChange } from "@/lib/card-setups/open-card-change";
import { readPaymentMethod } from "@/lib/card-setups/read-payment-method";
import { paymentMethodAnswerSchema, paymentMethodRequestSchema, paymentMethodSchema } from "@/lib/contracts/cards";
import { tenantRoute } from "@/lib/http/routes";

/** The card that is charged. */
export const GET = tenantRoute(
  { allow: "subscription:read", summary: "Read the card that is charged", answer: paymentMethodSchema },
  ({ tenant }) => readPaymentMethod(tenant.id),
);

/** Without a card it begins to save one; with a saved one it charges that from now on, and what is overdue at once. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Save a new card, or charge a saved one from now on",
    body: paymentMethodRequestSchema,
    answer: paymentMethodAnswerSchema,
    rateLimit: { name: "payment-method", points: 20, seconds: 300 },
  },
  ({ tenant, actor, body, requestId }) => {
    if ("setup_intent_id" in body)
      return changePaymentMethod({
        tenantId: tenant.id,
        actor,
        card: { setupIntentId: body.setup_intent_id },
        requestId,
      });
    if ("payment_method_id" in body)
      return changePaymentMethod({
        tenantId: tenant.id,
        actor,
        card: { paymentMethodId: body.payment_method_id },
        requestId,
      });
    return openCardChange(tenant.id, actor);
  },
);
