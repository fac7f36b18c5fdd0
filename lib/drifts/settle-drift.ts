import { eq } from "drizzle-orm";
import { closeDrifts, type DriftRow } from "@/db/queries/drifts";
import { drifts } from "@/db/schema/sync";
import { recordAudit } from "@/lib/audit/record-audit";
import type { SignedIn } from "@/lib/auth/session";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { DriftId } from "@/lib/ids";

/** Marks a difference as settled by an operator; if it still stands, the next look opens it again. */
export async function settleDrift(id: DriftId, actor: SignedIn): Promise<DriftRow> {
  return database().transaction(async (tx) => {
    const closed = await closeDrifts(tx, [id], actor.user.email);
    const [row] = await tx.select().from(drifts).where(eq(drifts.id, id));
    if (!row) throw new AppError("not_found", "There is no such difference.");
    if (closed > 0) {
      const { tenantId, kind, subject } = row;
      await recordAudit(tx, { tenantId, actor, as: "operator", action: "drift.settle", detail: { kind, subject } });
    }
    return row;
  });
}
