import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/lib/database";
import type { TenantId } from "@/lib/ids";
import { withWorld } from "@/lib/testing/world";

withWorld();

const SUBSCRIPTIONS = 100_000;
let tenantId: TenantId;

/** So many subscribers with an account, a ledger and an invoice each, written by the database itself. */
async function fill(): Promise<TenantId> {
  const db = database();
  const id = sql`('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const all = sql`generate_series(1, ${SUBSCRIPTIONS}::int) n`;
  await db.execute(sql`insert into tenants (id, name, kind) select ${id}, 'T' || n, 'personal' from ${all}`);
  await db.execute(sql`
    insert into billing_accounts (tenant_id, stripe_customer_id, due_at)
    select ${id}, 'cus_' || n, now() + make_interval(hours => n) from ${all}`);
  await db.execute(sql`
    insert into subscriptions (stripe_subscription_id, tenant_id, is_current, status, stripe_price_id, quantity, currency,
      amount_minor, current_period_start_at, current_period_end_at, created_at)
    select 'sub_' || n, ${id}, true, 'active', 'price_x', 1, 'usd', 4900, now(), now() + interval '30 days', now()
    from ${all}`);
  await db.execute(sql`
    insert into credit_accounts (tenant_id, balance, anchor_at, month_start_at, month_end_at)
    select ${id}, 200, now(), now(), now() + make_interval(hours => n) from ${all}`);
  await db.execute(sql`
    insert into invoices (stripe_invoice_id, tenant_id, status, currency, total_minor, amount_due_minor, amount_paid_minor,
      created_at)
    select 'in_' || n, ${id}, 'paid', 'usd', 4900, 4900, 4900, now() from ${all}`);
  await db.execute(sql`
    insert into inbox_events (id, type, stripe_customer_id, payload, state)
    select 'evt_' || n, 'invoice.paid', 'cus_' || n, '{}', 'processed' from ${all}`);
  await db.execute(sql`
    insert into outbox_events (id, tenant_id, type, version, data, published_at)
    select gen_random_uuid(), ${id}, 'CreditsGranted', 1, '{}', now() from ${all}`);
  await db.execute(sql`insert into users (id, email, name) select ${id}, n || '@example.com', 'U' || n from ${all}`);
  await db.execute(sql`insert into memberships (tenant_id, user_id, role) select ${id}, ${id}, 'owner' from ${all}`);
  await db.execute(sql`
    insert into grants (id, tenant_id, tier, reason, starts_at) select gen_random_uuid(), ${id}, 'pro', 'x', now()
    from ${all}`);
  await db.execute(sql`
    insert into payments (id, tenant_id, provider, external_id, status, amount_minor, currency, created_at, updated_at)
    select gen_random_uuid(), ${id}, 'stripe', 'pi_' || n, 'CONFIRMED', 4900, 'usd', now(), now() from ${all}`);
  await db.execute(sql`analyze`);
  return "00000000-0000-7000-8000-000000050000" as TenantId;
}

beforeAll(async () => {
  tenantId = await fill();
}, 120_000);

/** The plan's steps that read a whole table. */
async function wholeTableReads(query: string): Promise<string[]> {
  const rows = await database().execute<{ "QUERY PLAN": string }>(sql.raw(`explain ${query}`));
  return rows.map((row) => row["QUERY PLAN"]).filter((line) => line.includes("Seq Scan"));
}

// What runs for each request, webhook or sweep. Catalogue tables are small: reading them whole is right.
const hotQueries: Record<string, () => string> = {
  "the tenant's billing account": () => `select * from billing_accounts where tenant_id = '${tenantId}'`,
  "the tenant of a customer": () => "select tenant_id from billing_accounts where stripe_customer_id = 'cus_77'",
  "the current subscription": () => `select * from subscriptions where tenant_id = '${tenantId}' and is_current`,
  "all subscriptions of a tenant": () => `select * from subscriptions where tenant_id = '${tenantId}'`,
  "a page of invoices": () =>
    `select * from invoices where tenant_id = '${tenantId}' order by created_at desc, stripe_invoice_id desc limit 21`,
  "what waits in the inbox for a customer": () =>
    "select id from inbox_events where stripe_customer_id = 'cus_77' and state in ('received', 'dead', 'parked')",
  "a page of payments": () =>
    `select * from payments where tenant_id = '${tenantId}' order by created_at desc, id desc limit 21`,
  "a payment by its provider's id": () => "select * from payments where provider = 'stripe' and external_id = 'pi_77'",
  "standing grants": () => `select * from grants where tenant_id = '${tenantId}' and revoked_at is null`,
  "who is due by wall time": () =>
    "select tenant_id from billing_accounts where due_at <= now() and clock_frozen_at is null limit 1000",
  "whose credit month is over": () =>
    `select credit.tenant_id from credit_accounts credit join billing_accounts billing using (tenant_id)
     where credit.month_end_at <= now() and billing.clock_frozen_at is null limit 1000`,
  "who is on a test clock": () => "select tenant_id from billing_accounts where stripe_clock_id = 'clock_1'",
  "spending credits": () => `update credit_accounts set balance = balance - 1 where tenant_id = '${tenantId}'`,
  "a tenant's events": () => `select * from outbox_events where tenant_id = '${tenantId}' order by sequence`,
  "a user's workspaces": () => "select * from memberships where user_id = '00000000-0000-7000-8000-000000000001'",
};

describe("hot queries use an index with 100,000 subscriptions, because one that reads a table is fast only in a demo", () => {
  it.each(Object.keys(hotQueries))("%s", async (name) => {
    expect(await wholeTableReads(hotQueries[name]?.() ?? "")).toEqual([]);
  });
});
