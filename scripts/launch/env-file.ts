import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./paths";

/** Reads the settings in the .env file of a folder, if there is one; what the environment says already stays. */
export function loadEnvFile(folder: string = ROOT): void {
  const file = path.join(folder, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
}
