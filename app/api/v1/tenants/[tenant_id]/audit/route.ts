import { listAudit } from "@/lib/audit/list-audit";
import { auditPageSchema } from "@/lib/contracts/audit";
import { pageQuerySchema } from "@/lib/contracts/subscription";
import { database } from "@/lib/database";
import { tenantRoute } from "@/lib/http/routes";

/** The audit log of the workspace, the newest first. */
export const GET = tenantRoute(
  {
    summary: "Who did what to the workspace",
    answer: auditPageSchema,
    allow: "tenant:manage",
    query: pageQuerySchema,
  },
  ({ tenant, query }) => listAudit(database(), tenant.id, query),
);
