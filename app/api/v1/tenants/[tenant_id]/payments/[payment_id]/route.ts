import { paymentDetailSchema } from "@/lib/contracts/payments";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";
import { readPayment } from "@/lib/payments/read-payment";

/** One payment with its history, refunds and disputes. */
export const GET = tenantRoute(
  {
    summary: "Read a payment with its history, refunds and disputes",
    allow: "payments:read",
    answer: paymentDetailSchema,
  },
  ({ tenant, params }) => readPayment(database(), tenant.id, params.payment_id ?? ""),
);
