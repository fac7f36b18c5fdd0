import { reservationSchema, reserveRequestSchema } from "@/lib/contracts/credits";
import { toReservationDto } from "@/lib/credits/credits-dto";
import { reserveCredits } from "@/lib/credits/reserve-credits";
import { tenantRoute } from "@/lib/http/routes";

/** Sets credits aside for work under way. The same source again answers the same reservation. */
export const POST = tenantRoute(
  {
    allow: "credits:use",
    summary: "Set credits aside for work under way",
    body: reserveRequestSchema,
    answer: reservationSchema,
    rateLimit: { name: "credits", points: 1_200, seconds: 60 },
  },
  async ({ tenant, body: { quantity, source, ttl } }) => {
    const { reservation, credits } = await reserveCredits({
      tenantId: tenant.id,
      quantity,
      source,
      ttlMs: ttl * 1000,
    });
    return toReservationDto(reservation, credits);
  },
);
