import { findReservation } from "@/db/queries/credits";
import type { ReservationDto } from "@/lib/contracts/credits";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { isId, type ReservationId, type TenantId } from "@/lib/ids";
import { toReservationDto } from "./credits-dto";
import { readCreditsNow } from "./read-credits-now";

/** A reservation of the tenant with the credits as they stand. Throws `reservation_not_found`. */
export async function readReservation(tenantId: TenantId, reservationId: string): Promise<ReservationDto> {
  const db = database();
  const row = isId(reservationId) ? await findReservation(db, tenantId, reservationId as ReservationId) : null;
  if (!row) throw new AppError("reservation_not_found", "There is no such reservation in this workspace.");
  return toReservationDto(row, await readCreditsNow(db, tenantId));
}
