import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { readDatabaseTime } from "@/db/queries/billing";
import { database } from "@/lib/database";
import { logger } from "@/lib/logger";
import { TIERS } from "@/lib/plans/catalogue";
import { listPlans } from "@/lib/plans/list-plans";

/** What a process lacks to serve, by name, each with what to do about it. */
export interface Missing {
  check: "database" | "migrations" | "plans";
  detail: string;
}

export type Readiness = { status: "ok"; database_time: string } | { status: "not_ready"; missing: Missing[] };

/** Whether this process can serve: the database answers, has this version's schema, and every tier has a plan on sale. */
export async function checkReady(): Promise<Readiness> {
  try {
    const db = database();
    const databaseTime = await readDatabaseTime(db);
    // Without the schema there is no table to look for plans in.
    const missing = (await missingMigrations(db)) ?? (await missingPlans(db));
    return missing ? { status: "not_ready", missing: [missing] } : { status: "ok", database_time: databaseTime };
  } catch (err) {
    // The reason may name hosts and roles: it is for the log, and the visitor learns only that there is one.
    logger().warn({ err }, "not ready");
    return {
      status: "not_ready",
      missing: [{ check: "database", detail: "The database can't be asked: see the log." }],
    };
  }
}

async function missingMigrations(db: Executor): Promise<Missing | null> {
  const wanted = journal.entries.map(({ tag, when }) => ({ tag, when }));
  const appliedAt = await lastMigrationAt(db);
  // As the migrator decides it: whatever is younger than the last one applied is still to come.
  const waiting = wanted.filter(({ when }) => appliedAt === null || when > appliedAt).map(({ tag }) => tag);
  if (!(await exists(db, "graphile_worker.migrations"))) waiting.push("the job queue's");
  if (waiting.length === 0) return null;
  return { check: "migrations", detail: `Not applied: ${waiting.join(", ")}. Run \`npm run db:migrate\`.` };
}

async function exists(db: Executor, table: string): Promise<boolean> {
  const [row] = await db.execute<{ found: boolean }>(sql`select to_regclass(${table}) is not null as found`);
  return row?.found === true;
}

async function lastMigrationAt(db: Executor): Promise<number | null> {
  if (!(await exists(db, "drizzle.__drizzle_migrations"))) return null;
  const [row] = await db.execute<{ last: string | null }>(
    sql`select max(created_at)::text as last from drizzle.__drizzle_migrations`,
  );
  return row?.last ? Number(row.last) : null;
}

async function missingPlans(db: Executor): Promise<Missing | null> {
  const onSale = new Set((await listPlans(db)).map(({ tier }) => tier));
  const without = TIERS.filter((tier) => !onSale.has(tier));
  if (without.length === 0) return null;
  return { check: "plans", detail: `No active plan: ${without.join(", ")}. Run \`npm run billing:push\`.` };
}
