import { tenantRoute } from "@/lib/http/routes";
import { deletePoster } from "@/lib/studio/delete-poster";

/** Deletes a poster for good; its credit stays spent. */
export const DELETE = tenantRoute(
  { allow: "studio:create", product: "write", summary: "Delete a poster for good", status: 204 },
  async ({ tenant, params }) => {
    await deletePoster(tenant.id, params.poster_id ?? "");
    return new Response(null, { status: 204 });
  },
);
