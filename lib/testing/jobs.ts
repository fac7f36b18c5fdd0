import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { database } from "@/lib/database";

/** How many jobs wait or run. */
export async function countJobs(): Promise<number> {
  const [row] = await database().execute<{ jobs: number }>(
    sql`select count(*)::int as jobs from graphile_worker._private_jobs`,
  );
  return row?.jobs ?? 0;
}

/** Waits until the worker has nothing left to do. */
export async function allJobsDone(): Promise<void> {
  await vi.waitFor(async () => expect(await countJobs()).toBe(0), { timeout: 15_000, interval: 4 });
}
