import { confirmCheckout } from "@/lib/checkout/confirm-checkout";
import { confirmationSchema, confirmRequestSchema } from "@/lib/contracts/checkout";
import { tenantRoute } from "@/lib/http/routes";

/** What came of a purchase, asked of Stripe itself. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    summary: "Ask what came of a purchase",
    body: confirmRequestSchema,
    answer: confirmationSchema,
    rateLimit: { name: "confirm", points: 60, seconds: 60 },
  },
  ({ tenant, body }) => confirmCheckout(tenant.id, body.session_id),
);
