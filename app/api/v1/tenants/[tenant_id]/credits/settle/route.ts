import { reservationSchema, settleRequestSchema } from "@/lib/contracts/credits";
import { readReservation } from "@/lib/credits/read-reservation";
import { settleReservation } from "@/lib/credits/settle-reservation";
import { tenantRoute } from "@/lib/http/routes";

/** Pays for finished work with what was set aside; the rest goes back. */
export const POST = tenantRoute(
  {
    allow: "credits:use",
    summary: "Pay for finished work with reserved credits",
    body: settleRequestSchema,
    answer: reservationSchema,
  },
  async ({ tenant, body: { reservation_id: reservationId, quantity } }) => {
    await settleReservation({ tenantId: tenant.id, reservationId, quantity });
    return readReservation(tenant.id, reservationId);
  },
);
