import postgres from "postgres";
import { expect, it } from "vitest";
import { createTestDatabase } from "./test-database";

async function countTables(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<
    { count: number }[]
  >`select count(*)::int as count from pg_tables where schemaname = 'public'`;
  await sql.end();
  return row?.count ?? 0;
}

it("clones a migrated database of its own for each caller, so that test files never see each other's rows", async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  expect(first.url).not.toBe(second.url);

  const sql = postgres(first.url, { max: 1 });
  await sql`create table only_here (id int)`;
  await sql.end();

  expect(await countTables(first.url)).toBe((await countTables(second.url)) + 1);
  await Promise.all([first.drop(), second.drop()]);
});

it("drops a database although a client is still connected, so that a failed test leaves nothing behind", async () => {
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 1 });
  await sql`select 1`;
  await database.drop();
  await expect(sql`select 1`).rejects.toThrow();
  await sql.end({ timeout: 0 });
});
