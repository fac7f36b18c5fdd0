import { listParked, type TransactionRow } from "@/db/queries/transactions";
import { database } from "@/lib/database";
import { bookTransfer } from "./book-transfer";

/** Books parked transfers anew, those of one reference or all, the oldest first. Answers what became of them. */
export async function repostParked(debitReferenceId?: string): Promise<TransactionRow[]> {
  const settled: TransactionRow[] = [];
  for (const row of await listParked(database(), debitReferenceId)) settled.push(await bookTransfer(row));
  return settled;
}
