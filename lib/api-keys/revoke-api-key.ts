import { and, eq, isNull } from "drizzle-orm";
import { announceTenantChange } from "@/db/queries/announce";
import { apiKeys } from "@/db/schema/api";
import { recordAudit } from "@/lib/audit/record-audit";
import type { InSession } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { type ApiKeyId, isId, type TenantId } from "@/lib/ids";

interface RevokeApiKey {
  tenantId: TenantId;
  actor: InSession;
  keyId: string;
  requestId: string;
}

/** Ends a key at once and for good; false when the tenant has no such key (any more). */
export async function revokeApiKey({ tenantId, actor, keyId, requestId }: RevokeApiKey): Promise<boolean> {
  if (!isId(keyId)) return false;
  return database().transaction(async (tx) => {
    const [row] = await tx
      .update(apiKeys)
      .set({ revokedAt: wallNow() })
      .where(and(eq(apiKeys.id, keyId as ApiKeyId), eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt)))
      .returning();
    if (!row) return false;
    const detail = { id: row.id, name: row.name };
    await recordAudit(tx, { tenantId, actor, action: "api-key.revoke", detail, requestId });
    await announceTenantChange(tx, tenantId, "api-key-revoked");
    return true;
  });
}
