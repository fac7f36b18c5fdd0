import type { Transaction } from "@/db/client";
import { type CreditAccountRow, endReservation, moveCredits, type ReservationRow } from "@/db/queries/credits";
import type { CreditEntryKind } from "@/db/schema/credits";
import { creditsToGiveBack } from "./split-credits";

type End = "settled" | "released" | "expired";

const KIND: Record<End, CreditEntryKind> = { settled: "settle", released: "release", expired: "release" };

interface Finish {
  /** Open, and locked like the account. */
  row: ReservationRow;
  account: CreditAccountRow;
  /** How many of its credits were needed. */
  used: number;
  state: End;
  at: Date;
}

/** Ends an open reservation: what was not needed goes back, what was is entered as used. */
export async function finishReservation(tx: Transaction, { row, account, used, state, at }: Finish): Promise<void> {
  const { fromMonthly, fromPack } = creditsToGiveBack(row, used, account.monthStartAt);
  await endReservation(tx, row.id, { state, settledQuantity: used, endedAt: at });
  await moveCredits(tx, row.tenantId, {
    kind: KIND[state],
    source: `${KIND[state]}:${row.id}`,
    monthly: fromMonthly,
    pack: fromPack,
    quantity: used,
  });
}
