import type { Database } from "@/db/client";
import { violatedConstraint } from "@/db/errors";
import { findReservationBySource, type ReservationRow, takeReservation } from "@/db/queries/credits";
import { addMs, wallNow } from "@/lib/clock";
import { database } from "@/lib/database";
import { AppError } from "@/lib/errors";
import { newId, type TenantId } from "@/lib/ids";
import type { CreditsNow } from "./read-credits";
import { readCreditsNow } from "./read-credits-now";
import { outOfCredits, requireSpendable } from "./require-spendable";

interface ReserveCredits {
  tenantId: TenantId;
  quantity: number;
  /** The caller's own name of the work; the same one again answers the same reservation. */
  source: string;
  ttlMs: number;
}

/**
 * Sets credits aside for work under way, so that nobody spends them meanwhile (G19): settled or released later, else
 * given back when the time is over. Throws `read_only`, `out_of_credits`, `source_reused`.
 */
export async function reserveCredits(
  input: ReserveCredits,
): Promise<{ reservation: ReservationRow; credits: CreditsNow }> {
  const { tenantId, quantity, source } = input;
  const db = database();
  const before = await requireSpendable(db, tenantId);
  const isTaken = await take(db, input);
  const reservation = await findReservationBySource(db, tenantId, source);
  // Also a repetition that comes after the last credit went is answered with what it was given.
  if (!reservation) {
    if (isTaken) throw new Error("the reservation was not written");
    throw outOfCredits(before);
  }
  if (reservation.quantity !== quantity)
    throw new AppError("source_reused", "This source reserved another quantity before. Name every work anew.");
  return { reservation, credits: await readCreditsNow(db, tenantId) };
}

async function take(db: Database, { tenantId, quantity, source, ttlMs }: ReserveCredits): Promise<boolean> {
  try {
    const expiresAt = addMs(wallNow(), ttlMs);
    return await takeReservation(db, tenantId, { id: newId(), quantity, source, expiresAt });
  } catch (error) {
    if (violatedConstraint(error) === "credit_reservations_once_per_source") return false;
    throw error;
  }
}
