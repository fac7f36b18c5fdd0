import { creditGrantRequestSchema } from "@/lib/contracts/credits";
import { creditsSchema } from "@/lib/contracts/subscription";
import { toCreditsDto } from "@/lib/credits/credits-dto";
import { grantCredits } from "@/lib/credits/grant-credits";
import { readCreditsNow } from "@/lib/credits/read-credits-now";
import { database } from "@/lib/database";
import { json } from "@/lib/http/respond";
import { operatorRoute } from "@/lib/http/routes";
import { requireId, type TenantId } from "@/lib/ids";

/** Gives the workspace credits for nothing; they do not expire. */
export const POST = operatorRoute(
  { summary: "Give a workspace credits", body: creditGrantRequestSchema, answer: creditsSchema, status: 201 },
  async ({ params, actor, body, requestId }) => {
    const tenantId = requireId<TenantId>(params.tenant_id);
    // Also the month's turn, and the refusal of what is no workspace.
    await readCreditsNow(database(), tenantId);
    await database().transaction((tx) => grantCredits(tx, tenantId, { ...body, actor, requestId }));
    return json(toCreditsDto(await readCreditsNow(database(), tenantId)), 201);
  },
);
