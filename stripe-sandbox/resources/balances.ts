import type { Account } from "../account";
import { changeBalance } from "../billing/customer-balance";
import { type Endpoint, get, post } from "../http/endpoint";
import { noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import type { CustomerBalanceTransaction } from "../store/wire";
import { requireCustomer } from "./customers";

function requireTransaction(account: Account, customer: string, id: string): CustomerBalanceTransaction {
  requireCustomer(account, customer);
  const transaction = account.customerBalanceTransactions.find(id);
  if (transaction?.customer !== customer) throw noSuch("customer balance transaction", id);
  return transaction;
}

export const balanceEndpoints: Endpoint[] = [
  get("/v1/balance", p.NOTHING, ({ account }) => {
    const sums = new Map<string, number>();
    for (const row of account.balanceTransactions.values()) {
      sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.net);
    }
    const amounts = [...sums].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
    return { object: "balance", available: [], livemode: false, pending: amounts };
  }),
  get(
    "/v1/balance_transactions",
    { ...p.LIST, created: p.range, currency: p.text, payout: p.refused, source: p.text, type: p.text },
    ({ account, params }) => {
      const rows = account.balanceTransactions
        .newestFirst()
        .filter(
          (row) =>
            (!params.currency || row.currency === params.currency) &&
            (!params.source || row.source === params.source) &&
            (!params.type || row.type === params.type),
        );
      return page(rows, params, "/v1/balance_transactions", "balance transaction");
    },
  ),
  get("/v1/balance_transactions/:id", p.NOTHING, ({ account, id }) => {
    const transaction = account.balanceTransactions.find(id);
    if (!transaction) throw noSuch("balance transaction", id);
    return transaction;
  }),
  post(
    "/v1/customers/:id/balance_transactions",
    { amount: p.integer, currency: p.text, description: p.text, metadata: p.metadata, expand: p.expand },
    ({ world, account, id, params }) => {
      requireCustomer(account, id);
      return changeBalance(world, account, id, p.required(params.amount, "amount"), {
        type: "adjustment",
        currency: p.required(params.currency, "currency"),
        description: params.description ?? null,
        metadata: p.mergeMetadata({}, params.metadata),
      });
    },
  ),
  get(
    "/v1/customers/:id/balance_transactions",
    { ...p.LIST, created: p.range, invoice: p.text },
    ({ account, id, params }) => {
      requireCustomer(account, id);
      const rows = account.customerBalanceTransactions
        .of(id)
        .reverse()
        .filter((row) => !params.invoice || row.invoice === params.invoice);
      return page(rows, params, `/v1/customers/${id}/balance_transactions`);
    },
  ),
  get("/v1/customers/:id/balance_transactions/:transaction", p.NOTHING, ({ account, id, path }) =>
    requireTransaction(account, id, path.transaction ?? ""),
  ),
  post(
    "/v1/customers/:id/balance_transactions/:transaction",
    { description: p.text, metadata: p.metadata, expand: p.expand },
    ({ account, id, path, params }) => {
      const before = requireTransaction(account, id, path.transaction ?? "");
      return account.customerBalanceTransactions.update(before.id, {
        description: p.changed(before.description, params.description),
        metadata: p.mergeMetadata(before.metadata, params.metadata),
      });
    },
  ),
];
