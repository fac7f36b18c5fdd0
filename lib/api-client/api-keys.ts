import { queryOptions } from "@tanstack/react-query";
import type { CreateApiKeyInput } from "./api-types";
import { callOperation } from "./call-operation";
import { tenantKey } from "./keys";

export const apiKeysKey = (tenantId: string) => [...tenantKey(tenantId), "api-keys"] as const;

/** The workspace's API keys that are not revoked, newest first. */
export const apiKeysQuery = (tenantId: string) =>
  queryOptions({
    queryKey: apiKeysKey(tenantId),
    queryFn: ({ signal }) =>
      callOperation("GET /tenants/{tenant_id}/api-keys", { params: { tenant_id: tenantId }, signal }),
  });

/** Makes a key; this answer alone holds it. */
export const createApiKey = (tenantId: string, body: CreateApiKeyInput) =>
  callOperation("POST /tenants/{tenant_id}/api-keys", { params: { tenant_id: tenantId }, body });

/** Ends a key at once and for good. */
export const revokeApiKey = (tenantId: string, keyId: string) =>
  callOperation("DELETE /tenants/{tenant_id}/api-keys/{key_id}", { params: { tenant_id: tenantId, key_id: keyId } });
