import { itemPageSchema, itemQuerySchema, itemRequestSchema, itemSchema } from "@/lib/contracts/workspace";
import { database } from "@/lib/database";
import { json } from "@/lib/http/respond";
import { tenantRoute } from "@/lib/http/routes";
import { createItem } from "@/lib/workspace/create-item";
import { requireItemResource } from "@/lib/workspace/item-rules";
import { listWorkspaceItems, toItemDto } from "@/lib/workspace/list-workspace-items";

/** The workspace's locations, products, recipes or suppliers, newest first. */
export const GET = tenantRoute(
  { allow: "workspace:read", summary: "List a workspace's items", query: itemQuerySchema, answer: itemPageSchema },
  ({ tenant, params, query: { archived, ...page } }) =>
    listWorkspaceItems(database(), tenant.id, requireItemResource(params.resource), {
      ...page,
      archived: archived === "true",
    }),
);

/** Makes one more, as long as the plan has room for it. */
export const POST = tenantRoute(
  {
    allow: "workspace:write",
    product: "write",
    summary: "Create a workspace item",
    body: itemRequestSchema,
    answer: itemSchema,
    status: 201,
    rateLimit: { name: "workspace", points: 600, seconds: 60 },
  },
  async ({ tenant, actor, params, body }) => {
    const resource = requireItemResource(params.resource);
    return json(toItemDto(await createItem({ tenantId: tenant.id, actor, resource, name: body.name })), 201);
  },
);
