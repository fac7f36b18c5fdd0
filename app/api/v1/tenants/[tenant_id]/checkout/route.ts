import { openCheckout } from "@/lib/checkout/open-checkout";
import { checkoutRequestSchema, checkoutSchema } from "@/lib/contracts/checkout";
import { tenantRoute } from "@/lib/http/routes";

/** Opens the hosted payment page for a plan, or answers the one that is open. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Open the hosted payment page for a plan",
    body: checkoutRequestSchema,
    answer: checkoutSchema,
    rateLimit: { name: "checkout", points: 30, seconds: 60 },
  },
  ({ tenant, actor, body, requestId }) =>
    openCheckout({
      tenantId: tenant.id,
      actor,
      plan: body.plan,
      interval: body.interval,
      currency: body.currency,
      returnTo: body.return_to,
      requestId,
    }),
);
