import type { Transaction } from "@/db/client";
import { listWaitingReferences } from "@/db/queries/transactions";
import type { TenantId } from "@/lib/ids";
import { addJob } from "@/lib/jobs/add-job";

/** Queues the tenant's parked transfers: an invoice was finalised that one of them may have been meant for. */
export async function wakeParkedTransfers(tx: Transaction, tenantId: TenantId): Promise<void> {
  for (const debitReferenceId of await listWaitingReferences(tx, tenantId))
    await addJob(tx, "repost-transfers", { debitReferenceId }, { key: `repost-transfers:${debitReferenceId}` });
}
