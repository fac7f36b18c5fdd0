import { releaseRequestSchema, reservationSchema } from "@/lib/contracts/credits";
import { readReservation } from "@/lib/credits/read-reservation";
import { releaseReservation } from "@/lib/credits/release-reservation";
import { tenantRoute } from "@/lib/http/routes";

/** Gives back what was set aside. */
export const POST = tenantRoute(
  {
    allow: "credits:use",
    summary: "Give reserved credits back",
    body: releaseRequestSchema,
    answer: reservationSchema,
  },
  async ({ tenant, body: { reservation_id: reservationId } }) => {
    await releaseReservation(tenant.id, reservationId);
    return readReservation(tenant.id, reservationId);
  },
);
