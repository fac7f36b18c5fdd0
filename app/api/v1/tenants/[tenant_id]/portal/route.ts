import { portalSchema } from "@/lib/contracts/checkout";
import { tenantRoute } from "@/lib/http/routes";
import { openPortal } from "@/lib/subscriptions/open-portal";

/** The address of the hosted portal: card, invoices, cancellation. */
export const POST = tenantRoute(
  {
    allow: "subscription:manage",
    by: "session",
    summary: "Open the hosted billing portal",
    answer: portalSchema,
    rateLimit: { name: "portal", points: 20, seconds: 60 },
  },
  async ({ tenant }) => ({ url: await openPortal(tenant.id) }),
);
