import { listUnsettledQuotes } from "@/db/queries/quotes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { dropPendingChange } from "@/lib/stripe/apply-change";
import { releaseSchedule } from "@/lib/stripe/schedule-change";
import { requireSubscription } from "@/lib/subscriptions/require-subscription";
import { syncTenantBilling } from "@/lib/sync/sync-tenant-billing";
import { failChange } from "./fail-change";

interface UndoChange {
  tenantId: TenantId;
  actor: SignedIn;
  requestId?: string;
}

/** Takes back a change that waits for its payment, or one that is scheduled; throws `nothing_to_undo`. */
export async function undoChange({ tenantId, actor, requestId }: UndoChange): Promise<void> {
  const db = database();
  await syncTenantBilling(tenantId, "change-requested");
  const row = await requireSubscription(tenantId);
  const detail = {
    subscription: row.stripeSubscriptionId,
    waiting: row.pendingStripePriceId,
    scheduled: row.scheduledStripePriceId,
  };
  if (row.pendingStripePriceId !== null) {
    const waiting = (await listUnsettledQuotes(db, tenantId)).find((quote) => quote.state === "requires_action");
    if (waiting) await failChange(db, waiting, "undone");
    else await dropPendingChange(row.stripeSubscriptionId);
  } else if (row.stripeScheduleId !== null) {
    await releaseSchedule(row.stripeScheduleId);
  } else {
    throw new AppError("nothing_to_undo", "No change is scheduled or waiting.");
  }
  await recordAudit(db, { tenantId, actor, requestId, action: "subscription.undo-change", detail });
  await syncTenantBilling(tenantId, "change-requested");
}
