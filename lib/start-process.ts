import { env } from "@/lib/env";
import { closeStreams } from "@/lib/live/open-streams";
import { stopListening } from "@/lib/live/tenant-changes";
import { logger } from "@/lib/logger";
import { checkEndpoint } from "@/lib/stripe/check-endpoint";
import { handledTypes } from "@/lib/sync/handled-events";
import { startWorker } from "@/lib/worker";

type Worker = Awaited<ReturnType<typeof startWorker>>;

/** Says in the log what keeps webhooks from coming right; starting does not wait for it. */
async function reportEndpoint(): Promise<void> {
  const problem = await checkEndpoint(`${env().APP_URL}/api/webhooks/stripe`, handledTypes());
  if (problem) logger().warn({ problem }, "webhook endpoint");
}

/**
 * Ends what runs beside the requests. The pool stays open: Next finishes the requests under way, which need it, and
 * then ends the process, whatever sockets are left. Open streams are requests too, so they go first.
 */
export async function stopProcess(worker: Worker | null): Promise<void> {
  try {
    closeStreams();
  } finally {
    await Promise.all([worker?.stop(), stopListening()]);
  }
}

/** Starts what an application process runs beside its requests, and stops it on SIGTERM and SIGINT. */
export async function startProcess(): Promise<void> {
  // Parsed here, so that a wrong setting stops the start with all its problems named, not the first visitor.
  const worker = env().WORKER === "internal" ? await startWorker() : null;
  reportEndpoint().catch((err: unknown) => logger().warn({ err }, "the webhook endpoint could not be checked"));
  let isStopping = false;
  const stop = () => {
    // A terminal's Ctrl-C and its launcher's SIGTERM arrive together.
    if (isStopping) return;
    isStopping = true;
    stopProcess(worker).catch((err: unknown) => logger().error({ err }, "stopping failed"));
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
}
