import { and, count, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { apiKeys } from "@/db/schema/api";
import type { Role } from "@/db/schema/tenants";
import { recordAudit } from "@/lib/audit/record-audit";
import type { InSession } from "@/lib/auth/session";
import type { ApiKeyCreatedDto } from "@/lib/contracts/api-keys";
import { database } from "@/lib/database";
import { readEntitlement } from "@/lib/entitlements/read-entitlement";
import { requireFeature } from "@/lib/entitlements/require-feature";
import { AppError } from "@/lib/errors";
import { type ApiKeyId, newId, type TenantId } from "@/lib/ids";
import { type Permission, roleAllows } from "@/lib/tenants/permissions";
import { hashKey, mintKey, prefixOf } from "./key-text";
import { toApiKeyDto } from "./list-api-keys";

interface CreateApiKey {
  tenantId: TenantId;
  actor: InSession;
  role: Role;
  name: string;
  scopes: Permission[];
  requestId: string;
}

const MOST_KEYS = 50;

/**
 * Makes a key and answers it for the only time. Throws `feature_locked`, `forbidden` for a scope that the creator's
 * role lacks, and `too_many_keys`.
 */
export async function createApiKey(input: CreateApiKey): Promise<ApiKeyCreatedDto> {
  const { tenantId, actor, role, name, scopes, requestId } = input;
  const db = database();
  await requireFeature(db, await readEntitlement(db, tenantId), "api_access");
  const beyond = scopes.filter((scope) => !roleAllows(role, scope));
  if (beyond.length > 0) throw new AppError("forbidden", `Your role does not have ${beyond.join(", ")} to give away.`);
  const key = mintKey();
  const id = newId<ApiKeyId>();
  const row = await db.transaction(async (tx) => {
    await requireRoom(tx, tenantId);
    const values = {
      id,
      tenantId,
      name,
      prefix: prefixOf(key),
      keyHash: hashKey(key),
      scopes,
      createdBy: actor.user.id,
    };
    const [made] = await tx.insert(apiKeys).values(values).returning();
    if (!made) throw new Error("the API key was not saved");
    await recordAudit(tx, { tenantId, actor, action: "api-key.create", detail: { id, name, scopes }, requestId });
    await announceTenantChange(tx, tenantId, "api-key-created");
    return made;
  });
  return { ...toApiKeyDto(row, actor.user), key };
}

async function requireRoom(tx: Transaction, tenantId: TenantId): Promise<void> {
  const [row] = await tx
    .select({ keys: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt)));
  if ((row?.keys ?? 0) >= MOST_KEYS)
    throw new AppError("too_many_keys", `A workspace may have ${MOST_KEYS} API keys. Revoke one that is not used.`);
}
