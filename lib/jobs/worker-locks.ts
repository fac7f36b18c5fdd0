import postgres, { type Sql } from "postgres";
import { logger } from "@/lib/logger";

// A job that was taken a moment ago may belong to a worker whose lock is still on its way.
const GRACE_SECONDS = 3;
// The driver's own pauses grow to twenty seconds: too long to be taken for dead by those that were back sooner.
const RECONNECT_SECONDS = 0.5;

/**
 * Tells living workers from dead ones. graphile-worker keeps the jobs of a killed worker locked for four hours; each of
 * ours holds a session lock of the database instead, which the database itself releases when the process dies, and
 * whoever finds a job whose worker's lock is free takes the job back.
 *
 * A lost connection looks the same as a death for a moment. Its owner takes his locks again as soon as the driver has
 * reconnected, and the others wait for a second sighting before they believe it.
 */
export class WorkerLocks {
  private readonly sql: Sql;
  /** Our workers, each with the database's process that holds its lock: the driver reconnects without a word. */
  private readonly own = new Map<string, number | null>();
  private suspects = new Set<string>();
  private wasCutOff = false;
  private isLooking = false;
  private isClosing = false;

  constructor(databaseUrl: string) {
    // One connection, for as long as the process lives: its end is the sign of death.
    this.sql = postgres(databaseUrl, {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      backoff: () => RECONNECT_SECONDS,
      onnotice: () => undefined,
      onclose: () => this.comeBack(),
    });
  }

  /** Takes the lock that says "this worker lives", and keeps it over lost connections. */
  async hold(workerId: string): Promise<void> {
    this.own.set(workerId, null);
    await this.take(workerId);
  }

  /** Frees the jobs and queues of workers that were found dead twice in a row. To be called every few seconds. */
  async releaseDead(): Promise<void> {
    // Calls that pile up behind a slow database would be sightings of one moment.
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      await this.look();
    } finally {
      this.isLooking = false;
    }
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await this.sql.end({ timeout: 2 });
  }

  private async take(workerId: string): Promise<void> {
    // Waits while our own lost connection still holds it: until the database has noticed, nobody takes us for dead.
    const [row] = await this.sql<{ backend: number }[]>`
      select pg_backend_pid() as backend, pg_advisory_lock(hashtextextended(${workerId}, 0))`;
    this.own.set(workerId, row?.backend ?? null);
  }

  private async takeWhatWasLost(): Promise<void> {
    const [row] = await this.sql<{ backend: number }[]>`select pg_backend_pid() as backend`;
    for (const [workerId, holder] of this.own) if (holder !== row?.backend) await this.take(workerId);
  }

  private comeBack(): void {
    this.wasCutOff = true;
    if (this.isClosing || this.own.size === 0) return;
    // An attempt that fails closes its connection too, which leads here again.
    this.takeWhatWasLost().catch(() => undefined);
  }

  private async look(): Promise<void> {
    await this.takeWhatWasLost();
    if (this.wasCutOff) {
      // What cut us off may have cut off everybody: the others get the time to come back as well.
      this.wasCutOff = false;
      this.suspects = new Set();
      return;
    }
    const seenBefore = this.suspects;
    this.suspects = new Set();
    for (const workerId of await this.findHolders()) {
      if (this.own.has(workerId)) continue;
      if (!seenBefore.has(workerId)) await this.suspectIfDead(workerId);
      else await this.releaseIfDead(workerId);
    }
  }

  private async findHolders(): Promise<string[]> {
    const rows = await this.sql<{ worker: string }[]>`
      select locked_by as worker from graphile_worker._private_jobs
      where locked_at < now() - make_interval(secs => ${GRACE_SECONDS})
      union
      select locked_by from graphile_worker._private_job_queues
      where locked_at < now() - make_interval(secs => ${GRACE_SECONDS})`;
    return rows.map(({ worker }) => worker);
  }

  private async suspectIfDead(workerId: string): Promise<void> {
    // Taken for this one statement.
    const [row] = await this.sql<{ isFree: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${workerId}, 0)) as "isFree"`;
    if (row?.isFree) this.suspects.add(workerId);
  }

  private async releaseIfDead(workerId: string): Promise<void> {
    // In one transaction: a worker that comes back meanwhile waits for its lock until its jobs are free.
    await this.sql.begin(async (tx) => {
      const [row] = await tx<{ isFree: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${workerId}, 0)) as "isFree"`;
      if (!row?.isFree) return;
      logger().warn({ workerId }, "a worker died; its jobs are taken back");
      await tx`select graphile_worker.force_unlock_workers(array[${workerId}]::text[])`;
    });
  }
}
