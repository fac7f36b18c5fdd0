import type { Executor } from "@/db/client";
import { auditLog } from "@/db/schema/api";
import type { SignedIn } from "@/lib/auth/session";
import { newId, type TenantId } from "@/lib/ids";

/** What may stand in a detail: plain values, so that nothing is logged by accident with the whole object around it. */
type DetailValue = string | number | boolean | null | string[];

export interface AuditEntry {
  /** Null for what belongs to no workspace. */
  tenantId: TenantId | null;
  /** Who did it; "system" for jobs and for what Stripe reports. */
  actor: SignedIn | "system";
  /** In which part he did it, where it was not by a person's own session in his workspace. */
  as?: "operator" | "api_key";
  /** A stable name, noun first: "subscription.cancel", "member.remove". */
  action: string;
  /** Ids and old and new values; never a token, a password, a card number or a mail's text. */
  detail: Record<string, DetailValue | undefined>;
  requestId?: string | undefined;
}

/** Writes one line of the audit log; give it the transaction of the change, so that both are there or neither. */
export async function recordAudit(db: Executor, entry: AuditEntry): Promise<void> {
  const { tenantId, actor, action, detail, requestId } = entry;
  const person = actor === "system" ? null : actor.user.id;
  await db.insert(auditLog).values({
    id: newId(),
    tenantId,
    actorUserId: person,
    actorKind: person ? (entry.as ?? "user") : "system",
    action,
    detail,
    requestId: requestId ?? null,
  });
}
