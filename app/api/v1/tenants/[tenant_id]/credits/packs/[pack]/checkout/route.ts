import { openPackCheckout } from "@/lib/checkout/open-pack-checkout";
import { checkoutSchema } from "@/lib/contracts/checkout";
import { packCheckoutRequestSchema } from "@/lib/contracts/credits";
import { tenantRoute } from "@/lib/http/routes";

/** Opens the hosted payment page for a credit pack, or answers the one that is open. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Open the payment page for a credit pack",
    body: packCheckoutRequestSchema,
    answer: checkoutSchema,
    rateLimit: { name: "checkout", points: 30, seconds: 60 },
  },
  ({ tenant, actor, params, body, requestId }) =>
    openPackCheckout({
      tenantId: tenant.id,
      actor,
      pack: params.pack ?? "",
      currency: body.currency,
      returnTo: body.return_to,
      requestId,
    }),
);
