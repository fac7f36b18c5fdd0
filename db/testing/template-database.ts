import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { isAlive } from "../../scripts/launch/process-table";

const TEMPLATE_LOCK = 7_701_001;
/** Held (shared) on the test server by every run that uses it. */
export const IN_USE_LOCK = 7_701_002;
const MIGRATIONS = path.resolve(import.meta.dirname, "../migrations");

function hashOfMigrations(): string {
  const hash = createHash("sha256");
  const files = [...fs.readdirSync(MIGRATIONS, { recursive: true, encoding: "utf8" })].sort();
  for (const file of [...files.map((name) => path.join(MIGRATIONS, name)), path.resolve(MIGRATIONS, "../migrate.ts")]) {
    if (fs.statSync(file).isFile()) hash.update(file).update(fs.readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}

async function exists(sql: Sql, database: string): Promise<boolean> {
  return (await sql`select 1 from pg_database where datname = ${database}`).length > 0;
}

async function isOnlyRun(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ runs: number }[]>`
    select count(*)::int as runs from pg_locks where locktype = 'advisory' and objid = ${IN_USE_LOCK} and granted`;
  return (row?.runs ?? 0) <= 1;
}

/** Removes what ended runs left: databases whose process is gone, and templates of older migrations nobody clones. */
async function sweep(sql: Sql, keep: string): Promise<void> {
  const mayDropTemplates = await isOnlyRun(sql);
  const rows = await sql<{ datname: string }[]>`
    select datname from pg_database where datname ~ '^(test|template)_' and datname <> ${keep}`;
  for (const { datname } of rows) {
    const owner = Number(/^test_(\d+)_/.exec(datname)?.[1]);
    if (owner ? isAlive(owner) : !mayDropTemplates) continue;
    await sql.unsafe(`drop database if exists ${datname}${owner ? " with (force)" : ""}`).catch(() => undefined);
  }
}

/**
 * Makes sure that a database with the present migrations exists, and returns its name. One run at a time builds it,
 * under a name of its own until it is whole, so that a killed run never leaves half a template.
 */
export async function ensureTemplateDatabase(
  adminUrl: string,
  migrate: (databaseUrl: string) => Promise<void>,
): Promise<string> {
  const name = `template_${hashOfMigrations()}`;
  const building = `${name}_new`;
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    if (!(await exists(sql, name))) {
      await sql.unsafe(`drop database if exists ${building} with (force)`);
      await sql.unsafe(`create database ${building}`);
      const url = new URL(adminUrl);
      url.pathname = `/${building}`;
      await migrate(url.toString());
      await sql.unsafe(`alter database ${building} rename to ${name}`);
    }
    await sweep(sql, name);
    return name;
  } finally {
    await sql.end();
  }
}
