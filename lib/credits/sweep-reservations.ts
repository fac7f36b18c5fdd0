import { announceTenantChange } from "@/db/queries/announce";
import { listTenantsWithLapsed } from "@/db/queries/credits";
import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { releaseLapsed } from "./release-lapsed";

const AT_ONCE = 500;

/** Gives lapsed reservations back, so that nobody waits for credits that nobody works with. */
export async function sweepReservations(): Promise<void> {
  const db = database();
  const at = wallNow();
  for (const tenantId of await listTenantsWithLapsed(db, at, AT_ONCE))
    await db.transaction(async (tx) => {
      const count = await releaseLapsed(tx, tenantId, at);
      if (count > 0) await announceTenantChange(tx, tenantId, "credits-released");
    });
}
