import { consumeRequestSchema, consumptionSchema } from "@/lib/contracts/credits";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { spendCredits } from "@/lib/credits/spend-credits";
import { tenantRoute } from "@/lib/http/routes";

/** Spends credits at once. The same source again costs nothing. */
export const POST = tenantRoute(
  {
    allow: "credits:use",
    summary: "Spend credits",
    body: consumeRequestSchema,
    answer: consumptionSchema,
    rateLimit: { name: "credits", points: 1_200, seconds: 60 },
  },
  async ({ tenant, body }) => {
    const spent = await spendCredits({ tenantId: tenant.id, ...body });
    return { quantity: spent.quantity, repeated: spent.repeated, credits: toCreditsDto(spent.credits) };
  },
);
