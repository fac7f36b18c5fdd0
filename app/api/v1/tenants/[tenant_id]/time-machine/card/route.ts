import { testCardRequestSchema, timeMachineSchema } from "@/lib/contracts/time-machine";
import { tenantRoute } from "@/lib/http/routes";
import { readTimeMachine } from "@/lib/time-machine/read-time-machine";
import { swapCard } from "@/lib/time-machine/swap-card";

/** Makes the workspace's card fail from now on, or work again. */
export const PUT = tenantRoute(
  {
    summary: "Swap the test card (local Stripe only)",
    allow: "subscription:manage",
    by: "session",
    body: testCardRequestSchema,
    answer: timeMachineSchema,
  },
  async ({ tenant, body }) => {
    await swapCard(tenant.id, body.card);
    return readTimeMachine(tenant.id);
  },
);
