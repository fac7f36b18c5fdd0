import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { finishReservation } from "./finish-reservation";
import { lockReserved, reservationEnded } from "./lock-credits";

/**
 * Gives back everything that was set aside, except for credits of a month that is over. Repeating it changes nothing.
 * Throws `reservation_not_found`, and `reservation_ended` for one that was settled.
 */
export async function releaseReservation(tenantId: TenantId, reservationId: string): Promise<void> {
  await database().transaction(async (tx) => {
    const { row, account } = await lockReserved(tx, tenantId, reservationId);
    // What has expired is given back already: the caller has what he asked for.
    if (row.state === "released" || row.state === "expired") return;
    if (row.state === "settled") throw reservationEnded(row);
    await finishReservation(tx, { row, account, used: 0, state: "released", at: wallNow() });
  });
}
