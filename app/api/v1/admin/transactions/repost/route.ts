import { transactionListSchema } from "@/lib/contracts/payments";
import { operatorRoute } from "@/lib/http/routes";
import { repostParked } from "@/lib/payments/repost-parked";
import { toTransactionDto } from "@/lib/payments/transaction-dto";

/** Tries every parked transfer again, and answers what became of each. */
export const POST = operatorRoute(
  { summary: "Post parked bank transfers again", answer: transactionListSchema },
  async () => ({ data: (await repostParked()).map(toTransactionDto) }),
);
