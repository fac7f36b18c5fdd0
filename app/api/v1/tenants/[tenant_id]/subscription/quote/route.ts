import { quoteRequestSchema, quoteSchema } from "@/lib/contracts/plan-changes";
import { tenantRoute } from "@/lib/http/routes";
import { answerQuote } from "@/lib/plan-changes/answer-quote";

/** Prices a change of plan and stores the quote; nothing is changed or charged. */
export const POST = tenantRoute(
  {
    summary: "Price a change of plan, seats or interval",
    allow: "subscription:manage",
    body: quoteRequestSchema,
    answer: quoteSchema,
    status: 201,
    rateLimit: { name: "quote", points: 60, seconds: 60 },
  },
  ({ tenant, actor, body }) =>
    answerQuote({
      tenantId: tenant.id,
      actor,
      plan: body.plan,
      interval: body.interval,
      quantity: body.quantity,
      promotionCode: body.promotion_code,
    }),
);
