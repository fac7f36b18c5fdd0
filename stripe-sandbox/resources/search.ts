import type { Account } from "../account";
import { type Endpoint, get } from "../http/endpoint";
import { invalidParam } from "../http/errors";
import * as p from "../http/params";
import { isFound, parseQuery, type SearchFields } from "../http/search-query";
import { isDeleted } from "./visible";

const token = { kind: "token" } as const;
const string = { kind: "string" } as const;
const number = { kind: "number" } as const;

const CARD = "payment_method_details.card";
const SEARCHABLE: Record<string, { rows: (account: Account) => Iterable<object>; fields: SearchFields }> = {
  charges: {
    rows: (account) => account.charges.values(),
    fields: {
      amount: number,
      "billing_details.address.postal_code": token,
      created: number,
      currency: token,
      customer: token,
      disputed: token,
      [`${CARD}.brand`]: token,
      [`${CARD}.exp_month`]: number,
      [`${CARD}.exp_year`]: number,
      [`${CARD}.fingerprint`]: token,
      [`${CARD}.last4`]: token,
      refunded: token,
      status: token,
    },
  },
  customers: {
    rows: (account) => account.customers.values(),
    fields: { created: number, email: string, name: string, phone: string },
  },
  invoices: {
    rows: (account) => account.invoices.values(),
    fields: {
      created: number,
      currency: token,
      customer: token,
      last_finalization_error_code: { ...token, path: "last_finalization_error.code" },
      last_finalization_error_type: { ...token, path: "last_finalization_error.type" },
      number: string,
      receipt_number: string,
      status: token,
      subscription: { ...token, path: "parent.subscription_details.subscription" },
      total: number,
    },
  },
  payment_intents: {
    rows: (account) => account.paymentIntents.values(),
    fields: { amount: number, created: number, currency: token, customer: token, status: token },
  },
  prices: {
    rows: (account) => account.prices.values(),
    fields: {
      active: token,
      billing_scheme: token,
      currency: token,
      lookup_key: token,
      product: token,
      type: token,
    },
  },
  products: {
    rows: (account) => account.products.values(),
    fields: { active: token, description: string, name: string, shippable: token, url: string },
  },
  subscriptions: {
    rows: (account) => account.subscriptions.values(),
    fields: { canceled_at: number, created: number, status: token },
  },
};

const SEARCH = { query: p.text, limit: p.integer, page: p.text, expand: p.expand };
const CURSOR = /^[A-Za-z0-9_-]+$/;

function offsetOf(cursor: p.Maybe<string>): number {
  if (!cursor) return 0;
  const offset = CURSOR.test(cursor) ? Number(Buffer.from(cursor, "base64url").toString().split(":")[1]) : Number.NaN;
  if (Number.isInteger(offset) && offset > 0) return offset;
  throw invalidParam("Invalid page. The `next_page` value of an earlier response is expected.", { param: "page" });
}

function search(account: Account, resource: string, params: p.Params<typeof SEARCH>): object {
  const searchable = SEARCHABLE[resource];
  if (!searchable) throw new Error(`${resource} cannot be searched`);
  const limit = params.limit ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidParam("This value must be greater than or equal to 1 (and at most 100).", {
      code: "parameter_invalid_integer",
      param: "limit",
    });
  }
  const { rows, fields } = searchable;
  const query = parseQuery(p.required(params.query, "query"), resource, fields);
  const found = [...rows(account)].reverse().filter((row) => !isDeleted(row) && isFound(query, row, fields));
  const start = offsetOf(params.page);
  const end = start + limit;
  return {
    object: "search_result",
    data: found.slice(start, end),
    has_more: found.length > end,
    next_page: found.length > end ? Buffer.from(`page:${end}`).toString("base64url") : null,
    total_count: found.length,
    url: `/v1/${resource}/search`,
  };
}

export const searchEndpoints: Endpoint[] = Object.keys(SEARCHABLE).map((resource) =>
  get(`/v1/${resource}/search`, SEARCH, ({ account, params }) => search(account, resource, params)),
);
