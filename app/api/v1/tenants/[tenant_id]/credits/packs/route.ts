import { packListSchema } from "@/lib/contracts/credits";
import { tenantRoute } from "@/lib/http/routes";
import { listPacks } from "@/lib/plans/list-packs";

/** The credit packs that are on sale. */
export const GET = tenantRoute(
  { allow: "credits:read", summary: "List the credit packs", answer: packListSchema },
  async () => ({ data: listPacks() }),
);
