import type { Executor } from "@/db/client";
import { auditLog } from "@/db/schema/api";
import type { SignedIn } from "@/lib/auth/session";
import { wallNow } from "@/lib/clock";
import { newId, type TenantId } from "@/lib/ids";

/** What may stand in a detail: plain values, so that nothing is logged by accident with the whole object around it. */
type DetailValue = string | number | boolean | null | string[];

export interface AuditEntry {
  /** Null for what belongs to no workspace. */
  tenantId: TenantId | null;
  /** Who did it; "system" for jobs and for what Stripe reports. */
  actor: SignedIn | "system";
  /** Set where it was not as a member of the workspace. */
  as?: "operator";
  /** A stable name, noun first: "subscription.cancel", "member.remove". */
  action: string;
  /** Ids and old and new values; never a token, a password, a card number or a mail's text. */
  detail: Record<string, DetailValue | undefined>;
  requestId?: string | undefined;
}

/** Writes one line of the audit log, with the API key where one acted; give it the transaction of the change, so that both are there or neither. */
export async function recordAudit(db: Executor, entry: AuditEntry): Promise<void> {
  const { tenantId, actor, action, requestId } = entry;
  const person = actor === "system" ? null : actor;
  const kind = person?.apiKey ? "api_key" : "user";
  const detail = person?.apiKey ? { ...entry.detail, api_key_id: person.apiKey.id } : entry.detail;
  await db.insert(auditLog).values({
    id: newId(),
    tenantId,
    actorUserId: person?.user.id ?? null,
    actorKind: person ? (entry.as ?? kind) : "system",
    action,
    detail,
    requestId: requestId ?? null,
    // In whole milliseconds, which a page's cursor can name.
    createdAt: wallNow(),
  });
}
