import type { Database } from "@/db/client";
import { listTransactions } from "@/db/queries/transactions";
import type { TransactionState } from "@/db/schema/payments";
import { toTransactionDto } from "./transaction-dto";

const AT_MOST = 200;

/** The newest events of transfers, of one state where told: what is parked or refused waits for an operator. */
export async function listTransfers(db: Database, state: TransactionState | undefined) {
  const rows = await listTransactions(db, state, AT_MOST);
  return { data: rows.map(toTransactionDto) };
}
