import type { Account } from "../account";
import { newId } from "../store/ids";
import type { BalanceTransaction } from "../store/wire";

const DAY_SECONDS = 86_400;

/** Books a movement of money in the account's balance. */
export function recordBalance(
  account: Account,
  input: {
    amount: number;
    fee: number;
    currency: string;
    source: string;
    type: BalanceTransaction["type"];
    category: string;
    description: string | null;
    created: number;
  },
): BalanceTransaction {
  return account.balanceTransactions.insert({
    id: newId("txn"),
    object: "balance_transaction",
    amount: input.amount,
    available_on: Math.ceil(input.created / DAY_SECONDS + 6) * DAY_SECONDS,
    balance_type: "payments",
    created: input.created,
    currency: input.currency,
    description: input.description,
    exchange_rate: null,
    fee: input.fee,
    fee_details:
      input.fee === 0
        ? []
        : [
            {
              amount: input.fee,
              application: null,
              currency: input.currency,
              description: "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: input.amount - input.fee,
    reporting_category: input.category,
    source: input.source,
    status: "pending",
    type: input.type,
  });
}
