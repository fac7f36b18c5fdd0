import type { Transaction } from "@/db/client";
import { outboxEvents } from "@/db/schema/sync";
import { newId, type TenantId } from "@/lib/ids";
import { type DomainEvent, EVENTS } from "./catalogue";

/** Writes domain events in the transaction of the change that they tell of (G24). */
export async function appendEvents(tx: Transaction, tenantId: TenantId, events: DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(outboxEvents).values(
    events.map(({ type, data }) => ({
      id: newId(),
      tenantId,
      type,
      version: EVENTS[type].version,
      data: EVENTS[type].data.parse(data),
    })),
  );
}
