import { tenantRoute } from "@/lib/http/routes";
import { openPortal } from "@/lib/subscriptions/open-portal";

/** The address of the hosted portal: card, invoices, cancellation. */
export const POST = tenantRoute(
  { allow: "subscription:manage", rateLimit: { name: "portal", points: 20, seconds: 60 } },
  async ({ tenant }) => ({ url: await openPortal(tenant.id) }),
);
