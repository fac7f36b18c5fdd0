import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { consumeCredits } from "@/lib/credits/consume-credits";
import { database } from "@/lib/database";
import { newId, type TenantId } from "@/lib/ids";
import { type Comparison, compare } from "./measure";

const AT_ONCE = 16;
const SECONDS = 3;
const TENANTS = 1_000;

const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}` as TenantId;

/** Workspaces with more credits than any round can spend. */
async function openAccounts(): Promise<void> {
  const id = sql`('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const all = sql`generate_series(1, ${TENANTS}::int) n`;
  await database().execute(sql`insert into tenants (id, name, kind) select ${id}, 'T' || n, 'personal' from ${all}`);
  await database().execute(sql`
    insert into credit_accounts (tenant_id, balance, anchor_at, month_start_at, month_end_at)
    select ${id}, 1000000000, now(), now(), now() + interval '30 days' from ${all}`);
}

// The statement of db/queries/credits.ts in pgbench's words.
const SCRIPT = `\\set n random(1, :tenants)
with before as materialized (
  select tenant_id, unlimited, month_start_at,
         case when unlimited then 0 else least(balance, 1) end as from_monthly,
         case when unlimited then 0 else 1 - least(balance, 1) end as from_pack
  from credit_accounts
  where tenant_id = ('00000000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid
    and (unlimited or balance + pack_balance >= 1)
  for update
), taken as (
  update credit_accounts account
  set balance = account.balance - before.from_monthly, pack_balance = account.pack_balance - before.from_pack,
      used_this_month = account.used_this_month + 1
  from before where account.tenant_id = before.tenant_id
  returning before.*
)
insert into credit_entries (id, tenant_id, kind, delta, pack_delta, quantity, source)
select gen_random_uuid(), tenant_id, 'consume', -from_monthly - from_pack, -from_pack, 1, gen_random_uuid()::text
from taken
returning id;
`;

async function runPgbench(databaseUrl: string, script: string, tenants: number) {
  const options = [
    "-n",
    "-M",
    "prepared",
    "-c",
    `${AT_ONCE}`,
    "-j",
    "2",
    "-T",
    `${SECONDS}`,
    "-D",
    `tenants=${tenants}`,
  ];
  const { stdout } = await promisify(execFile)("pgbench", [...options, "-f", script, databaseUrl]);
  const done = Number(/number of transactions actually processed: (\d+)/.exec(stdout)?.[1]);
  const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
  return { done, seconds: done / perSecond };
}

async function spend(tenants: number) {
  const begun = performance.now();
  let done = 0;
  const until = begun + SECONDS * 1_000;
  const next = async () => {
    while (performance.now() < until) {
      const tenantId = idOf(1 + Math.floor(Math.random() * tenants));
      if ((await consumeCredits(database(), tenantId, 1, newId())) === "consumed") done += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return { done, seconds: (performance.now() - begun) / 1_000 };
}

/** Spending credits, sixteen at once, against the same statement by PostgreSQL's own measuring program. */
export async function measureCredits(databaseUrl: string): Promise<Comparison[]> {
  await openAccounts();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tierline-pgbench-"));
  const script = path.join(folder, "consume.sql");
  fs.writeFileSync(script, SCRIPT);
  const against = (title: string, tenants: number) =>
    compare({
      title,
      unit: "credits",
      atLeast: 0.7,
      rounds: 3,
      ours: { name: "consumeCredits", run: () => spend(tenants) },
      limit: { name: "pgbench, same SQL", run: () => runPgbench(databaseUrl, script, tenants) },
    });
  try {
    const hot = await against("credits consumed, one hot workspace", 1);
    return [hot, await against("credits consumed, 1,000 workspaces", TENANTS)];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
