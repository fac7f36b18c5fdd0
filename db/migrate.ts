import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations as runQueueMigrations } from "graphile-worker";
import postgres from "postgres";

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
// Any fixed number will do; it only has to be the same in every process of this project.
const LOCK = 7_403_221;

/** Brings the schema (ours and the job queue's) up to date; safe to call from many processes at once. */
export async function runMigrations(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    // Drizzle's migrator takes no lock of its own: two starting at once would trip over each other.
    await sql`select pg_advisory_lock(${LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: FOLDER });
    await runQueueMigrations({ connectionString: databaseUrl, logger: undefined });
  } finally {
    await sql.end();
  }
}
