import {
  postedTransactionSchema,
  transactionListSchema,
  transactionQuerySchema,
  transactionStatusUpdatedEventSchema,
} from "@/lib/contracts/payments";
import { database } from "@/lib/database";
import { operatorRoute } from "@/lib/http/routes";
import { listTransfers } from "@/lib/payments/list-transfers";
import { postTransaction } from "@/lib/payments/post-transaction";
import { toTransactionDto } from "@/lib/payments/transaction-dto";

/** The newest transfers, of one state where asked: what is parked or refused waits for somebody. */
export const GET = operatorRoute(
  {
    summary: "List bank transfers by what became of them",
    query: transactionQuerySchema,
    answer: transactionListSchema,
  },
  ({ query }) => listTransfers(database(), query.state),
);

/** Feeds one TransactionStatusUpdatedEvent by hand, as the bus does. Repeating it changes nothing. */
export const POST = operatorRoute(
  {
    summary: "Post a TransactionStatusUpdatedEvent by hand",
    body: transactionStatusUpdatedEventSchema,
    answer: postedTransactionSchema,
  },
  async ({ body }) => toTransactionDto(await postTransaction(body)),
);
