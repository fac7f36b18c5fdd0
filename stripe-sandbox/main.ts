import { startSandbox } from "./server";

const port = Number(process.env.SANDBOX_PORT ?? 4242);
const dataFile = process.env.SANDBOX_DATA;
const host = process.env.SANDBOX_HOST;

const sandbox = await startSandbox({
  port,
  publicUrl: process.env.SANDBOX_PUBLIC_URL ?? `http://localhost:${port}`,
  ...(host ? { host } : {}),
  ...(dataFile ? { dataFile } : {}),
});
process.stdout.write(`${JSON.stringify({ msg: "ready", url: sandbox.url })}\n`);

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await sandbox.close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
