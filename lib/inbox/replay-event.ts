import { eq } from "drizzle-orm";
import { findTenantByCustomer } from "@/db/queries/billing";
import { inboxEvents } from "@/db/schema/sync";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { addJob } from "@/lib/jobs/add-job";
import { compareTenant } from "@/lib/sync/compare-tenant";
import { drainJob } from "@/lib/sync/drain-job";
import type { Difference } from "@/lib/sync/find-differences";
import { type InboxRow, requireInboxEvent } from "./list-inbox";

const nobody = () =>
  new AppError("event_has_no_subject", "The event is about no customer of ours; there is nothing to do again.");

/** Lets an event have its effect once more, whatever its state: syncs are safe to repeat. */
export async function replayEvent(id: string | undefined, actor: SignedIn): Promise<InboxRow> {
  const event = await requireInboxEvent(id);
  const { stripeCustomerId: subject } = event;
  if (!subject) throw nobody();
  return database().transaction(async (tx) => {
    const [row] = await tx
      .update(inboxEvents)
      .set({ state: "received", attempts: 0, lastError: null, processedAt: null })
      .where(eq(inboxEvents.id, event.id))
      .returning();
    const { name, payload, key, queue } = drainJob(subject);
    await addJob(tx, name, payload, { key, queue });
    const tenantId = await findTenantByCustomer(tx, subject);
    await recordAudit(tx, { tenantId, actor, as: "operator", action: "inbox.replay", detail: { event: event.id } });
    return row ?? event;
  });
}

/** What a replay would change, without changing it. */
export async function previewReplay(id: string | undefined): Promise<Difference[]> {
  const { stripeCustomerId: subject } = await requireInboxEvent(id);
  const tenantId = subject ? await findTenantByCustomer(database(), subject) : null;
  if (!tenantId) throw nobody();
  return compareTenant(tenantId);
}
