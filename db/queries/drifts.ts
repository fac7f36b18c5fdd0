import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { drifts } from "@/db/schema/sync";
import { newId, type TenantId } from "@/lib/ids";

export type DriftRow = typeof drifts.$inferSelect;

/** A difference to enter, open or repaired by the very look that found it. */
export interface NewDrift {
  tenantId: TenantId | null;
  kind: string;
  subject: string;
  detail: Record<string, unknown>;
  repairedBy: string | null;
}

/** Enters differences; one that stands open already is only seen again. Answers those that are new. */
export async function enterDrifts(db: Executor, found: readonly NewDrift[]): Promise<DriftRow[]> {
  if (found.length === 0) return [];
  const values = found.map((drift) => ({
    ...drift,
    id: newId<DriftRow["id"]>(),
    repairedAt: drift.repairedBy ? sql`now()` : null,
  }));
  const rows = await db
    .insert(drifts)
    .values(values)
    .onConflictDoUpdate({
      target: [drifts.kind, drifts.subject],
      targetWhere: isNull(drifts.repairedAt),
      set: { lastSeenAt: sql`now()`, detail: sql`excluded.detail` },
    })
    .returning();
  const ids = new Set<string>(values.map(({ id }) => id));
  return rows.filter((row) => ids.has(row.id));
}

export function listOpenDrifts(db: Executor, tenantId: TenantId): Promise<DriftRow[]> {
  return db
    .select()
    .from(drifts)
    .where(and(eq(drifts.tenantId, tenantId), isNull(drifts.repairedAt)));
}

/** Closes differences that are there no more, or that an operator has settled. */
export async function closeDrifts(db: Executor, ids: readonly DriftRow["id"][], repairedBy: string): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await db
    .update(drifts)
    .set({ repairedAt: sql`now()`, repairedBy })
    .where(and(inArray(drifts.id, [...ids]), isNull(drifts.repairedAt)))
    .returning({ id: drifts.id });
  return rows.length;
}
