import type { Transaction } from "@/db/client";
import { type CreditAccountRow, lockCreditAccount, lockReservation, type ReservationRow } from "@/db/queries/credits";
import { AppError } from "@/lib/errors";
import { isId, type ReservationId, type TenantId } from "@/lib/ids";

/** The account under its lock; every tenant has one from his first moment. */
export async function lockCredits(tx: Transaction, tenantId: TenantId): Promise<CreditAccountRow> {
  const account = await lockCreditAccount(tx, tenantId);
  if (!account) throw new Error(`tenant ${tenantId} has no credit account`);
  return account;
}

/** A reservation of the tenant with the account that it was taken from, both locked. Throws `reservation_not_found`. */
export async function lockReserved(
  tx: Transaction,
  tenantId: TenantId,
  reservationId: string,
): Promise<{ row: ReservationRow; account: CreditAccountRow }> {
  const account = await lockCredits(tx, tenantId);
  const row = isId(reservationId) ? await lockReservation(tx, tenantId, reservationId as ReservationId) : null;
  if (!row) throw new AppError("reservation_not_found", "There is no such reservation in this workspace.");
  return { row, account };
}

/** The refusal of what needs an open reservation. */
export function reservationEnded({ state }: ReservationRow): AppError {
  const how = state === "reserved" ? "expired" : state;
  return new AppError("reservation_ended", `The reservation was ${how} already. Reserve or consume anew.`);
}
