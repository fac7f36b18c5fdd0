import path from "node:path";

/** The repository's root folder. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The folder that holds everything a local run keeps: database, sandbox state, generated secrets, process records. */
export function dataFolder(env: Record<string, string | undefined> = process.env): string {
  return path.resolve(ROOT, env.TIERLINE_DATA || ".data");
}

/** A locally installed command, spawned directly: killing `npx` leaves the program behind. */
export function localBin(name: string): string {
  return path.join(ROOT, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);
}
