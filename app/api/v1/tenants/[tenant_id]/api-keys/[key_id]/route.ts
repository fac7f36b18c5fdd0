import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { AppError } from "@/lib/errors";
import { tenantRoute } from "@/lib/http/routes";

/** Ends a key at once and for good. */
export const DELETE = tenantRoute(
  { allow: "api-keys:manage", by: "session", summary: "Revoke an API key", status: 204 },
  async ({ tenant, actor, params, requestId }) => {
    const revoked = await revokeApiKey({ tenantId: tenant.id, actor, keyId: params.key_id ?? "", requestId });
    if (!revoked) throw new AppError("not_found", "There is no such API key.");
    return new Response(null, { status: 204 });
  },
);
