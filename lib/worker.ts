import { EventEmitter } from "node:events";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import { env } from "@/lib/env";
import { SCHEDULE, TASKS } from "@/lib/jobs/tasks";
import { WorkerLocks } from "@/lib/jobs/worker-locks";
import { logger } from "@/lib/logger";

const CONCURRENCY = 8;
const RELEASE_EVERY_MS = 3_000;
// NOTIFY wakes the worker at once; polling is only for jobs that are due later.
const POLL_EVERY_MS = 1_000;

const queueLogger = new Logger(() => (level, message, meta) => {
  if (level === "error") logger().error({ meta }, message);
  else if (level === "warning") logger().warn({ meta }, message);
  else logger().debug(message);
});

/**
 * The queue's own connections do not wait for the disk: what a power failure takes back of its bookkeeping is that a job
 * was taken or done, and a job that runs again does no harm. Jobs are added, and their effects written, by connections
 * that wait.
 */
function withoutWaiting(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set(
    "options",
    [url.searchParams.get("options"), "-c synchronous_commit=off"].filter(Boolean).join(" "),
  );
  return url.toString();
}

interface WorkerOptions {
  /** What runs by the clock; a test that must not depend on the minute in which it runs gives none. */
  schedule?: string;
}

/** Runs the background role in this process until `stop` is called: jobs under way are finished first. */
export async function startWorker({ schedule = SCHEDULE }: WorkerOptions = {}): Promise<{ stop(): Promise<void> }> {
  const { DATABASE_URL: databaseUrl } = env();
  const locks = new WorkerLocks(databaseUrl);
  await locks.releaseDead();
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => {
    locks.hold(worker.workerId).catch((err: unknown) => logger().error({ err }, "worker lock not taken"));
  });
  const runner = await run({
    connectionString: withoutWaiting(databaseUrl),
    concurrency: CONCURRENCY,
    pollInterval: POLL_EVERY_MS,
    // The host process decides when to stop; two handlers of one signal would race.
    noHandleSignals: true,
    taskList: TASKS,
    crontab: schedule,
    logger: queueLogger,
    events,
  });
  const timer = setInterval(() => {
    locks.releaseDead().catch((err: unknown) => logger().error({ err }, "dead workers not looked for"));
  }, RELEASE_EVERY_MS);
  timer.unref();
  logger().info("worker started");
  return {
    async stop() {
      clearInterval(timer);
      try {
        await runner.stop();
      } finally {
        await locks.close();
      }
    },
  };
}
