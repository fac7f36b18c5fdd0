import { and, eq, isNull, lt, or } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api";
import { users } from "@/db/schema/identity";
import { memberships, tenants } from "@/db/schema/tenants";
import type { SignedIn } from "@/lib/auth/session";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { ApiKeyId } from "@/lib/ids";
import type { Membership } from "@/lib/tenants/find-membership";
import { hashKey, isKeyShaped } from "./key-text";

/** Who asks by a key: its creator, with his present role in the one tenant that the key belongs to. */
export interface KeyCaller extends Membership {
  actor: SignedIn & { apiKey: NonNullable<SignedIn["apiKey"]> };
}

// Often enough to find keys that nobody uses, seldom enough to keep reads from being writes.
const USED_STEP_MS = 60_000;

/** The caller behind a key; null when it is unknown or revoked, or when its creator has left the tenant. */
export async function findKeyCaller(key: string): Promise<KeyCaller | null> {
  if (!isKeyShaped(key)) return null;
  const [row] = await database()
    .select({
      key: { id: apiKeys.id, scopes: apiKeys.scopes, lastUsedAt: apiKeys.lastUsedAt },
      user: {
        id: users.id,
        email: users.email,
        name: users.name,
        locale: users.locale,
        emailVerifiedAt: users.emailVerifiedAt,
      },
      tenant: { id: tenants.id, name: tenants.name, kind: tenants.kind, suspendedAt: tenants.suspendedAt },
      role: memberships.role,
    })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .innerJoin(memberships, and(eq(memberships.tenantId, apiKeys.tenantId), eq(memberships.userId, apiKeys.createdBy)))
    .where(and(eq(apiKeys.keyHash, hashKey(key)), isNull(apiKeys.revokedAt)));
  if (!row) return null;
  await noteUse(row.key.id, row.key.lastUsedAt);
  const { id, scopes } = row.key;
  // The console is for people: an operator's key is an ordinary one.
  const actor = { sessionId: null, user: { ...row.user, isOperator: false }, apiKey: { id, scopes } };
  return { actor, tenant: row.tenant, role: row.role };
}

async function noteUse(id: ApiKeyId, lastUsedAt: Date | null): Promise<void> {
  const now = wallNow();
  const before = addMs(now, -USED_STEP_MS);
  if (lastUsedAt && lastUsedAt > before) return;
  await database()
    .update(apiKeys)
    .set({ lastUsedAt: now })
    // Of requests that arrive together one writes; the others find it done.
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))));
}
