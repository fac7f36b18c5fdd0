import type { Transaction } from "@/db/client";
import { lockLapsed } from "@/db/queries/credits";
import type { TenantId } from "@/lib/ids";
import { finishReservation } from "./finish-reservation";
import { lockCredits } from "./lock-credits";

/** Gives back what was set aside for work that nobody finished in time (`at` is the wall's); answers how many. */
export async function releaseLapsed(tx: Transaction, tenantId: TenantId, at: Date): Promise<number> {
  const account = await lockCredits(tx, tenantId);
  const lapsed = await lockLapsed(tx, tenantId, at);
  for (const row of lapsed) await finishReservation(tx, { row, account, used: 0, state: "expired", at });
  return lapsed.length;
}
