import { createApiKey } from "@/lib/api-keys/create-api-key";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { apiKeyCreatedSchema, apiKeyListSchema, createApiKeySchema } from "@/lib/contracts/api-keys";
import { tenantRoute } from "@/lib/http/routes";

/** The keys of the workspace's services; never the keys themselves. */
export const GET = tenantRoute(
  { allow: "api-keys:manage", by: "session", summary: "List API keys", answer: apiKeyListSchema },
  async ({ tenant }) => ({ data: await listApiKeys(tenant.id) }),
);

/** Makes a key and answers it for the only time. */
export const POST = tenantRoute(
  {
    allow: "api-keys:manage",
    by: "session",
    summary: "Make an API key, which is shown once",
    body: createApiKeySchema,
    answer: apiKeyCreatedSchema,
    status: 201,
    rateLimit: { name: "api-keys", points: 30, seconds: 60 },
  },
  ({ tenant, actor, role, body, requestId }) =>
    createApiKey({ tenantId: tenant.id, actor, role, name: body.name, scopes: body.scopes, requestId }),
);
