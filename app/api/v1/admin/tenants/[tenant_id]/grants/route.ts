import { grantListSchema, grantRequestSchema, grantSchema } from "@/lib/contracts/grants";
import { toGrantDto } from "@/lib/grants/grant-dto";
import { grantPlan } from "@/lib/grants/grant-plan";
import { listGrants } from "@/lib/grants/list-grants";
import { json } from "@/lib/http/respond";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";

/** Every plan that was given to the workspace. */
export const GET = operatorRoute(
  { summary: "List the plans given to a workspace", answer: grantListSchema },
  async ({ params }) => ({ data: (await listGrants(requireId(params.tenant_id))).map(toGrantDto) }),
);

/** Gives the workspace a plan for nothing. */
export const POST = operatorRoute(
  { summary: "Give a workspace a plan", body: grantRequestSchema, answer: grantSchema, status: 201 },
  async ({ params, actor, body }) => {
    const row = await grantPlan({
      tenantId: requireId(params.tenant_id),
      actor,
      tier: body.plan,
      reason: body.reason,
      startsAt: body.starts_at ? new Date(body.starts_at) : null,
      endsAt: body.ends_at ? new Date(body.ends_at) : null,
    });
    return json(toGrantDto(row), 201);
  },
);
