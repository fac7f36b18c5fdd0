import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { withWorld } from "@/lib/testing/world";
import { addJob } from "./add-job";
import { WorkerLocks } from "./worker-locks";

withWorld();

let living: WorkerLocks;
let observer: WorkerLocks;
beforeAll(() => {
  living = new WorkerLocks(env().DATABASE_URL);
  observer = new WorkerLocks(env().DATABASE_URL);
});
afterAll(() => Promise.all([living.close(), observer.close()]));

/** A job and its queue as a worker left them that took them `seconds` ago. */
async function aJobTakenBy(worker: string, seconds: number): Promise<void> {
  const key = `test:${worker}`;
  await addJob(database(), "sync-tenant", { tenantId: "x", cause: "repeat" }, { key, queue: key });
  const at = sql`now() - make_interval(secs => ${seconds})`;
  await database().execute(sql`
    update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = ${at} where key = ${key}`);
  await database().execute(sql`
    update graphile_worker._private_job_queues set locked_by = ${worker}, locked_at = ${at} where queue_name = ${key}`);
}

async function holderOf(worker: string): Promise<(string | null)[]> {
  const rows = await database().execute<{ holder: string | null }>(sql`
    select locked_by as holder from graphile_worker._private_jobs where key = ${`test:${worker}`}
    union all
    select locked_by from graphile_worker._private_job_queues where queue_name = ${`test:${worker}`}`);
  return rows.map(({ holder }) => holder);
}

/** Looks as often as it takes to believe a death: what is seen once may be a lost connection. */
async function lookTwice(locks: WorkerLocks): Promise<void> {
  await locks.releaseDead();
  await locks.releaseDead();
}

/** The database's processes that hold the worker's lock. */
async function backendsOf(worker: string): Promise<number[]> {
  const rows = await database().execute<{ pid: number }>(sql`
    select pid from pg_locks
    where locktype = 'advisory' and granted
      and (classid::bigint << 32) | objid::bigint = hashtextextended(${worker}, 0)`);
  return rows.map(({ pid }) => pid);
}

/** Ends the connection that holds the worker's lock, as a restart of the database or a proxy does. */
async function cutOff(worker: string): Promise<number> {
  const [pid = 0] = await backendsOf(worker);
  await database().execute(sql`select pg_terminate_backend(${pid})`);
  await vi.waitFor(async () => expect(await backendsOf(worker)).not.toContain(pid));
  return pid;
}

async function isHeldAgain(worker: string): Promise<void> {
  await vi.waitFor(async () => expect(await backendsOf(worker)).not.toEqual([]), { timeout: 5_000 });
}

describe("G1: a killed worker holds nobody's work, because the queue itself would wait four hours", () => {
  it("G1: jobs and queues of a worker whose process is gone are taken back", async () => {
    await aJobTakenBy("worker-dead", 10);
    await observer.releaseDead();
    expect(await holderOf("worker-dead")).toEqual(["worker-dead", "worker-dead"]);
    await observer.releaseDead();
    expect(await holderOf("worker-dead")).toEqual([null, null]);
  });

  it("G1: a worker that lives keeps its jobs, however long they take, until its connection ends", async () => {
    const dying = new WorkerLocks(env().DATABASE_URL);
    await dying.hold("worker-dying");
    await living.hold("worker-living");
    await aJobTakenBy("worker-living", 1_000);
    await aJobTakenBy("worker-dying", 1_000);
    await lookTwice(observer);
    expect(await holderOf("worker-living")).toEqual(["worker-living", "worker-living"]);
    expect(await holderOf("worker-dying")).toEqual(["worker-dying", "worker-dying"]);
    await dying.close();
    await lookTwice(observer);
    expect(await holderOf("worker-dying")).toEqual([null, null]);
    expect(await holderOf("worker-living")).toEqual(["worker-living", "worker-living"]);
  });

  it("G1: a worker that lost its connection keeps its jobs, because it lives and takes its lock again by itself", async () => {
    const shaken = new WorkerLocks(env().DATABASE_URL);
    await shaken.hold("worker-shaken");
    await aJobTakenBy("worker-shaken", 1_000);
    const lost = await cutOff("worker-shaken");
    await observer.releaseDead();
    await isHeldAgain("worker-shaken");
    expect(await backendsOf("worker-shaken")).not.toContain(lost);
    await lookTwice(observer);
    expect(await holderOf("worker-shaken")).toEqual(["worker-shaken", "worker-shaken"]);
    await shaken.close();
    await lookTwice(observer);
    expect(await holderOf("worker-shaken")).toEqual([null, null]);
  });

  it("G1: a job that was taken this moment is left alone, since its worker's sign may still be on the way", async () => {
    await aJobTakenBy("worker-new", 0);
    await lookTwice(observer);
    expect(await holderOf("worker-new")).toEqual(["worker-new", "worker-new"]);
  });

  it("G1: a worker that is seen dead once keeps its jobs, since it may be about to reconnect", async () => {
    await aJobTakenBy("worker-away", 1_000);
    await observer.releaseDead();
    expect(await holderOf("worker-away")).toEqual(["worker-away", "worker-away"]);
    const back = new WorkerLocks(env().DATABASE_URL);
    await back.hold("worker-away");
    await lookTwice(observer);
    expect(await holderOf("worker-away")).toEqual(["worker-away", "worker-away"]);
    await back.close();
    await observer.releaseDead();
    expect(await holderOf("worker-away")).toEqual(["worker-away", "worker-away"]);
    await observer.releaseDead();
    expect(await holderOf("worker-away")).toEqual([null, null]);
  });

  it("G1: who was cut off himself trusts nothing he saw before, since the others were cut off with him", async () => {
    await observer.hold("worker-observer");
    await aJobTakenBy("worker-with-him", 1_000);
    await observer.releaseDead();
    await cutOff("worker-observer");
    await isHeldAgain("worker-observer");
    await lookTwice(observer);
    expect(await holderOf("worker-with-him")).toEqual(["worker-with-him", "worker-with-him"]);
    await observer.releaseDead();
    expect(await holderOf("worker-with-him")).toEqual([null, null]);
  });
});
