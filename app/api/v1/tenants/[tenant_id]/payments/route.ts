import { paymentPageSchema } from "@/lib/contracts/payments";
import { pageQuerySchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { listPayments } from "@/lib/payments/list-payments";

/** The workspace's payments, newest first. */
export const GET = tenantRoute(
  {
    summary: "List the workspace's payments, newest first",
    allow: "payments:read",
    query: pageQuerySchema,
    answer: paymentPageSchema,
  },
  ({ tenant, query }) => listPayments(database(), tenant.id, query),
);
