import { disconnect } from "@/db/client";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { startWorker } from "@/lib/worker";
import { loadEnvFile } from "./launch/env-file";

// `npm run worker`: the background role in a process of its own, beside apps with WORKER=external.
loadEnvFile();
// All missing settings are named before anything starts.
env();
const worker = await startWorker();
let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    if (isStopping) return;
    isStopping = true;
    worker
      .stop()
      .then(disconnect)
      .then(
        () => process.exit(0),
        (err: unknown) => {
          logger().error({ err }, "the worker did not stop cleanly");
          process.exit(1);
        },
      );
  });
