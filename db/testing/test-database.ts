import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import "./test-context";

/** A migrated database of a test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>;
}

async function asAdmin(statement: string): Promise<void> {
  const sql = postgres(inject("testRun").adminDatabaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/**
 * Removes a database. Without force first: the server then waits up to five seconds for connections that are just being
 * closed, whose drivers would take a forced end for a failure.
 */
async function dropDatabase(name: string): Promise<void> {
  await asAdmin(`drop database if exists ${name}`).catch(() => asAdmin(`drop database if exists ${name} with (force)`));
}

/** Clones the migrated template: tens of milliseconds, so every test file has a database of its own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminDatabaseUrl, templateDatabase } = inject("testRun");
  // The pid lets a later run tell whose databases were left behind.
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await asAdmin(`create database ${name} template ${templateDatabase} strategy file_copy`);
  const url = new URL(adminDatabaseUrl);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => dropDatabase(name) };
}
