import { suspensionSchema } from "@/lib/contracts/payments";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";
import { liftSuspension } from "@/lib/payments/lift-suspension";

/** Lifts the suspension that a lost dispute has brought. Repeating it changes nothing. */
export const DELETE = operatorRoute(
  { summary: "Lift a workspace's suspension", answer: suspensionSchema },
  async ({ params, actor, requestId }) => {
    await liftSuspension(requireId(params.tenant_id), actor, requestId);
    return { suspended: false };
  },
);
