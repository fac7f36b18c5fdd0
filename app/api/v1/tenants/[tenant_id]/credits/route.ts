import { creditsSchema } from "@/lib/contracts/subscription";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { readCreditsNow } from "@/lib/credits/read-credits-now";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";

/** The credits that can be spent now, and what the month has brought. */
export const GET = tenantRoute(
  { allow: "credits:read", summary: "Read the credits of this month", answer: creditsSchema },
  async ({ tenant }) => toCreditsDto(await readCreditsNow(database(), tenant.id)),
);
