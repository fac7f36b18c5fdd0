import type { Transaction } from "@/db/client";
import { announceTenantChange } from "@/db/queries/announce";
import { moveCredits } from "@/db/queries/credits";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { appendEvents } from "@/lib/events/append-events";
import { newId, type TenantId } from "@/lib/ids";
import { lockCredits } from "./lock-credits";

interface GrantCredits {
  quantity: number;
  reason: string;
  /** An operator. */
  actor: SignedIn;
  requestId?: string;
}

/**
 * Gives credits for nothing (G15): they stand among the packs, so that no webhook, plan change or month's turn takes
 * them, and they are nobody's revenue.
 */
export async function grantCredits(tx: Transaction, tenantId: TenantId, wanted: GrantCredits): Promise<void> {
  const { quantity, reason, actor, requestId } = wanted;
  await lockCredits(tx, tenantId);
  const source = `gift:${newId<string>()}`;
  await moveCredits(tx, tenantId, { kind: "grant", source, monthly: 0, pack: quantity, note: reason });
  const detail = { quantity, reason, source };
  await recordAudit(tx, { tenantId, actor, as: "operator", action: "credits.grant", detail, requestId });
  await appendEvents(tx, tenantId, [{ type: "CreditsGranted", data: { amount: quantity, source } }]);
  await announceTenantChange(tx, tenantId, "credits-granted");
}
