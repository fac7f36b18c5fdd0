import fs from "node:fs";
import path from "node:path";
import type { AppMode } from "./app";
import { LocalProduct } from "./local";
import { dataFolder, ROOT } from "./paths";
import { ProductionProduct } from "./production";
import { chooseProfile } from "./profile";
import { dim, red } from "./progress";

interface Product {
  start(): Promise<void>;
  untilFailure(): Promise<never>;
  stop(): Promise<void>;
}

function chooseProduct(mode: AppMode): Product {
  const profile = chooseProfile(process.env);
  if (profile.name === "local") return new LocalProduct(mode, dataFolder());
  console.log(dim(`  Production profile, since ${profile.because}: nothing is embedded.`));
  return new ProductionProduct(dataFolder());
}

/** Resolves at the first signal to stop; a second one ends this process on the spot. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        signals += 1;
        if (signals > 2) process.exit(1);
        resolve();
      });
    }
  });
}

/** Starts the product, keeps it running until a signal or a lasting failure, and stops it in order. */
export async function launch(mode: AppMode): Promise<void> {
  const envFile = path.join(ROOT, ".env");
  if (fs.existsSync(envFile)) process.loadEnvFile(envFile);
  const stopped = stopSignal();
  let product: Product | undefined;
  try {
    product = chooseProduct(mode);
    const running = product.start().then(() => product?.untilFailure());
    await Promise.race([running, stopped]);
    console.log(dim("\n  Stopping …"));
  } catch (error) {
    console.error(`\n${red(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  }
  await product?.stop();
  process.exit();
}
