import { itemChangeSchema, itemSchema } from "@/lib/contracts/workspace";
import { tenantRoute } from "@/lib/http/routes";
import { changeItem } from "@/lib/workspace/change-item";
import { deleteItem } from "@/lib/workspace/delete-item";
import { requireItemId, requireItemResource } from "@/lib/workspace/item-rules";
import { toItemDto } from "@/lib/workspace/list-workspace-items";

/** Renames, archives or restores an item. */
export const PATCH = tenantRoute(
  {
    allow: "workspace:write",
    product: "write",
    summary: "Rename, archive or restore a workspace item",
    body: itemChangeSchema,
    answer: itemSchema,
  },
  async ({ tenant, params, body }) => {
    const resource = requireItemResource(params.resource);
    const itemId = requireItemId(params.item_id);
    return toItemDto(await changeItem({ tenantId: tenant.id, resource, itemId }, body));
  },
);

/** Deletes an item for good. */
export const DELETE = tenantRoute(
  { allow: "workspace:write", product: "write", summary: "Delete a workspace item", status: 204 },
  async ({ tenant, params }) => {
    const resource = requireItemResource(params.resource);
    await deleteItem({ tenantId: tenant.id, resource, itemId: requireItemId(params.item_id) });
    return new Response(null, { status: 204 });
  },
);
