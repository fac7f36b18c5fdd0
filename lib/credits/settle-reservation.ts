import { wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import type { TenantId } from "@/lib/ids";
import { tellExhausted } from "./consume-credits";
import { finishReservation } from "./finish-reservation";
import { lockReserved, reservationEnded } from "./lock-credits";

interface SettleReservation {
  tenantId: TenantId;
  reservationId: string;
  /** What was needed; the rest goes back, except for credits of a month that is over. */
  quantity: number;
}

/**
 * Pays for finished work with what was set aside for it. Repeating it changes nothing. Works in a read-only workspace
 * too: the work is done. Throws `reservation_not_found`, `reservation_ended`, `invalid_request`.
 */
export async function settleReservation({ tenantId, reservationId, quantity }: SettleReservation): Promise<void> {
  await database().transaction(async (tx) => {
    const { row, account } = await lockReserved(tx, tenantId, reservationId);
    if (row.state === "settled" && row.settledQuantity === quantity) return;
    const at = wallNow();
    if (row.state !== "reserved" || row.expiresAt <= at) throw reservationEnded(row);
    if (quantity > row.quantity)
      throw new AppError("invalid_request", `quantity: only ${row.quantity} were reserved; consume what is above it.`);
    await finishReservation(tx, { row, account, used: quantity, state: "settled", at });
    await tellExhausted(tx, tenantId);
  });
}
