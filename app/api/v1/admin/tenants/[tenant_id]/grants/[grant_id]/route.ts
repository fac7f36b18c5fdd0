import { grantSchema } from "@/lib/contracts/grants";
import { toGrantDto } from "@/lib/grants/grant-dto";
import { revokeGrant } from "@/lib/grants/revoke-grant";
import { operatorRoute } from "@/lib/http/routes";
import { requireId } from "@/lib/ids";

/** Takes a given plan back. */
export const DELETE = operatorRoute(
  { summary: "Take a given plan back", answer: grantSchema },
  async ({ params, actor }) =>
    toGrantDto(await revokeGrant(requireId(params.tenant_id), requireId(params.grant_id), actor)),
);
