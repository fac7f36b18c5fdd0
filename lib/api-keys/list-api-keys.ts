import { and, desc, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api";
import { users } from "@/db/schema/identity";
import type { ApiKeyDto } from "@/lib/contracts/api-keys";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { isKeyScope } from "./scopes";

type ApiKeyRow = typeof apiKeys.$inferSelect;

/** A key as people see it: never the key itself. */
export function toApiKeyDto(row: ApiKeyRow, creator: { id: string; name: string }): ApiKeyDto {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    // A scope that keys are no longer given stays in the row and has no effect.
    scopes: row.scopes.filter(isKeyScope),
    created_by: { id: creator.id, name: creator.name },
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}

/** The tenant's keys that are not revoked, the newest first. */
export async function listApiKeys(tenantId: TenantId): Promise<ApiKeyDto[]> {
  const rows = await database()
    .select({ key: apiKeys, creator: { id: users.id, name: users.name } })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(and(eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.id));
  return rows.map(({ key, creator }) => toApiKeyDto(key, creator));
}
