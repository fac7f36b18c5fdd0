import type { Account } from "../account";
import { emitUpdate } from "../events/emit";
import { newId } from "../store/ids";
import type { CustomerBalanceTransaction } from "../store/wire";
import { now, type World } from "../world";

type Reason = {
  type: CustomerBalanceTransaction["type"];
  invoice?: string | null;
  creditNote?: string | null;
  description?: string | null;
  currency?: string;
  metadata?: Record<string, string>;
  /** The caller tells of the customer's change itself. */
  isSilent?: boolean;
};

/** Moves a customer's balance (negative = credit) and writes the transaction that explains it. */
export function changeBalance(
  world: World,
  account: Account,
  customerId: string,
  amount: number,
  reason: Reason,
): CustomerBalanceTransaction {
  const before = account.customers.get(customerId);
  const currency = reason.currency ?? before.currency ?? "usd";
  const after = account.customers.update(customerId, { balance: before.balance + amount, currency });
  const transaction = account.customerBalanceTransactions.insert({
    id: newId("cbtxn"),
    object: "customer_balance_transaction",
    amount,
    checkout_session: null,
    created: now(world, account, customerId),
    credit_note: reason.creditNote ?? null,
    currency,
    customer: customerId,
    customer_account: null,
    description: reason.description ?? null,
    ending_balance: after.balance,
    invoice: reason.invoice ?? null,
    livemode: false,
    metadata: reason.metadata ?? {},
    type: reason.type,
  });
  if (!reason.isSilent) emitUpdate(world, account, "customer.updated", before, after);
  return transaction;
}
