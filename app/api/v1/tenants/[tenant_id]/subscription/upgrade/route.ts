import { changeOutcomeSchema, upgradeRequestSchema } from "@/lib/contracts/plan-changes";
import { tenantRoute } from "@/lib/http/routes";
import type { QuoteId } from "@/lib/ids";
import { changePlan } from "@/lib/plan-changes/change-plan";

/** Changes plan, interval or seats: up now and paid, down at the period's end. A quote is charged exactly. */
export const POST = tenantRoute(
  {
    summary: "Change the plan, up or down",
    allow: "subscription:manage",
    body: upgradeRequestSchema,
    answer: changeOutcomeSchema,
    rateLimit: { name: "change-plan", points: 30, seconds: 60 },
  },
  ({ tenant, actor, body, requestId }) =>
    changePlan({
      tenantId: tenant.id,
      actor,
      plan: body.new_plan,
      interval: body.interval,
      quantity: body.quantity,
      promotionCode: body.promotion_code,
      quoteId: body.quote_id as QuoteId | undefined,
      requestId,
    }),
);
